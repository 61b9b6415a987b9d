from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import Coalesce, Greatest, Substr

from members import access
from members.dues.rules import ChargeState
from office.types import FieldValues

ZERO = Decimal(0)
# What stands open of a charge, and what came in beyond it. Yuan.
OPEN = Greatest(F("amount") - F("paid"), ZERO)
OVER = Greatest(F("paid") - F("amount"), ZERO)
# Whose dues these are: the record that was kept, where several are one person.
PERSON = Coalesce("member__merged_into", "member", output_field=models.BigIntegerField())

if TYPE_CHECKING:
    from members.authority.models import User


def of_person(field: str) -> Case:
    """What the record of the person says that was kept."""
    own = When(member__merged_into=None, then=F(f"member__{field}"))
    return Case(own, default=F(f"member__merged_into__{field}"))


class OfUnit(models.QuerySet):
    """Rows with a unit of their own."""

    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm))


class OfMember(models.QuerySet):
    """Rows that lie where their member stands."""

    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="member__unit"))


class Charges(OfUnit):
    def own(self, user: "User") -> Self:
        return self.filter(member__in=access.records_of(user))

    def of_members(self, text: str) -> Self:
        """Charges of those whom `text` finds in the register."""
        found = apps.get_model("members.Member").objects.matching(text)
        return self.filter(member__in=found.values("pk"))

    def owed(self) -> Self:
        return self.filter(state=ChargeState.DUE)

    def totals(self) -> FieldValues:
        """Heads and yuan of these charges by state, in one query; see TOTALS for the keys."""
        return self.order_by().aggregate(**totals())

    def by_unit(self, length: int) -> Any:
        """The totals of the units whose path has this `length`, everything below them included; those above have their
        own charges only. Rows of `place` (a path) and the totals."""
        return self.order_by().values(place=Substr("unit__path", 1, length)).annotate(**totals()).order_by("place")

    def by_month(self) -> Any:
        """The totals of each month, the latest first. Rows of `month` and the totals."""
        return self.order_by().values("month").annotate(**totals()).order_by("-month")

    def arrears(self, least: int = 1, **shown: str) -> Any:
        """One row per person who owes for `least` months or more, whichever of their records a month stands on:
        `person` (the key of the record that is kept), `months`, `since`, `owed` in yuan, and its fields `shown`."""
        return (
            self.owed()
            .order_by()
            .values(person=PERSON, **{name: of_person(field) for name, field in shown.items()})
            .annotate(months=Count("pk"), since=models.Min("month"), owed=Sum(F("amount") - F("paid")))
            .filter(months__gte=least)
        )


def totals() -> FieldValues:
    """Heads and yuan by state: `heads`, `due` (asked for), `paid`, `open`, `over`, and the heads that pay nothing."""

    def heads(*states: ChargeState) -> Count:
        return Count("pk", filter=Q(state__in=states))

    return {
        "heads": Count("pk"),
        "owing": heads(ChargeState.DUE),
        "settled": heads(ChargeState.PAID),
        "exempt": heads(ChargeState.EXEMPT),
        "waived": heads(ChargeState.WAIVED),
        "unknown": heads(ChargeState.UNKNOWN),
        "due_sum": Coalesce(Sum("amount"), ZERO),
        "paid_sum": Coalesce(Sum("paid"), ZERO),
        "open_sum": Coalesce(Sum(OPEN), ZERO),
        "over_sum": Coalesce(Sum(OVER), ZERO),
    }


class Bases(OfMember):
    def in_force(self, month: date) -> Self:
        """The basis of each member in the month that begins on `month`."""
        return self.filter(starts_on__lte=month).order_by("member", "-starts_on").distinct("member")


class Payments(models.QuerySet):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="charge__unit"))

    def own(self, user: "User") -> Self:
        return self.filter(charge__member__in=access.records_of(user))

    def standing(self) -> Self:
        """Payments that hold: neither reversed nor reversals."""
        return self.filter(reverses=None, reversal=None)
