"""The environment of other processes that work on a test's own database, files and broker."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from union_portal import local


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which another process uses the test's database, files and broker."""
    name = connection.settings_dict["NAME"]
    address = urlsplit(os.environ.get("DATABASE_URL") or local.DATABASE_URL)._replace(path=f"/{name}").geturl()
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "union_portal.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
        "DATABASE_URL": address,
        "DATABASE_OWNER_URL": "",
        "REDIS_URL": settings.CELERY_BROKER_URL,
        "CACHE_URL": settings.CACHES["default"]["LOCATION"],
        "MEDIA_ROOT": default_storage.path(""),
        **more,
    }
