from celery import shared_task
from django.utils import timezone

from welfare.goods.actions import offers, reserving


@shared_task
def tell_of_offers() -> None:
    """Note which offers end soon, and write the notices of all that wait; any number of workers do this at once."""
    offers.note_reminders(timezone.localdate())
    offers.tell_all()


@shared_task
def reserve_goods() -> None:
    """Reserve goods for approved runs, and release those of ended ones; any number of workers do this at once."""
    reserving.reserve_due()
    reserving.release_ended()
