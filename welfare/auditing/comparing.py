"""What the files of a pack add up to, beside what the budget ledger says was spent at the same moment."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.types import Message
from welfare.auditing.models import AuditPack
from welfare.auditing.rules import PartKind
from welfare.auditing.scope import issued_runs_of, moment_of, up_to_the_moment
from welfare.auditing.sections.events import FROM_ABOVE
from welfare.auditing.sections.grants import Sums
from welfare.auditing.sections.table import Row
from welfare.budgets.causes import CAUSES
from welfare.budgets.models import BudgetEntry
from welfare.choices import RUN_KIND, EntryKind, Form
from welfare.runs.models.runs import Run
from welfare.visits.choices import VISIT_KIND

HEADS: tuple[Message, ...] = (
    _("What for"),
    _("Number"),
    _("Name"),
    _("Receiving"),
    pgettext_lazy("money", "Given"),
    pgettext_lazy("money", "Received"),
    _("Held by objections"),
    pgettext_lazy("sum", "Revoked"),
    _("With the bank"),
    _("Returned by the bank"),
    _("Taken off after objections"),
    _("To be spent by these rows"),
    _("Spent by the ledger of the year"),
    _("Spent by ledgers of later years"),
    _("Difference"),
)
NONE = Decimal(0)


class Spent(NamedTuple):
    """What ledgers say was spent on a cause: by lines of the year, and by those of later years. Yuan."""

    year: Decimal = NONE
    later: Decimal = NONE


def compared(pack: AuditPack) -> Iterator[Row]:
    """Yield a line for each run whose budget lies in these units, for visits, and for other causes; then their total.

    The sums of rows are those of the files that were sealed.
    """
    given = _of_parts(pack, PartKind.GRANTS)
    withdrawn = _of_parts(pack, PartKind.WITHDRAWN)
    visits = _of_parts(pack, PartKind.VISITS)
    spent = _spent(pack)
    total = sum((sums.year for sums in spent.values()), NONE)
    runs = issued_runs_of(pack).select_related("plan", "occasion", "line").order_by("pk")
    for run in runs:
        sums = Sums._make(
            [int(value) if at == 0 else value for at, value in enumerate(given.get(str(run.pk), [NONE] * 7))]
        )
        (off,) = withdrawn.get(str(run.pk), [NONE])
        row: list[object] = [_("run"), run.pk, run, *sums, off]
        if run.line is None or run.line.unit_id not in pack.units:
            spent.pop((RUN_KIND, run.pk), None)
            yield [*row, None, None, None, None]
            continue
        found = spent.pop((RUN_KIND, run.pk), Spent())
        due = to_be_spent(run, sums, closed=run.closed_at is not None and run.closed_at <= moment_of(pack))
        yield [*row, due, *found, due - found.year - found.later]
    on_visits = [spent.pop(key) for key in [*spent] if key[0] == VISIT_KIND]
    year, later = (sum(column, NONE) for column in zip(*on_visits, strict=True)) if on_visits else (NONE, NONE)
    heads, paid = visits.get(VISIT_KIND, [NONE, NONE])
    yield [_("visits"), "", "", int(heads), paid, paid, *[NONE] * 5, paid, year, later, paid - year - later]
    if FROM_ABOVE in visits:
        heads, paid = visits[FROM_ABOVE]
        yield [_("visits that a unit above pays for"), "", "", int(heads), paid, paid, *[NONE] * 5, *[None] * 4]
    for (kind, number), sums_ in sorted(spent.items()):
        label = CAUSES[kind].label if kind in CAUSES else kind
        yield [label, number, "", *[None] * 9, *sums_, None]
    of_lines = pack.parts.filter(kind=PartKind.BUDGETS).aggregate(sum=Sum("amount"))["sum"] or NONE
    yield [_("all budget lines"), "", "", *[None] * 8, of_lines, total, None, of_lines - total]


def to_be_spent(run: Run, sums: Sums, *, closed: bool) -> Decimal:
    """Return the yuan that rows of a run say are spent, as `runs.actions.settling` has them written into the ledger.

    Goods are bought for all; money that nobody was paid goes back when the run is closed.
    """
    waits = sums.given - sums.received - sums.held - sums.at_bank - sums.returned
    if run.form != Form.MONEY:
        return sums.given - sums.held
    return sums.received + sums.at_bank + (NONE if closed else waits)


def _of_parts(pack: AuditPack, kind: PartKind) -> dict[str, list[Decimal]]:
    """Return the totals of all files of a kind, added up by their keys."""
    found: dict[str, list[Decimal]] = {}
    for totals in pack.parts.filter(kind=kind).values_list("totals", flat=True):
        for key, values in totals.items():
            before = found.get(key, [NONE] * len(values))
            found[key] = [old + Decimal(new) for old, new in zip(before, values, strict=True)]
    return found


def _spent(pack: AuditPack) -> dict[tuple[str, int], Spent]:
    """Return what was spent on each cause by lines of these units, those of the year and of later ones; one query."""
    entries = BudgetEntry.objects.filter(
        line__unit__in=pack.units, line__year__gte=pack.year, kind__in=[EntryKind.SPEND, EntryKind.REFUND]
    )
    signed = Case(When(kind=EntryKind.SPEND, then=F("amount")), default=-F("amount"))
    sums = up_to_the_moment(pack, entries).order_by().values_list("cause_kind", "cause_id", "line__year")
    found: dict[tuple[str, int], Spent] = {}
    for kind, number, year, amount in sums.annotate(sum=Sum(signed)):
        before = found.get((kind, number), Spent())
        if year == pack.year:
            found[kind, number] = before._replace(year=before.year + amount)
        else:
            found[kind, number] = before._replace(later=before.later + amount)
    return {key: sums for key, sums in found.items() if sums.year or _is_of_the_year(pack, key)}


def _is_of_the_year(pack: AuditPack, cause: tuple[str, int]) -> bool:
    """Return whether a cause of which later years paid all belongs to this pack: runs of the year alone."""
    return cause[0] == RUN_KIND and issued_runs_of(pack).filter(pk=cause[1]).exists()
