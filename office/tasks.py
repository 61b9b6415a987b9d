"""Sweeps of the office, and the tasks of its rooms, collected for Celery."""

from celery import shared_task

import office.documents.tasks
import office.encrypted_files.tasks
import office.once.tasks
import office.outbox.tasks
import office.seals.tasks
import office.uploads.tasks
from office.sessions import delete_expired_sessions


@shared_task
def clear_sessions() -> None:
    """Delete the sessions whose time is over."""
    delete_expired_sessions()
