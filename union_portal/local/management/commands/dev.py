"""Serve the portal to its developer: as `serve`, but processes restart when a source file changes."""

import os

from union_portal.local.management.commands import serve


class Command(serve.Command):
    help = "Serve web, worker and beat with DEBUG on until Ctrl-C; they restart when a source file changes."

    def commands(self, host: str, port: int) -> dict[str, list[str]]:
        """Return those of `serve`, but with Django's own server, and with worker and beat run by a reloader."""
        address = f"[{host}]" if ":" in host else host
        celery = "union_portal.local.reloading celery --quiet --app union_portal"
        return {
            # Not manage.py, which would keep PostgreSQL and Redis running itself; this process does so already.
            "web": serve.python("django", "runserver", f"{address}:{port}"),
            "worker": serve.python(*f"{celery} worker --concurrency 1 --loglevel WARNING --without-gossip".split()),
            "beat": serve.python(*f"{celery} beat --loglevel WARNING --pidfile=".split()),
        }

    def environment(self, host: str, port: int) -> dict[str, str]:
        """Return that of `serve`, but with DEBUG, over plain http, and with the debug toolbar where it is installed."""
        found = super().environment(host, port)
        warnings = f"{found['PYTHONWARNINGS']},ignore:Using settings.DEBUG"
        return {
            "HTTPS": "0",
            **found,
            "DEBUG": "1",
            "DEBUG_TOOLBAR": os.environ.get("DEBUG_TOOLBAR", "1"),
            "DJANGO_SETTINGS_MODULE": "union_portal.settings",
            "PYTHONWARNINGS": warnings,
        }

    def collect_static(self) -> None:
        """Do nothing: Django's own server finds static files in their source folders."""
