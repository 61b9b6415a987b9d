from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from office.operations.rules import FAILED_WITHIN, Work
from office.outbox.rules import DeliveryState, MailingState, Urgency

NOBODY = Q(pk__in=[])

if TYPE_CHECKING:
    from office.outbox.models import Channel, Delivery


@dataclass(frozen=True)
class Rest:
    """Who rests at one moment: everybody if `quiet`, but for the units that differ.

    `units` are the path of each such unit and whether it works; of several above a unit the longest path counts.
    """

    quiet: bool
    units: tuple[tuple[str, bool], ...] = ()

    def at_work(self) -> Q:
        """Return the condition that the unit of a delivery's receiver works; without a unit the calendar counts."""
        working = NOBODY if self.quiet else ~NOBODY
        for path, works in sorted(self.units):
            below = Q(notice__to__member__unit__path__startswith=path)
            working = (below | working) if works else (~below & working)
        return working


class Channels(QuerySet["Channel"]):
    def ready(self, now: datetime) -> Self:
        """Return the channels in use that are not left alone after failures."""
        return self.filter(Q(rests_until=None) | Q(rests_until__lte=now), active=True)


class Deliveries(QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=DeliveryState.WAITING)

    def dead(self) -> Self:
        return self.filter(state=DeliveryState.DEAD)

    def due(self, channel_id: int, now: datetime, rest: "Rest") -> Self:
        """Return what one channel may send now, in the order of sending; to those who rest only what is urgent."""
        due = self.waiting().filter(channel_id=channel_id, not_before__lte=now)
        if rest.units:
            due = due.filter(Q(urgency=Urgency.AT_ONCE) | rest.at_work())
        elif rest.quiet:
            due = due.filter(urgency=Urgency.AT_ONCE)
        due = due.filter(Q(mailing=None) | Q(mailing__state=MailingState.RUNNING))
        return due.order_by("urgency", "not_before", "id")

    def work(self) -> Work:
        """Return how much is on its way, and how much was given up lately."""
        waiting = self.waiting().aggregate(count=Count("pk"), since=Min("made_at"))
        dead = self.dead().filter(done_at__gte=timezone.now() - FAILED_WITHIN).count()
        return Work(waiting=waiting["count"], failed=dead, waits_since=waiting["since"])

    def counts(self) -> dict[str, int]:
        """Return how many there are in each state."""
        return dict(self.order_by().values_list("state").annotate(count=Count("pk")))
