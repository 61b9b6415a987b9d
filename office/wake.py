import logging

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake_worker(task: Task, times: int = 1) -> None:
    """Enqueue `task` once this transaction is committed, `times` times to wake as many workers.

    Without Redis only a warning is logged, since beat's next sweep enqueues the task as well.
    """

    def wake() -> None:
        try:
            for _ in range(times):
                task.apply_async(retry=False)
        except OperationalError as why:
            logger.warning("No worker woken for %s, the next sweep will find the work: %s", task.name, why)

    transaction.on_commit(wake)
