import logging

from celery import shared_task

from office.encrypted_files.orphans import TooManyOrphans, delete_orphans
from office.encrypted_files.storage import file_storage

logger = logging.getLogger(__name__)


@shared_task
def sweep_files() -> None:
    """Delete stored files that no row names; with too many of them delete none and say so in the log."""
    try:
        delete_orphans(file_storage())
    except TooManyOrphans as why:
        logger.error("%s. If this is the right database, run: manage.py sweep_files", why)
