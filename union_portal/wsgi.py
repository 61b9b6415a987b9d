"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
application = get_wsgi_application()
# Imports all views now, so that no first request waits for them; loaded before the fork, they share memory.
get_resolver().check()
