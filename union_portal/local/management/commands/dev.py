"""What a developer of one machine needs, until Ctrl-C: as `serve`, but pages and workers follow the source."""

import os

from union_portal.local.management.commands import serve


class Command(serve.Command):
    help = "Serve web, worker and beat with DEBUG on; they start anew when a source file changes. Until Ctrl-C."

    def commands(self, host: str, port: int) -> dict[str, list[str]]:
        """As in `serve`, but by Django's own server, and with worker and beat behind a reloader."""
        address = f"[{host}]" if ":" in host else host
        celery = "union_portal.local.reloading celery --quiet --app union_portal"
        return {
            # manage.py would hold PostgreSQL and Redis up itself; this process does so already.
            "web": serve.python("django", "runserver", f"{address}:{port}"),
            "worker": serve.python(*f"{celery} worker --concurrency 1 --loglevel WARNING --without-gossip".split()),
            "beat": serve.python(*f"{celery} beat --loglevel WARNING --pidfile=".split()),
        }

    def environment(self, host: str, port: int) -> dict[str, str]:
        """As in `serve`, but with DEBUG, over plain http, and with the debug toolbar where it is installed."""
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
        """Nothing: Django's own server reads static files where they lie."""
