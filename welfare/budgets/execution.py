"""How far the budgets of a year are carried out: by month, by kind of benefit and by unit; all from the ledgers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from members.units.querysets.units import Units
from office.types import Chart, ChartSeries, Message
from welfare.budgets.models import BudgetEntry
from welfare.budgets.querysets import BudgetLines
from welfare.budgets.rules import AFTER, BEFORE, Execution, MonthOfBudget, Movement, by_month, executed, month_of
from welfare.choices import EntryKind
from welfare.kinds.names import kind_name


@dataclass(frozen=True)
class MonthRow:
    """One month of a year beside the same month of the year before; `last` is None where that had no budget."""

    label: str
    month: MonthOfBudget
    last: MonthOfBudget | None


@dataclass(frozen=True)
class KindRow:
    """A year's budget for one kind of benefit beside that of the year before."""

    label: Message
    this: Execution
    last: Execution


def movements(lines: BudgetLines, year: int) -> list[Movement]:
    """Return what was entered in these lines of `year` and of the year before, by kind of benefit and month; one query.

    Entries of one month and kind are one movement, those that take money out of a year and those that bring it in two.
    """
    entries = BudgetEntry.objects.filter(line__in=lines.filter(year__in=[year - 1, year]).order_by())
    rows = (
        entries.order_by()
        .annotate(outward=Q(amount__lt=0))
        .values_list("line__year", "line__kind", TruncMonth("day"), "kind", "outward")
        .annotate(total=Sum("amount"))
    )
    return [
        Movement(of_year, benefit, month_of(month, of_year), EntryKind(kind), total)
        for of_year, benefit, month, kind, _outward, total in rows
    ]


def months_shown(year: int, today: date) -> int:
    """Return up to which month a year is shown: a month to come has no execution yet."""
    return today.month if year == today.year else 12 if year < today.year else 0


def month_rows(found: list[Movement], year: int) -> list[MonthRow]:
    """Return the months of a year up to today's, each beside that of the year before."""
    until = months_shown(year, timezone.localdate())
    before = {one.month: one for one in by_month(one for one in found if one.year == year - 1)}
    has_last = any(one.year == year - 1 for one in found)
    return [
        MonthRow(_month_label(one.month, year), one, before.get(one.month) if has_last else None)
        for one in by_month((one for one in found if one.year == year), until=until)
    ]


def _month_label(month: int, year: int) -> str:
    if month == BEFORE:
        return _("before %(year)s") % {"year": year}
    if month == AFTER:
        return _("after %(year)s") % {"year": year}
    return f"{year}-{month:02}"


def kind_rows(found: list[Movement], year: int) -> list[KindRow]:
    """Return the totals of a year by kind of benefit, beside those of the year before; the largest budget first."""
    rows = [
        KindRow(
            kind_name(benefit),
            executed(one for one in found if one.year == year and one.benefit == benefit),
            executed(one for one in found if one.year == year - 1 and one.benefit == benefit),
        )
        for benefit in {one.benefit for one in found}
    ]
    return sorted(rows, key=lambda row: (-row.this.planned, str(row.label)))


def total_of(found: list[Movement], year: int) -> Execution:
    """Return the execution of a whole year."""
    return executed(one for one in found if one.year == year)


def with_execution(units: Units, lines: BudgetLines, year: int) -> Units:
    """Return the units with lines of `year` or of the year before, with their own sums, not those of units below.

    Annotates `planned`, `reserved`, `spent`, `moved_out`, `left_over` of the year, and `last_spent`, in yuan.
    """
    of_lines = Q(budget_lines__in=lines.filter(year__in=[year - 1, year]).order_by())

    def summed(*kinds: EntryKind, of: int = year, **amount: int) -> Coalesce:
        entries = {"kind__in": kinds, **{f"amount__{name}": value for name, value in amount.items()}}
        which = Q(budget_lines__year=of, **{f"budget_lines__entries__{name}": value for name, value in entries.items()})
        total = Sum("budget_lines__entries__amount", filter=of_lines & which)
        return Coalesce(total, Decimal(0), output_field=DecimalField(max_digits=16, decimal_places=2))

    found = units.filter(of_lines).annotate(
        planned=summed(EntryKind.APPROPRIATION, EntryKind.ADJUSTMENT) + summed(EntryKind.CARRY, gt=0),
        reserved=summed(EntryKind.RESERVE) - summed(EntryKind.RELEASE, EntryKind.SPEND),
        spent=summed(EntryKind.SPEND) - summed(EntryKind.REFUND),
        moved_out=summed(EntryKind.LAPSE) - summed(EntryKind.CARRY, lt=0),
        last_spent=summed(EntryKind.SPEND, of=year - 1) - summed(EntryKind.REFUND, of=year - 1),
    )
    return found.annotate(left_over=F("planned") - F("reserved") - F("spent") - F("moved_out"))


def charts(rows: list[MonthRow], year: int) -> list[Chart]:
    """Return two charts of a year's months: spent in each, and spent so far against the budget."""
    if not rows:
        return []
    labels = [row.label for row in rows]
    last = [row.last or MonthOfBudget(0, Decimal(0), Execution()) for row in rows]
    spent: list[ChartSeries] = [{"name": str(year), "values": [row.month.spent for row in rows]}]
    so_far: list[ChartSeries] = [
        {"name": _("Budget"), "values": [row.month.so_far.planned for row in rows]},
        {"name": _("Spent and reserved"), "values": [_used(row.month.so_far) for row in rows]},
        {"name": _("Spent so far"), "values": [row.month.so_far.spent for row in rows]},
    ]
    if any(row.last for row in rows):
        name = _("Spent so far, %(year)s") % {"year": year - 1}
        spent.append({"name": str(year - 1), "values": [one.spent for one in last]})
        so_far.append({"name": name, "values": [one.so_far.spent for one in last]})
    by_months: Chart = {
        "id": "spent-by-month",
        "title": _("Spent by month, yuan"),
        "kind": "bar",
        "labels": labels,
        "series": spent,
        "money": True,
    }
    against: Chart = {
        "id": "spent-so-far",
        "title": _("Spent so far against the budget of %(year)s, yuan") % {"year": year},
        "kind": "line",
        "labels": labels,
        "series": so_far,
        "money": True,
    }
    return [by_months, against]


def _used(execution: Execution) -> Decimal:
    return execution.spent + execution.reserved
