"""The WSGI application of `bench rush`: the portal, with the addresses of `benchmarks.urls` besides."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
settings.ROOT_URLCONF = "benchmarks.urls"
application = get_wsgi_application()
get_resolver().check()
