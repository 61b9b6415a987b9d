"""Mailings: how many of their messages may go out, and pausing, going on and cancelling."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from office.claims import claim
from office.outbox.models import Delivery, Mailing
from office.outbox.rules import NEXT_OF_MAILING, MailingState, is_quiet, released
from office.sql import run_sql
from office.transitions import move
from office.workdays import is_day_off

# Deliveries of a cancelled mailing that one transaction ends.
CHUNK = 20_000
RELEASE = """
UPDATE office_delivery SET not_before = %(now)s WHERE id IN (
    SELECT id FROM office_delivery
    WHERE mailing_id = %(mailing)s AND state = 'waiting' AND not_before IS NULL
    ORDER BY id LIMIT %(most)s
)
"""
CANCEL = """
UPDATE office_delivery SET state = 'cancelled', done_at = %(now)s WHERE id IN (
    SELECT id FROM office_delivery WHERE mailing_id = %(mailing)s AND state IN ('waiting', 'dead')
    ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
"""


def pause_mailing(mailing: Mailing) -> None:
    """Stop sending; what a worker has in hand goes out. Raises NotAllowed unless the mailing is being sent."""
    move(mailing, MailingState.PAUSED, NEXT_OF_MAILING)


def resume_mailing(mailing: Mailing) -> None:
    """Go on sending. Raises NotAllowed unless the mailing is paused."""
    move(mailing, MailingState.RUNNING, NEXT_OF_MAILING, released_at=timezone.now())


def cancel_mailing(mailing: Mailing) -> None:
    """Send nothing more of it; a sweep ends the deliveries. Notices in the portal stay.

    Raises NotAllowed when the mailing is done or cancelled.
    """
    move(mailing, MailingState.CANCELLED, NEXT_OF_MAILING)


def set_rate(mailing: Mailing, rate: int) -> None:
    """Send `rate` messages a minute from now on."""
    Mailing.objects.filter(pk=mailing.pk).update(rate=rate)


def release_mailings(now: datetime) -> int:
    """Let as many messages go as the rates of running mailings allow since the last time; return how many.

    Nothing is released in the hours of rest by the calendar. Ends mailings of which nothing waits any more.
    """
    if is_quiet(timezone.localtime(now), is_day_off):
        return 0
    pks = Mailing.objects.filter(state=MailingState.RUNNING).values_list("pk", flat=True)
    return sum(_release(pk, now) for pk in pks)


@transaction.atomic
def _release(pk: int, now: datetime) -> int:
    mailing = claim(Mailing.objects.filter(pk=pk, state=MailingState.RUNNING)).first()
    if mailing is None:
        return 0
    most = released(mailing.rate, now - mailing.released_at)
    if most < 1:
        return 0
    gone = run_sql(RELEASE, {"now": now, "mailing": pk, "most": most})
    Mailing.objects.filter(pk=pk).update(released_at=now)
    if not gone and mailing.complete and not Delivery.objects.waiting().filter(mailing=mailing).exists():
        move(mailing, MailingState.DONE, NEXT_OF_MAILING)
    return gone


def end_cancelled() -> int:
    """End the deliveries of cancelled mailings that still wait, in chunks; return how many."""
    ended = 0
    for pk in Mailing.objects.filter(state=MailingState.CANCELLED, ended=False).values_list("pk", flat=True):
        while gone := run_sql(CANCEL, {"now": timezone.now(), "mailing": pk, "most": CHUNK}):
            ended += gone
        # What a worker has in hand, or what is still being written, is left to the next sweep.
        if not Delivery.objects.waiting().filter(mailing=pk).exists():
            Mailing.objects.filter(pk=pk, complete=True).update(ended=True)
    return ended
