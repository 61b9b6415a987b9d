"""Close a unit's year: preview, propose, approve, return, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.actions import rounds
from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.reasons import require_reason
from office.transitions import move, require_state
from office.types import JsonValue
from welfare.budgets import ledger, rules
from welfare.budgets.models import BudgetChange, BudgetEntry, BudgetLine, YearEnd, YearEndLine
from welfare.choices import YEAR_END_KIND, Treatment, YearEndState


@dataclass(frozen=True)
class Holding:
    """What is still reserved of a line for one cause, in yuan."""

    line: BudgetLine
    cause_kind: str
    cause_id: int
    reserved: Decimal


def lines_of(unit: Unit, year: int) -> list[BudgetLine]:
    """Return the budget lines of a unit itself, not of those below it, for a year."""
    return list(BudgetLine.objects.filter(unit=unit, year=year).select_related("unit").order_by("pk"))


def still_reserved(lines: Sequence[BudgetLine]) -> list[Holding]:
    """Return for what money of these lines is reserved, ordered by line and cause; one query."""
    by_pk = {line.pk: line for line in lines}
    latest = (
        BudgetEntry.objects.filter(line__in=by_pk, cause_id__isnull=False)
        .order_by("line", "cause_kind", "cause_id", "-number")
        .distinct("line", "cause_kind", "cause_id")
        .values_list("line", "cause_kind", "cause_id", "cause_reserved")
    )
    return [Holding(by_pk[line], kind, pk or 0, reserved) for line, kind, pk, reserved in latest if reserved]


def waiting_changes(lines: Sequence[BudgetLine]) -> list[BudgetChange]:
    """Return the adjustments of these lines that wait for approval."""
    return list(BudgetChange.objects.proposed().filter(line__in=lines).select_related("line__unit"))


def content_of(lines: Sequence[BudgetLine], treatments: Mapping[int, str]) -> str:
    """Return what is approved, for comparing it with what was submitted: of each line what is left, and its way."""
    return "/".join(f"{line.pk}:{treatments[line.pk][0]}{line.left:.2f}" for line in lines)


def _require_ready(unit: Unit, year: int, lines: Sequence[BudgetLine]) -> None:
    """Raise NotAllowed while the year goes on, without lines, and while money is reserved or an adjustment waits."""
    if year >= timezone.localdate().year:
        message = _("%(year)s is not over yet: a year is closed from 1 January of the next one.") % {"year": year}
        raise NotAllowed(message, code="year_goes_on", field="year")
    if not lines:
        message = _("This unit has no budget lines of %(year)s.") % {"year": year}
        raise NotAllowed(message, code="no_lines", field="year")
    if any(line.reserved for line in lines):
        raise NotAllowed(
            _("Money is still reserved: issue or cancel what it is reserved for first."), code="still_reserved"
        )
    if waiting_changes(lines):
        raise NotAllowed(
            _("An adjustment waits for approval: let it be decided, or withdraw it first."), code="change_waits"
        )
    if YearEnd.objects.closed().filter(unit=unit, year=year + 1).exists():
        raise NotAllowed(_("The next year is closed already."), code="next_year_closed", field="year")


def hindrance(unit: Unit, year: int, lines: Sequence[BudgetLine]) -> str:
    """Return why a unit's year can't be closed now, "" where it can."""
    try:
        _require_ready(unit, year, lines)
    except NotAllowed as why:
        return str(why)
    return ""


def _lock_lines(unit: Unit, year: int) -> list[BudgetLine]:
    """Return the lines of a unit's year, locked as the unit is, so that none is added meanwhile."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    list(BudgetLine.objects.select_for_update(no_key=True).filter(unit=unit, year=year).order_by("pk").values("pk"))
    return lines_of(unit, year)


