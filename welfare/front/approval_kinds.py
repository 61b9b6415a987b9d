"""What welfare has approved by the engine of approvals: runs, budgets, and assessments of hardship."""

from collections.abc import Collection, Mapping

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.approvals.kinds import ApprovalKind
from members.authority.models import User
from office.money import yuan
from office.types import Message
from welfare.budgets.actions import approve_change, return_change, withdraw_change
from welfare.budgets.models import BudgetChange, YearEnd
from welfare.budgets.year_ends import approve_year_end, return_year_end, withdraw_year_end
from welfare.choices import BUDGET_KIND, RUN_KIND, YEAR_END_KIND, Treatment
from welfare.hardship.actions import approve_assessment, return_assessment, withdraw_assessment
from welfare.hardship.choices import HARDSHIP_KIND
from welfare.hardship.models.files import HardshipAssessment
from welfare.permissions import WelfarePermission
from welfare.runs.actions.review import approve_run, budget_line_of, return_run, withdraw_run
from welfare.runs.models.runs import Run
from welfare.visits.actions.deciding import approve_visit, return_visit, withdraw_review
from welfare.visits.choices import VISIT_KIND
from welfare.visits.models.visits import Visit


def _runs(pks: Collection[int]) -> Mapping[int, Model]:
    return Run.objects.select_related("plan", "occasion", "unit", "line__unit").defer("counts").in_bulk(pks)


def _run_facts(run: Run) -> list[tuple[Message, object]]:
    line = budget_line_of(run)
    return [
        (_("occasion"), run.occasion),
        (_("standard"), yuan(run.standard)),
        (_("receiving"), f"{run.heads or 0:,}"),
        (_("goods per member"), run.goods or "—"),
        (_("days of public notice"), run.notice_days or _("none")),
        (_("budget line"), line or "—"),
        (_("left in the budget before"), yuan(line.left) if line else "—"),
    ]


def _changes(pks: Collection[int]) -> Mapping[int, Model]:
    return BudgetChange.objects.select_related("line__unit", "proposed_by").in_bulk(pks)


def _change_facts(change: BudgetChange) -> list[tuple[Message, object]]:
    return [
        (_("budget line"), change.line),
        (_("budget before"), yuan(change.before)),
        (_("proposed budget"), yuan(change.amount)),
        (_("reserved"), yuan(change.line.reserved)),
        (_("spent"), yuan(change.line.spent)),
        (_("reason"), change.reason),
    ]


def _year_ends(pks: Collection[int]) -> Mapping[int, Model]:
    return YearEnd.objects.select_related("unit", "proposed_by").prefetch_related("lines__line__unit").in_bulk(pks)


def _year_end_facts(closing: YearEnd) -> list[tuple[Message, object]]:
    lines = list(closing.lines.all())
    sums = [
        (treatment.label, yuan(sum(row.left for row in lines if row.treatment == treatment))) for treatment in Treatment
    ]
    each = [(row.line, f"{yuan(row.left)} · {row.get_treatment_display()}") for row in lines]
    return [
        (_("year"), closing.year),
        *sums,
        *((str(line), told) for line, told in each),
        (_("reason"), closing.reason),
    ]


def _assessments(pks: Collection[int]) -> Mapping[int, Model]:
    return HardshipAssessment.objects.select_related("file__member__unit", "rule", "minimum", "made_by").in_bulk(pks)


def _assessment_facts(assessment: HardshipAssessment) -> list[tuple[Message, object]]:
    """Return what may stand in a list; the reckoning is read on the page of the file, for a reason."""
    file = assessment.file
    return [
        (_("member"), file.member),
        (_("level of hardship"), assessment.get_level_display()),
        (_("level before"), file.get_level_display() if file.level else "—"),
        (_("holds from"), assessment.starts_on),
        (_("to be reviewed on"), assessment.review_on),
        (_("rule"), assessment.rule.source),
        (_("minimum allowance"), f"{yuan(assessment.minimum.amount)} · {assessment.minimum.source}"),
        (_("reckoning"), _("It stands on the page of the file, and is read for a reason.")),
    ]


def _approve_assessment(assessment: HardshipAssessment, /, *, by: User, text: str) -> object:
    return approve_assessment(assessment, by=by, note=text)


def _return_assessment(assessment: HardshipAssessment, /, *, by: User, text: str) -> object:
    return return_assessment(assessment, by=by, reason=text)


