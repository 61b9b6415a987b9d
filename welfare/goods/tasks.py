from celery import shared_task
from django.utils import timezone

from welfare.goods.actions import following, offers, reserving


@shared_task
def tell_of_offers() -> None:
    """Note which offers end soon, and write the notices of all that wait; any number of workers do this at once."""
    offers.note_reminders(timezone.localdate())
    offers.tell_all()


@shared_task
def reserve_goods() -> None:
    """Reserve goods for approved runs, take out what was received, and release what ended runs have left.

    Any number of workers do this at once.
    """
    reserving.reserve_due()
    following.follow_receipts()
    reserving.release_ended()
