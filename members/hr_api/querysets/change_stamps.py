from typing import NamedTuple, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

from members import access


class Place(NamedTuple):
    """A position in the order of changes: after the change of this member in this transaction."""

    transaction: int
    member: int


# A snapshot contains the running transactions of the whole server: those of other databases are left out.
SETTLED = """
    SELECT coalesce(min(running::text::bigint), max(pg_snapshot_xmax(taken)::text::bigint))
    FROM (SELECT pg_current_snapshot() AS taken) AS snapshot
    LEFT JOIN LATERAL pg_snapshot_xip(taken) AS running ON NOT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE backend_xid = running::xid AND datname <> current_database()
    )
"""


def settled() -> int:
    """Return the number below which every transaction has ended."""
    return _ask(SETTLED)


def this_transaction() -> int:
    """Return the number of the present transaction."""
    return _ask("SELECT pg_current_xact_id()::text::bigint")


def cluster() -> int:
    """Return the identifier of the database cluster, since transaction numbers are valid in one cluster only."""
    return _ask("SELECT system_identifier FROM pg_control_system()")


def _ask(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


class Ordered(models.QuerySet):
    def between(self, place: Place, end: int) -> Self:
        """Return the rows after `place` whose transaction is below `end`, in the order of changes."""
        later = Q(transaction=place.transaction, member_id__gt=place.member) | Q(transaction__gt=place.transaction)
        span = self.filter(later, transaction__gte=place.transaction, transaction__lt=end)
        return span.order_by("transaction", "member_id")


class Stamps(Ordered):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="member__unit"))

    def from_ahead(self) -> Self:
        """Return the stamps of transactions that this cluster has not begun: a dump of another one was restored."""
        return self.filter(transaction__gte=_ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))


class Departures(Ordered):
    def out_of_reach_of(self, user: access.Account, perm: str) -> Self:
        """Return departures from units where `user` has `perm`, of members who are deleted or in none of these now."""
        stamps = self.model._meta.apps.get_model("members.MemberStamp")
        still_there = stamps.objects.visible_to(user, perm).filter(member=OuterRef("member_id"))
        return self.filter(access.within(user, perm)).exclude(Exists(still_there))
