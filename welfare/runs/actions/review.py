"""Decide about a counted run: submit, approve, return, withdraw, issue, cancel, close."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import access
from members.approvals.actions import rounds
from members.approvals.models import ApprovalRule
from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from office import audit
from office.errors import NotAllowed
from office.reasons import require_reason
from office.transitions import move, require_state
from office.types import JsonValue
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetLine
from welfare.choices import RESERVED_STATES, RUN_KIND, AnnouncementKind, ObjectionState, RunState
from welfare.kinds.names import kind_name
from welfare.permissions import WelfarePermission
from welfare.runs import rules
from welfare.runs.actions.announcing import announce, stop_messages
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.settling import settle
from welfare.runs.actions.share import require_share
from welfare.runs.models.runs import Run
from welfare.runs.receipts import held_sum, not_received, withdrawn_sum


def budget_line_of(run: Run) -> BudgetLine | None:
    """Return the budget line that pays the run: that of the nearest unit for the year of the event, or None."""
    return run.line or BudgetLine.objects.for_unit(run.unit, run.occasion.on.year, run.occasion.kind).first()


def require_budget_line(run: Run) -> BudgetLine:
    """Return the budget line that pays the run. Raises NotAllowed when there is none."""
    line = budget_line_of(run)
    if line is None:
        raise NotAllowed(
            _("There is no budget for “%(kind)s” in %(year)s: no spending without a budget.")
            % {"kind": kind_name(run.occasion.kind), "year": run.occasion.on.year},
            code="no_budget",
        )
    return line


def sees_budget(user: User, run: Run, line: BudgetLine) -> bool:
    """Return whether the user may read the sums of the line that pays a run; of a unit above who sees budgets there.

    Whoever reads a run reads those of its own unit.
    """
    return line.unit_id == run.unit_id or access.can(user, WelfarePermission.VIEW_BUDGETLINE, line.unit)


def cost_of(run: Run) -> Decimal:
    """Return the cost in yuan, 0 while the run is not counted."""
    return run.cost or Decimal(0)


def approvals_needed(run: Run) -> int:
    """Return how many people must approve a run: by the rule of its open round, else by that of today; 0 without."""
    round = rounds.open_round(RUN_KIND, run.pk)
    rule = round.rule if round else ApprovalRule.objects.rule_for(RUN_KIND, run.unit, cost_of(run))
    return sum(rule.stages.values_list("needed", flat=True)) if rule else 0


@transaction.atomic
def submit_run(run: Run, *, by: User) -> Run:
    """Send a counted run to review.

    Raises NotAllowed when nobody receives anything, when there is no budget line, or when the run is not counted.
    """
    run = lock_run(run)
    require_state(run, RunState.COUNTED)
    if not run.heads:
        raise NotAllowed(_("This run selects nobody: there is nothing to review."), code="nobody_receives")
    require_budget_line(run)
    require_share(run, by=by)
    move(run, RunState.IN_REVIEW, rules.NEXT, submitted_by=by)
    rounds.submit(RUN_KIND, run, unit=run.unit, amount=cost_of(run), content=run.content, by=by, makers=[run.opened_by])
    audit.record("run.submit", run, by=by, unit=run.unit, changes={"heads": run.heads, "cost": str(run.cost)})
    return run


@transaction.atomic
def approve_run(run: Run, *, by: User, note: str = "") -> Run:
    """Add one approval; the last one that the cost asks for approves the run and reserves its money.

    Raises NotAllowed when the run is not in review, when `by` opened, changed or ever submitted it or has approved it
    in this round, holds no post that approves it, while its unit is frozen, and when its budget line is missing or has
    too little left.
    """
    run = lock_run(run)
    require_state(run, RunState.IN_REVIEW)
    if rounds.is_maker(RUN_KIND, run.pk, by):
        raise NotAllowed(_("You entered this run yourself: somebody else has to approve it."), code="own_run")
    if run.approvals.filter(round__number=run.round, by=by).exists():
        message = _("You have approved this run already: the next approval is somebody else's.")
        raise NotAllowed(message, code="approved_already")
    outcome = rounds.approve(RUN_KIND, run, by=by, content=run.content, note=note)
    if outcome.approved:
        require_share(run, by=by)
        line = require_budget_line(run)
        ledger.reserve(line, cost_of(run), cause=Cause(RUN_KIND, run.pk), by=by)
        left_before = line.left + cost_of(run)
        move(run, RunState.APPROVED, rules.NEXT, line=line, left_before=left_before)
    told: dict[str, JsonValue] = {"approvals": f"{outcome.given}/{outcome.needed}", "state": run.state}
    if outcome.decision.for_whom is not None:
        told["for"] = str(outcome.decision.for_whom)
    audit.record("run.approve", run, by=by, unit=run.unit, reason=note.strip(), changes=told)
    return run


@transaction.atomic
def return_run(run: Run, *, by: User, reason: str) -> Run:
    """Return a run in review to its maker, for a reason; its approvals so far no longer count.

    Raises NotAllowed without a reason, when the run is not in review, when `by` made it, has approved it in this round
    or holds no post that approves it.
    """
    said = require_reason(reason, _("Say why you return it, so that it can be put right."))
    run = lock_run(run)
    require_state(run, RunState.IN_REVIEW)
    rounds.send_back(RUN_KIND, run, by=by, reason=reason)
    move(run, RunState.COUNTED, rules.NEXT, round=run.round + 1, submitted_by=None)
    audit.record("run.return", run, by=by, unit=run.unit, reason=said)
    return run


@transaction.atomic
def withdraw_run(run: Run, *, by: User, reason: str = "") -> Run:
    """Take a run back from review; its approvals so far no longer count.

    Raises NotAllowed when the run is not in review, and unless `by` submitted it.
    """
    run = lock_run(run)
    require_state(run, RunState.IN_REVIEW)
    rounds.withdraw(RUN_KIND, run, by=by)
    move(run, RunState.COUNTED, rules.NEXT, round=run.round + 1, submitted_by=None)
    audit.record("run.withdraw", run, by=by, unit=run.unit, reason=reason.strip())
    return run


@transaction.atomic
def issue_run(run: Run, *, by: User) -> Run:
    """Issue an approved run: members see it and are told, its reserved money becomes spent.

    Rows to which somebody objects stay held, their money reserved, until the objection is decided. Raises NotAllowed in
    other states, before its public notice is over, while it doesn't say what members collect, where and until when, and
    while its unit is frozen.
    """
    run = lock_run(run)
    require_state(run, *RESERVED_STATES)
    require_unfrozen(run.unit, FrozenAct.ISSUING)
    require_notice_over(run)
    if missing := run.missing_for_collection:
        raise NotAllowed(
            _("Say first what members collect, where and until when. Missing: %(fields)s.")
            % {"fields": _(", ").join(str(field) for field in missing)},
            code="collection_missing",
        )
    move(run, RunState.ISSUED, rules.NEXT, issued_at=timezone.now())
    held, withdrawn = held_sum(run), withdrawn_sum(run)
    spent = cost_of(run) - held - withdrawn
    ledger.spend(require_budget_line(run), spent, cause=Cause(RUN_KIND, run.pk), by=by)
    announce(run, AnnouncementKind.ISSUED, by=by)
    told: dict[str, JsonValue] = {"heads": run.heads, "cost": str(run.cost)}
    if held or withdrawn:
        told |= {"held": str(held), "withdrawn": str(withdrawn)}
    audit.record("run.issue", run, by=by, unit=run.unit, changes=told)
    return run


def require_notice_over(run: Run) -> None:
    """Raise NotAllowed while the run's list is still to be made public, or is public and may be objected to."""
    if not run.notice_days:
        return
    if run.notice_until is None:
        message = _("This list is made public before it is issued: publish it first.")
        raise NotAllowed(message, code="not_published")
    if run.notice_until >= timezone.localdate():
        message = _("The public notice runs until %(day)s: the list can be issued from the next day on.")
        raise NotAllowed(message % {"day": run.notice_until.isoformat()}, code="notice_runs")