@transaction.atomic
def propose_year_end(unit: Unit, *, year: int, treatments: Mapping[int, str], by: User, reason: str) -> YearEnd:
    """Propose to close a unit's year; `treatments` says for the key of each line what becomes of what it has left.

    It waits for approval. Raises NotAllowed without a reason, while the year goes on, while money of it is reserved or
    an adjustment of it waits, when a line has no treatment, and when the year is closed or proposed already.
    """
    said = require_reason(reason, _("Say which decision closes the year."))
    lines = _lock_lines(unit, year)
    if YearEnd.objects.closed().filter(unit=unit, year=year).exists():
        raise NotAllowed(_("This year is closed already."), code="closed_already", field="year")
    _require_ready(unit, year, lines)
    if {line.pk for line in lines} != treatments.keys():
        raise NotAllowed(_("The lines have changed meanwhile: look at them again."), code="moved_on")
    twice = _("The closing of this year waits for approval already.")
    with refused_by({"one_year_end_a_unit_and_year": twice}):
        closing = YearEnd.objects.create(unit=unit, year=year, reason=said, proposed_by=by)
    YearEndLine.objects.bulk_create(
        YearEndLine(year_end=closing, line=line, treatment=Treatment(treatments[line.pk]), left=line.left)
        for line in lines
    )
    left = sum((line.left for line in lines), Decimal(0))
    rounds.submit(YEAR_END_KIND, closing, unit=unit, amount=left, content=content_of(lines, treatments), by=by)
    told: dict[str, JsonValue] = {"year": year, "left": str(left)}
    audit.record("budget.propose_year_end", closing, by=by, unit=unit, reason=closing.reason, changes=told)
    return closing


def _lock(closing: YearEnd) -> YearEnd:
    rows = YearEnd.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    row = rows.get(pk=closing.pk)
    require_state(row, YearEndState.PROPOSED)
    return row


@transaction.atomic
def approve_year_end(closing: YearEnd, *, by: User, note: str = "") -> YearEnd:
    """Add one approval of a year end; the last one carries or lapses what each line has left, and closes the year.

    Raises NotAllowed as `rounds.approve` does, so also when a line has changed since, and while money is reserved or an
    adjustment waits.
    """
    closing = _lock(closing)
    lines = _lock_lines(closing.unit, closing.year)
    _require_ready(closing.unit, closing.year, lines)
    treatments = dict(closing.lines.values_list("line", "treatment"))
    content = content_of(lines, treatments) if treatments.keys() == {line.pk for line in lines} else ""
    outcome = rounds.approve(YEAR_END_KIND, closing, by=by, content=content, note=note)
    told: dict[str, JsonValue] = {"approvals": f"{outcome.given}/{outcome.needed}"}
    if outcome.decision.for_whom is not None:
        told["for"] = str(outcome.decision.for_whom)
    audit.record("budget.approve_year_end", closing, by=by, unit=closing.unit, reason=note.strip(), changes=told)
    if outcome.approved:
        _close(closing, lines, treatments, by=by)
    return closing


def _close(closing: YearEnd, lines: Sequence[BudgetLine], treatments: Mapping[int, str], *, by: User) -> None:
    moved = dict.fromkeys(Treatment, Decimal(0))
    for line in lines:
        moved[Treatment(treatments[line.pk])] += line.left
        ledger.move_on(line, line.left, closing=closing, treatment=treatments[line.pk], by=by)
    move(closing, YearEndState.CLOSED, rules.NEXT_OF_YEAR_END, decided_at=timezone.now())
    told: dict[str, JsonValue] = {
        "year": closing.year,
        "carried": str(moved[Treatment.CARRY]),
        "lapsed": str(moved[Treatment.LAPSE]),
    }
    audit.record("budget.close_year", closing, by=by, unit=closing.unit, reason=closing.reason, changes=told)


@transaction.atomic
def return_year_end(closing: YearEnd, *, by: User, reason: str) -> YearEnd:
    """Return a year end to whoever proposed it, for a reason. Raises NotAllowed as `rounds.send_back` does."""
    closing = _lock(closing)
    rounds.send_back(YEAR_END_KIND, closing, by=by, reason=reason)
    move(closing, YearEndState.RETURNED, rules.NEXT_OF_YEAR_END, decided_at=timezone.now())
    audit.record("budget.return_year_end", closing, by=by, unit=closing.unit, reason=reason.strip())
    return closing


@transaction.atomic
def withdraw_year_end(closing: YearEnd, *, by: User, reason: str = "") -> YearEnd:
    """Take back a year end that waits. Raises NotAllowed unless `by` proposed it, and when it is decided."""
    closing = _lock(closing)
    rounds.withdraw(YEAR_END_KIND, closing, by=by)
    move(closing, YearEndState.WITHDRAWN, rules.NEXT_OF_YEAR_END, decided_at=timezone.now())
    audit.record("budget.withdraw_year_end", closing, by=by, unit=closing.unit, reason=reason.strip())
    return closing