def _withdraw_assessment(assessment: HardshipAssessment, /, *, by: User, text: str) -> object:
    return withdraw_assessment(assessment, by=by, reason=text)


def _visits(pks: Collection[int]) -> Mapping[int, Model]:
    rows = Visit.objects.select_related("member", "unit", "line__unit", "asked_by").defer("report", "answer")
    return rows.in_bulk(pks)


def _visit_facts(visit: Visit) -> list[tuple[Message, object]]:
    """Return what may stand in a list; health and family are read on the page of the visit, for a reason."""
    return [
        (_("member"), visit.member),
        (_("event"), visit.get_kind_display()),
        (_("day of the event"), visit.event_on),
        (_("amount"), yuan(visit.amount)),
        (_("document that allows it"), visit.document),
        (_("papers"), visit.papers.count()),
        (_("visited on"), visit.visited_on or "—"),
        (_("budget line"), visit.line or "—"),
        (_("left in the budget"), yuan(visit.line.left) if visit.line else "—"),
    ]


def _approve_visit(visit: Visit, /, *, by: User, text: str) -> object:
    return approve_visit(visit, by=by, note=text)


def _return_visit(visit: Visit, /, *, by: User, text: str) -> object:
    return return_visit(visit, by=by, reason=text)


def _withdraw_visit(visit: Visit, /, *, by: User, text: str) -> object:
    return withdraw_review(visit, by=by)


def _approve_run(run: Run, /, *, by: User, text: str) -> object:
    return approve_run(run, by=by, note=text)


def _return_run(run: Run, /, *, by: User, text: str) -> object:
    return return_run(run, by=by, reason=text)


def _withdraw_run(run: Run, /, *, by: User, text: str) -> object:
    return withdraw_run(run, by=by, reason=text)


def _approve_change(change: BudgetChange, /, *, by: User, text: str) -> object:
    return approve_change(change, by=by, note=text)


def _return_change(change: BudgetChange, /, *, by: User, text: str) -> object:
    return return_change(change, by=by, reason=text)


def _withdraw_change(change: BudgetChange, /, *, by: User, text: str) -> object:
    return withdraw_change(change, by=by, reason=text)


def _approve_year_end(closing: YearEnd, /, *, by: User, text: str) -> object:
    return approve_year_end(closing, by=by, note=text)


def _return_year_end(closing: YearEnd, /, *, by: User, text: str) -> object:
    return return_year_end(closing, by=by, reason=text)


def _withdraw_year_end(closing: YearEnd, /, *, by: User, text: str) -> object:
    return withdraw_year_end(closing, by=by, reason=text)


APPROVAL_KINDS = (
    ApprovalKind(
        code=VISIT_KIND,
        label=gettext_lazy("visit"),
        perm=WelfarePermission.APPROVE_VISIT,
        rows=_visits,
        facts=_visit_facts,
        approve=_approve_visit,
        send_back=_return_visit,
        withdraw=_withdraw_visit,
    ),
    ApprovalKind(
        code=HARDSHIP_KIND,
        label=gettext_lazy("assessment of hardship"),
        perm=WelfarePermission.APPROVE_HARDSHIPFILE,
        rows=_assessments,
        facts=_assessment_facts,
        approve=_approve_assessment,
        send_back=_return_assessment,
        withdraw=_withdraw_assessment,
    ),
    ApprovalKind(
        code=RUN_KIND,
        label=gettext_lazy("benefit run"),
        perm=WelfarePermission.APPROVE_RUN,
        rows=_runs,
        facts=_run_facts,
        approve=_approve_run,
        send_back=_return_run,
        withdraw=_withdraw_run,
        on_desk=True,
    ),
    ApprovalKind(
        code=BUDGET_KIND,
        label=gettext_lazy("budget adjustment"),
        perm=WelfarePermission.APPROVE_BUDGETCHANGE,
        rows=_changes,
        facts=_change_facts,
        approve=_approve_change,
        send_back=_return_change,
        withdraw=_withdraw_change,
    ),
    ApprovalKind(
        code=YEAR_END_KIND,
        label=gettext_lazy("year end of budgets"),
        perm=WelfarePermission.APPROVE_BUDGETCHANGE,
        rows=_year_ends,
        facts=_year_end_facts,
        approve=_approve_year_end,
        send_back=_return_year_end,
        withdraw=_withdraw_year_end,
    ),
)
