"""`/healthz` and `/readyz`, for a supervisor or a load balancer: a status, and nothing that a stranger could use."""

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)
ALIVE, READY = "/healthz", "/readyz"


class HealthMiddleware:
    """Answers both addresses before anything else: for any host, over plain http, without session and database.

    `/healthz` says that this process answers; `/readyz` that it reaches the database, and the database has all
    migrations: 200, else 503, with the reason in the log only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == ALIVE:
            return _answer("alive", 200)
        if request.path_info == READY:
            return _answer("ready", 200) if self._is_ready() else _answer("not ready", 503)
        return self.get_response(request)

    def _is_ready(self) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Once they are there they stay; reading all of them takes a while.
            self.is_migrated = self.is_migrated or not _missing_migrations()
        except Error as why:
            logger.warning("Not ready: %s", type(why).__name__)
            return False
        if not self.is_migrated:
            logger.warning("Not ready: migrations are missing")
        return self.is_migrated


def _missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answer(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})
