"""Dues: what a member owes for a month, and who owes nothing. Pure: no database, no clock, no request.

工发〔1978〕101号: half a per cent of the monthly wage, the part below ten yuan ignored; bonuses, allowances and
benefits do not count. Rate and step are data (DuesRule); the figures here are the defaults.
"""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from members.choices import LEFT_STATES, MemberState

RATE = Decimal("0.005")
STEP = Decimal(10)
SOURCE = "工发〔1978〕101号《关于收交工会会费的通知》"
IN_FORCE_SINCE = date(1978, 11, 13)
FEN = Decimal("0.01")
# 工发〔1978〕101号: apprentices pay a flat five fen a month.
APPRENTICE_DUES = Decimal("0.05")
# 〔94〕工财字第69号: in offices and public institutions these are added first and cut once.
OF_OFFICES = ("duty_wage", "post_wage", "rank_wage", "grade_wage")
WITH_THEM = ("basic_wage", "seniority_wage")
# 工发〔1978〕101号: these do not count.
NOT_COUNTED = ("bonus", "allowances", "royalties", "performance_pay", "pension")
WAGES = ("wage", "wage_of_last_month", "wage_of_this_month")


class ChargeState(TextChoices):
    DUE = "due", _("to be paid")
    PAID = "paid", _("paid")
    EXEMPT = "exempt", _("exempt")
    WAIVED = "waived", _("waived")
    UNKNOWN = "unknown", _("wage unknown")


class Exemption(TextChoices):
    """Why a member owes nothing for a month, other than by a decision."""

    NONE = "", _("none")
    RETAINED = "retained", _("membership retained")
    PENDING = "pending", _("waiting for admission")
    LEFT = "left", _("has left the union")
    NO_MEMBER = "no_member", _("was no member yet")
    SMALL_WAGE = "small_wage", _("nothing is due from this wage")
    MERGED = "merged", _("counted on the person's other record")


TONES = {
    ChargeState.DUE: "warning",
    ChargeState.PAID: "success",
    ChargeState.EXEMPT: "muted",
    ChargeState.WAIVED: "info",
    ChargeState.UNKNOWN: "danger",
}
# 保留会籍: no vote, no dues, domain.md part 3. Who has left or is not yet admitted is no member.
EXEMPT_STATES: dict[MemberState, Exemption] = {
    MemberState.RETAINED: Exemption.RETAINED,
    MemberState.PENDING: Exemption.PENDING,
    **dict.fromkeys(LEFT_STATES, Exemption.LEFT),
    MemberState.MERGED: Exemption.MERGED,
}


def dues_of(wage: Decimal, rate: Decimal = RATE, step: Decimal = STEP) -> Decimal:
    """Return the dues of one month in yuan for a monthly basic wage in yuan, to the fen, half a fen rounded up.

    With the default rate and step the result is a multiple of five fen, so that nothing is ever rounded.
    `compute_charges.sql` computes the same, and is tested against this.
    """
    return (wage // step * step * rate).quantize(FEN, ROUND_HALF_UP)


class NoWage(ValueError):
    """There is no wage from which dues could be computed, with a sentence that says which one is missing."""


def counted_wage(sums: Mapping[str, Decimal], *, of_office: bool = False, fixed_income: bool = True) -> Decimal:
    """Return the monthly wage in yuan that counts for dues, of the parts that are known.

    Members without a fixed income pay by last month's wage. Offices and public institutions add the parts of the wage
    scale; elsewhere the basic wage counts where it is known, else the wage. A pension alone counts nothing. Raises
    NoWage.
    """
    if not fixed_income:
        if "wage_of_last_month" in sums:
            return sums["wage_of_last_month"]
        raise NoWage("wage_of_last_month is missing.")
    parts = [sums[key] for key in (*OF_OFFICES, *WITH_THEM) if key in sums]
    if of_office and any(key in sums for key in OF_OFFICES):
        return sum(parts, Decimal(0))
    # Where both are given, the wage is all that was paid, and the basic wage what counts of it.
    if "basic_wage" not in sums:
        for key in ("wage", "wage_of_this_month"):
            if key in sums:
                return sums[key]
    if parts:
        return sum(parts, Decimal(0))
    if "pension" in sums:
        return Decimal(0)
    raise NoWage("No wage is given.")


def is_paying_month(month: date, admitted_on: date | None, withdrew_on: date | None) -> bool:
    """Return whether a month counts for a member: whoever is one on its first day, as `compute_charges.sql` decides.

    No text says so (domain.md part 3): the month of entry is free, that of leaving is paid.
    """
    return not ((admitted_on and admitted_on > month) or (withdrew_on and withdrew_on <= month))


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after the one that begins on `month`."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Return the first days of the months from `first` to `last`, both included; none if `last` lies before `first`."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months
