"""The ground under every test: local servers up, no trace left in var/files, the source language."""

import os

import pytest
from django.conf import settings as project_settings
from django.db import connection
from django.test import override_settings

from tests.template_database import migrated_template
from union_portal import local, messages

# A test's database need not survive a power cut. Also for the processes that tests start.
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")


@pytest.fixture(scope="session")
def services():
    """PostgreSQL and Redis up for the session; every xdist worker holds them, the last one out stops them."""
    with local.services():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, services, django_db_use_migrations, django_db_blocker
):
    """A database per xdist worker, made when the server is up; it begins as a copy of a migrated one."""
    if django_db_use_migrations:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()


@pytest.fixture(scope="session", autouse=True)
def test_settings(tmp_path_factory):
    """What differs from production: plain http, cheap passwords, files in a temporary folder, messages untranslated,
    a Redis database apart from that of a portal served from the same checkout."""
    storages = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path_factory.mktemp("files")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        LANGUAGE_COOKIE_SECURE=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=storages,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        LOCALE_PATHS=[],
        CELERY_BROKER_URL=os.environ.get("REDIS_URL") or f"{local.BROKER_URL}?virtual_host=1",
    ):
        yield


@pytest.fixture
def chinese(settings):
    """The project's own messages in Chinese, as people see them."""
    messages.compile_catalogue()
    settings.LOCALE_PATHS = [messages.ROOT / "locale"]
    assert project_settings.LANGUAGE_CODE == "zh-hans"
