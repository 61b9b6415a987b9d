"""Runs with their rules and documents, and what was made public and objected to."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.auditing.models import AuditPack
from welfare.auditing.scope import notices_of, objections_of, runs_of, withdrawn_of
from welfare.auditing.sections.table import CHUNK, Range, Row, Table, Tally, between, by_the_moment
from welfare.kinds.names import kind_name
from welfare.plans.sentences import amount_lines, names_of_units, sentence_for
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit


def _runs(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    read = ("plan", "occasion", "unit", "line__unit", "opened_by", "submitted_by", "source")
    units = set(pack.units)
    for run in between(runs_of(pack).select_related(*read).defer("counts"), part).iterator(CHUNK):
        tally.rows += 1
        tally.add(run.cost)
        yield [
            run.pk,
            run,
            run.unit,
            _("of these units") if run.unit_id in units else _("from above"),
            kind_name(run.occasion.kind),
            run.occasion,
            run.on,
            run.get_form_display(),
            run.standard,
            run.plan,
            _for_whom(run),
            run.decision,
            run.reason,
            run.get_state_display(),
            run.heads,
            run.cost,
            run.revoked_heads,
            run.revoked_cost,
            run.line,
            run.notice_days,
            run.opened_by,
            run.opened_at,
            run.submitted_by,
            run.counted_at,
            run.issued_at,
            run.closed_at,
            run.source_id,
        ]


def _for_whom(run: Run) -> str:
    """Return the conditions of a run and its amounts in words."""
    group = sentence_for(run.group, names_of_units([run.group]))
    return "; ".join([group, *amount_lines(run.table, run.standard)])


def _places(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    for place in between(_rules(pack), part).iterator(CHUNK):
        tally.rows += 1
        tally.add(place.cost)
        documents = {str(kept["document"]): None for kept in place.rules.values() if kept.get("document")}
        yield [
            place.run_id,
            place.unit_name or place.unit,
            place.year_cap,
            place.festival_cap,
            "; ".join(documents),
            place.heads,
            place.cost,
        ]


def _rules(pack: AuditPack) -> QuerySet[RunUnit]:
    return RunUnit.objects.filter(run__in=runs_of(pack).values("pk"), unit__in=pack.units).select_related("unit")


def _withdrawn(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = withdrawn_of(pack).select_related("unit")
    for row in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        tally.add(row.amount)
        tally.add_to(str(row.run_id), row.amount or 0)
        # Not about whom, and the day alone: what was missing or too little is objected to by whom it was due to.
        yield [row.run_id, row.unit, row.amount, row.due, timezone.localdate(row.at)]


def _notices(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    for notice in between(notices_of(pack).select_related("unit", "by"), part).iterator(CHUNK):
        tally.rows += 1
        ended = by_the_moment(pack, notice.ended_at)
        yield [
            notice.pk,
            notice.run_id,
            notice.unit,
            notice.days,
            notice.starts_on,
            notice.ends_on,
            _("yes") if notice.names_shown else _("no"),
            notice.by,
            notice.at,
            ended,
        ]


def _objections(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    # Neither by whom nor about what, and days alone: beside the lists and the ledger a kind, a sum or a moment would
    # tell the one; words may tell of health.
    for row in between(objections_of(pack).select_related("unit", "decided_by"), part).iterator(CHUNK):
        tally.rows += 1
        yield [
            row.pk,
            row.notice_id,
            row.run_id,
            row.unit,
            row.get_state_display(),
            timezone.localdate(row.made_at),
            row.due_on,
            row.decided_by,
            row.decided_at and timezone.localdate(row.decided_at),
        ]


RUN = pgettext_lazy("auditor's pack", "Run No.")
RUNS = Table(
    (
        RUN,
        _("Run"),
        _("Unit"),
        _("Whose"),
        _("Kind"),
        _("Occasion"),
        _("Day of the event"),
        pgettext_lazy("of a benefit", "Form"),
        _("Standard"),
        _("Plan"),
        _("For whom, and how much"),
        pgettext_lazy("of the committee", "Decision"),
        _("Why a follow-up was opened"),
        _("State"),
        _("Receiving"),
        _("Cost"),
        _("Members whose benefit was revoked"),
        pgettext_lazy("sum", "Revoked"),
        _("Budget line"),
        _("Days of public notice"),
        _("Opened by"),
        pgettext_lazy("time", "Opened"),
        _("Submitted by"),
        pgettext_lazy("time", "Counted"),
        pgettext_lazy("time", "Issued"),
        pgettext_lazy("time", "Closed"),
        _("Follows up run No."),
    ),
    runs_of,
    _runs,
)
RULES = Table(
    (
        RUN,
        _("Unit"),
        _("Cap for the year"),
        _("Cap for one festival"),
        pgettext_lazy("of rules", "Documents"),
        _("Receiving"),
        _("Cost"),
    ),
    _rules,
    _places,
)
WITHDRAWN = Table(
    (RUN, _("Unit"), _("Amount"), _("Due instead"), pgettext_lazy("day", "Taken off")), withdrawn_of, _withdrawn
)
NOTICES = Table(
    (
        _("Number"),
        RUN,
        _("Unit"),
        _("Working days"),
        pgettext_lazy("day", "From"),
        pgettext_lazy("day", "Until"),
        _("Names are published"),
        _("Published by"),
        _("Time"),
        _("Ended early"),
    ),
    notices_of,
    _notices,
)
OBJECTIONS = Table(
    (
        _("Number"),
        _("Public notice No."),
        RUN,
        _("Unit"),
        _("State"),
        pgettext_lazy("objection", "Made"),
        _("To be decided until"),
        _("Decided by"),
        pgettext_lazy("time", "Decided"),
    ),
    objections_of,
    _objections,
)
