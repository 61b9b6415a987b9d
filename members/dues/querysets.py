from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NotRequired, Self, TypeAlias, TypedDict, cast

from django.apps import apps
from django.db.models import BigIntegerField, Case, Count, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, Greatest, Substr
from django_stubs_ext import WithAnnotations

from members import access
from members.dues.rules import ChargeState

if TYPE_CHECKING:
    from members.authority.models import User
    from members.dues.models.charges import DuesCharge
    from members.dues.models.payments import DuesPayment
    from members.register.querysets.search import PeopleSearch

    ArrearsRows: TypeAlias = QuerySet[WithAnnotations[DuesCharge, "Arrears"], "Arrears"]
else:
    # What `arrears` returns.
    ArrearsRows = QuerySet

ZERO = Decimal(0)
# What is still open of a charge, and what was paid beyond it. Yuan.
OPEN = Greatest(F("amount") - F("paid"), ZERO)
OVER = Greatest(F("paid") - F("amount"), ZERO)
# The record that is kept of a person, where several were merged.
PERSON = Coalesce("member__merged_into", "member", output_field=BigIntegerField())


class Totals(TypedDict):
    """Of some charges: how many there are in all and in each state, and their sums in yuan."""

    headcount: int
    owing: int
    settled: int
    exempt: int
    waived: int
    unknown: int
    due_sum: Decimal
    paid_sum: Decimal
    open_sum: Decimal
    over_sum: Decimal


class MonthTotals(Totals):
    month: date


class UnitTotals(Totals):
    place: str
    """The path of the unit."""


class Arrears(TypedDict):
    """What one person owes: the key of the record that is kept, how many months since which one, and the sum in yuan.

    And what was asked for of that record.
    """

    person: int
    months: int
    since: date
    owed: Decimal
    name: NotRequired[str]
    number: NotRequired[str]
    home: NotRequired[str]
    account: NotRequired[int | None]


def of_kept_record(field: str) -> Case:
    """Return the expression for a field of the record that is kept of the person."""
    own = When(member__merged_into=None, then=F(f"member__{field}"))
    return Case(own, default=F(f"member__merged_into__{field}"))


class Charges(access.ScopedQuerySet["DuesCharge"]):
    def own(self, user: "User") -> Self:
        """Return the charges of this person, on whichever of their records."""
        return self.filter(member__in=access.records_of(user))

    def matching(self, search: "PeopleSearch") -> Self:
        """Return the charges of the members whom `search` finds in the register."""
        found = apps.get_model("members.Member").objects.matching(search)
        return self.filter(member__in=found.values("pk"))

    def owed(self) -> Self:
        return self.filter(state=ChargeState.DUE)

    def totals(self) -> Totals:
        """Return the totals of these charges; one query."""
        return cast(Totals, self.order_by().aggregate(**totals()))

    def by_unit(self, length: int) -> QuerySet["DuesCharge", UnitTotals]:
        """Return the totals of the units whose path has this `length`, everything below them included.

        Units above have a row for their own charges only.
        """
        rows = self.order_by().values(place=Substr("unit__path", 1, length)).annotate(**totals()).order_by("place")
        return cast("QuerySet[DuesCharge, UnitTotals]", rows)

    def by_month(self) -> QuerySet["DuesCharge", MonthTotals]:
        """Return the totals of each month, the latest first."""
        rows = self.order_by().values("month").annotate(**totals()).order_by("-month")
        return cast("QuerySet[DuesCharge, MonthTotals]", rows)

    def arrears(self, least: int = 1, **shown: str) -> ArrearsRows:
        """Return a row for each person who owes for `least` months or more, on whichever of their records.

        `shown`: fields of the record that is kept, by the key under which the row has them.
        """
        rows = (
            self.owed()
            .order_by()
            .values(person=PERSON, **{name: of_kept_record(field) for name, field in shown.items()})
            .annotate(months=Count("pk"), since=Min("month"), owed=Sum(F("amount") - F("paid")))
            .filter(months__gte=least)
        )
        return cast("ArrearsRows", rows)


def totals() -> dict[str, Count | Coalesce]:
    """Return the aggregates of Totals."""

    def count(state: ChargeState) -> Count:
        return Count("pk", filter=Q(state=state))

    return {
        "headcount": Count("pk"),
        "owing": count(ChargeState.DUE),
        "settled": count(ChargeState.PAID),
        "exempt": count(ChargeState.EXEMPT),
        "waived": count(ChargeState.WAIVED),
        "unknown": count(ChargeState.UNKNOWN),
        "due_sum": Coalesce(Sum("amount"), ZERO),
        "paid_sum": Coalesce(Sum("paid"), ZERO),
        "open_sum": Coalesce(Sum(OPEN), ZERO),
        "over_sum": Coalesce(Sum(OVER), ZERO),
    }


class Payments(access.ScopedQuerySet["DuesPayment"]):
    unit_field = "charge__unit"

    def own(self, user: "User") -> Self:
        """Return the payments of this person, on whichever of their records."""
        return self.filter(charge__member__in=access.records_of(user))
