from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from office.outbox.models import Channel, Delivery, Mailing
from office.outbox.rules import ChannelKind, Urgency
from office.sql import load_sql, run_sql


def reachable_sql() -> str:
    """Return the query of (account_id, channel_id): by which channels each account is told."""
    return load_sql("office.outbox", "reachable")


def write_deliveries(notices: Sequence[int], *, at: datetime | None = None) -> int:
    """Write one delivery for each of these notices and each channel by which its receiver is told; return how many.

    Call it in the transaction that writes the notices.
    """
    statement = load_sql("office.outbox", "deliver").replace("{reachable}", reachable_sql())
    return run_sql(statement, {"notices": list(notices), "at": at or timezone.now()}) if notices else 0


def start_mailing(label: str, *, by: int | None) -> Mailing | None:
    """Create a mailing whose deliveries the caller writes; None where no channel to persons or groups is in use."""
    if not Channel.objects.filter(active=True).exists():
        return None
    return Mailing.objects.create(label=label[:200], by_id=by)


def post_to_groups(mailing: Mailing, text: str, units_below: str) -> int:
    """Write a post for each robot of a unit whose path begins with `units_below`; return how many.

    The text must hold nothing about a person: everybody in the group reads it.
    """
    robots = Channel.objects.filter(
        Q(active=True, kind=ChannelKind.ROBOT), unit__path__startswith=units_below
    ).values_list("pk", flat=True)
    posts = [Delivery(post=text[:300], channel_id=robot, mailing=mailing, urgency=Urgency.MAILING) for robot in robots]
    return len(Delivery.objects.bulk_create(posts, ignore_conflicts=True))
