from celery import shared_task

from office.documents.batches import carry_on_batches


@shared_task
def issue_batches() -> None:
    """Issue what is asked for in files of many documents."""
    carry_on_batches()
