from celery import shared_task

from welfare.reports.actions import counting, folding


@shared_task
def fold_receipts() -> None:
    """Fold the rows that receipts have added to the sums; any number of workers do this at once."""
    folding.fold_all()


@shared_task
def count_coverage() -> None:
    """Count once a day whom the benefits of the year reached; any number of workers do this at once."""
    counting.count_all()
