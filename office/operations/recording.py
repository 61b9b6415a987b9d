"""The class of all Celery tasks: it records when each began, ended and failed, and numbers its lines of the log."""

import logging
from datetime import datetime

from celery import Task
from django.db import Error, connection
from django.utils import timezone

from office.request_ids import numbered

logger = logging.getLogger(__name__)

BEGUN = """
    INSERT INTO office_taskrecord (name, started_at, failure, worker) VALUES (%s, %s, '', %s)
    ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, worker = excluded.worker
"""
ENDED = "UPDATE office_taskrecord SET ended_at = %s WHERE name = %s"
FAILED = "UPDATE office_taskrecord SET ended_at = %s, failed_at = %s, failure = %s WHERE name = %s"


class RecordedTask(Task):
    """A task whose last beginning, end and failure are rows of TaskRecord.

    A task that is only called, as in tests, records nothing.
    """

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        with numbered(str(self.request.id)[:16]):
            return self.run(*args, **kwargs)

    def before_start(self, task_id: str, args: object, kwargs: object) -> None:
        """Record that a worker begins."""
        _write(BEGUN, [self.name, timezone.now(), str(self.request.hostname or "")[:200]])

    def on_success(self, retval: object, task_id: str, args: object, kwargs: object) -> None:
        """Record that a worker has ended it."""
        _write(ENDED, [timezone.now(), self.name])

    def on_failure(self, exc: Exception, task_id: str, args: object, kwargs: object, einfo: object) -> None:
        """Record that a worker has failed at it, and at what kind of error."""
        now = timezone.now()
        _write(FAILED, [now, now, type(exc).__name__[:100], self.name])


def _write(sql: str, values: list[str | datetime]) -> None:
    """Carry out a statement; a database that is away must not keep the task from its work, which says so itself."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
    except Error as why:
        logger.warning("Not recorded: %s", type(why).__name__)
