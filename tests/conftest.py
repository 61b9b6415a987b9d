"""Fixtures for every test: local servers, database, settings, and the units and officers that many tests need."""

import gc
import os
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as project_settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import TransactionTestCase, override_settings

from office.database_roles import owner_connection
from office.templatetags.shared import forget_shared
from tests import factories as make
from tests.people import log_in
from tests.shipped_rows import ShippedRows
from tests.template_database import migrated_template
from union_portal import local, messages
from union_portal.reading_environment import cache_url

HERE = Path(__file__).parent
# Modules, tests and models of migrations stay: looking for cycles in them takes a sixth of collecting and migrating.
gc.set_threshold(50_000, 20, 20)
# A test's database need not survive a power cut, and a statement that takes minutes fails, instead of holding up all
# that is run. Also for the processes that tests start.
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off -c statement_timeout=5min")
# What takes minutes begins first, so that at the end no process waits for one test of another.
LONGEST_FILES = [
    "welfare/payment/test_a_thousand_months.py",
    "faults/test_chaos.py",
    "browser/test_accessibility.py",
    "browser/test_main_job.py",
    "browser/test_admin.py",
    "test_upgrade.py",
    "test_upgraded_rows.py",
    "browser/test_guide.py",
    "benchmarks/test_bench_register.py",
    "benchmarks/test_bench_rush.py",
    "benchmarks/test_bench_run.py",
    "demo/test_demonstration.py",
    "faults/test_runs_go_on.py",
    "permissions/test_api_description.py",
    "browser/test_narrow_screens.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {HERE / name: position for position, name in enumerate(LONGEST_FILES)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Pass over all that was collected whenever cycles are looked for, as it lives as long as the process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def services():
    """Start PostgreSQL and Redis for the session; every xdist worker uses them, the last one to end stops them."""
    with local.services():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, services, django_db_use_migrations, django_db_blocker
):
    """Let each xdist worker's database begin as a copy of the migrated template, made and dropped by the owner.

    Everything else goes through the portal's role, so that a right missing in production is missing in the tests.
    """
    if django_db_use_migrations:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
    pytest.MonkeyPatch().setattr(connections[DEFAULT_DB_ALIAS], "_nodb_cursor", owner_connection()._nodb_cursor)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let tests that commit end with the rows that the database begins with, instead of with `flush`."""
    with django_db_blocker.unblock():
        shipped = ShippedRows.read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: shipped.restore())
        yield


@pytest.fixture(scope="session", autouse=True)
def test_settings(tmp_path_factory):
    """Set what differs from production: plain http, no second step for the admin, cheap passwords, files in temporary
    folders, messages untranslated, Redis databases apart from those of a portal served from the same checkout; each
    xdist worker has its own cache."""
    broker = os.environ.get("REDIS_URL") or f"{local.BROKER_URL}?virtual_host=1"
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 6
    cache = os.environ.get("CACHE_URL") or cache_url(f"{local.BROKER_URL}?virtual_host={worker + 2}")
    storages = {
        "default": {
            "BACKEND": "office.encrypted_files.storage.EncryptedStorage",
            "OPTIONS": {"location": tmp_path_factory.mktemp("files")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        LANGUAGE_COOKIE_SECURE=False,
        SESSION_COOKIE_NAME="sessionid",
        CSRF_COOKIE_NAME="csrftoken",
        LANGUAGE_COOKIE_NAME="django_language",
        LARGE_PRINT_COOKIE_NAME="large_print",
        ADMIN_SECOND_STEP=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=storages,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        LOCALE_PATHS=[],
        CELERY_BROKER_URL=broker,
        CACHES={"default": project_settings.CACHES["default"] | {"LOCATION": cache}},
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_counted(test_settings):
    """Forget what the rate limits have counted, and which forms were sent."""
    cache.clear()


@pytest.fixture
def stored_files(settings, tmp_path):
    """An empty storage of the test's own; return its folder."""
    folder = tmp_path / "files"
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    return folder


@pytest.fixture
def chinese(settings):
    """Translate the project's own messages into Chinese."""
    messages.compile_catalogue()
    settings.LOCALE_PATHS = [messages.ROOT / "locale"]
    assert project_settings.LANGUAGE_CODE == "zh-hans"
    forget_shared()
    yield
    forget_shared()


@pytest.fixture
def union():
    """The root of the unit tree."""
    return make.unit("公司工会", kind="union", code="HQ")


@pytest.fixture
def branch(union):
    """A branch of the union."""
    return make.unit("采油一厂", parent=union, code="B1")


@pytest.fixture
def north(union):
    """A branch of the union, for transfers from and to `south`."""
    return make.unit("北岸", parent=union)


@pytest.fixture
def south(union):
    """Another branch of the union, for transfers from and to `north`."""
    return make.unit("南岸", parent=union)


@pytest.fixture
def officer(client, union):
    """A welfare officer of the union, logged in at `client`."""
    return log_in(client, union)


@pytest.fixture
def chair(client, union):
    """The chair of the union, logged in at `client`."""
    return log_in(client, union, "chair")


@pytest.fixture
def superuser(client):
    """A superuser, logged in at `client`."""
    user = make.superuser()
    client.force_login(user)
    return user


@pytest.fixture
def today():
    """Stop the clock at nine in the morning of 1 March 2026, a Sunday."""
    with time_machine.travel("2026-03-01 09:00+08:00", tick=False):
        yield
