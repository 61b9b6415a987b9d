from celery import shared_task

from office.outbox.actions import digests, mailings, sending


@shared_task
def send_deliveries() -> None:
    """Send what is due for a few seconds; any number of workers do this at once."""
    mailings.end_cancelled()
    sending.send_due()


@shared_task
def write_digests() -> None:
    """Tell officers once on each working day what waits for them."""
    digests.write_digests()
