from celery import shared_task

from office.uploads.actions import make_due_copies, seal_old_files


@shared_task
def make_clean_copies() -> None:
    """Make the clean copies that are due, and compute the sums of files from before there were sums."""
    seal_old_files()
    make_due_copies()