@transaction.atomic
def cancel_run(run: Run, *, by: User, reason: str) -> Run:
    """Cancel a run that is not issued: it counts at once as given up, and its reserved money is released.

    Workers delete its planned grants and its exclusions slice by slice, and end it (`clearing.py`). Raises NotAllowed
    without a reason, or when it is issued, closed or cancelled already.
    """
    said = require_reason(reason, _("Say why you cancel it."))
    run = lock_run(run)
    old = RunState(run.state)
    require_state(run, *rules.MAY_BE_CANCELLED)
    if old in RESERVED_STATES:
        line, left = require_budget_line(run), cost_of(run) - withdrawn_sum(run)
        ledger.release(line, left, cause=Cause(RUN_KIND, run.pk), by=by, reason=said)
    rounds.cancel(RUN_KIND, run)
    stop_messages(run)
    move(run, RunState.CANCELLING, rules.NEXT)
    audit.record("run.cancel", run, by=by, unit=run.unit, reason=said, changes={"was": old})
    return run


def require_no_objections(run: Run) -> None:
    """Raise NotAllowed while objections to the run wait: those that hold a row, and those of who misses theirs."""
    last = run.objections.filter(state=ObjectionState.OPEN).aggregate(last=Max("due_on"))["last"]
    if last is not None:
        message = _("Objections to this list wait to be decided, the last until %(day)s: nothing lapses.")
        raise NotAllowed(message % {"day": last.isoformat()}, code="objections_open")


@transaction.atomic
def close_run(run: Run, *, by: User, reason: str = "") -> Run:
    """Close an issued run; messages that have not left the portal yet don't any more.

    Money that nobody was paid goes back to the budget; goods that nobody collected are bought, and stay spent.
    Raises NotAllowed in another state, while an objection waits, or when receipts are missing and no reason is
    given.
    """
    run = lock_run(run)
    require_state(run, RunState.ISSUED)
    require_no_objections(run)
    missing = not_received(run)
    if missing:
        message = ngettext(
            "%(count)s member has not received yet: say why you close the run.",
            "%(count)s members have not received yet: say why you close the run.",
            missing,
        )
        require_reason(reason, message % {"count": missing})
    move(run, RunState.CLOSED, rules.NEXT, closed_at=timezone.now())
    stop_messages(run)
    told: dict[str, JsonValue] = {"not_received": missing}
    refunded = -settle(run, by=by, reason=reason)
    if refunded:
        told["refunded"] = str(refunded)
    audit.record("run.close", run, by=by, unit=run.unit, reason=reason.strip(), changes=told)
    return run
