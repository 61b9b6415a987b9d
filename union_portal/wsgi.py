"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
application = get_wsgi_application()
# Otherwise the first visitor of each process waits for the code of all pages; loaded before the fork it is also shared.
get_resolver().check()
