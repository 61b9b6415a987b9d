from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from members import access
from office.sql import rows_of_sql

if TYPE_CHECKING:
    from members.hr_api.models.change_stamps import Departure, MemberStamp

M = TypeVar("M", bound=models.Model)


class Position(NamedTuple):
    """A position in the order of changes: after the change of this member in this transaction."""

    transaction: int
    member: int


# A snapshot contains the running transactions of the whole server: those of other databases are left out.
FIRST_UNSETTLED = """
    SELECT coalesce(min(running::text::bigint), max(pg_snapshot_xmax(taken)::text::bigint))
    FROM (SELECT pg_current_snapshot() AS taken) AS snapshot
    LEFT JOIN LATERAL pg_snapshot_xip(taken) AS running ON NOT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE backend_xid = running::xid AND datname <> current_database()
    )
"""


def first_unsettled() -> int:
    """Return the number below which every transaction has ended."""
    return _scalar(FIRST_UNSETTLED)


def current_transaction() -> int:
    """Return the number of the present transaction."""
    return _scalar("SELECT pg_current_xact_id()::text::bigint")


def cluster_identifier() -> int:
    """Return the identifier of the database cluster, since transaction numbers are valid in one cluster only."""
    return _scalar("SELECT system_identifier FROM pg_control_system()")


def _scalar(sql: str) -> int:
    value: int = rows_of_sql(sql, [])[0][0]
    return value


class OrderedByChange(models.QuerySet[M]):
    def between(self, position: Position, end: int) -> Self:
        """Return the rows after `position` whose transaction is below `end`, in the order of changes."""
        same = Q(transaction=position.transaction, member_id__gt=position.member)
        later = same | Q(transaction__gt=position.transaction)
        span = self.filter(later, transaction__gte=position.transaction, transaction__lt=end)
        return span.order_by("transaction", "member_id")


class Stamps(OrderedByChange["MemberStamp"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="member__unit"))

    def of_future_transactions(self) -> Self:
        """Return the stamps of transactions that this cluster has not begun: a dump of another one was restored."""
        return self.filter(transaction__gte=_scalar("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))


class Departures(OrderedByChange["Departure"]):
    def out_of_reach_of(self, user: access.Account, perm: str) -> Self:
        """Return departures from units where `user` has `perm`, of members who are deleted or in none of these now."""
        stamps = self.model._meta.apps.get_model("members.MemberStamp")
        still_there = stamps.objects.visible_to(user, perm).filter(member=OuterRef("member_id"))
        return self.filter(access.within(user, perm)).exclude(Exists(still_there))
