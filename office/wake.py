import logging

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake_worker(task: Task, times: int = 1) -> None:
    """Wake a worker once this transaction is committed; when Redis is away, beat's next sweep finds the row anyway."""

    def wake() -> None:
        try:
            for _ in range(times):
                task.apply_async(retry=False)
        except OperationalError as why:
            logger.warning("No wake_worker for %s, the next sweep will find the work: %s", task.name, why)

    transaction.on_commit(wake)
