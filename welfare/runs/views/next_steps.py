"""What the page of a run says of its approvals, its next step, and the buttons that this user has."""

from django.utils import timezone

from members import access
from members.approvals.actions.rounds import is_maker, open_round
from members.approvals.models import ApprovalRound
from members.approvals.people import right_in
from members.authority.models import User
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from welfare.choices import RUN_KIND, SHOWN_TO_MEMBERS, AnnouncementKind, Form, RunState
from welfare.permissions import WelfarePermission
from welfare.runs.actions.collection import CHANGEABLE
from welfare.runs.actions.review import approvals_needed
from welfare.runs.models.announcements import Announcement
from welfare.runs.models.runs import Run
from welfare.runs.receipts import not_received
from welfare.runs.rules import MAY_BE_CANCELLED, MAY_BE_CORRECTED

# For each state the next step and its permission.
NEXT_STEPS = {
    RunState.COUNTED: ("submit", WelfarePermission.SUBMIT_RUN),
    RunState.IN_REVIEW: ("approve", WelfarePermission.APPROVE_RUN),
    RunState.APPROVED: ("issue", WelfarePermission.ISSUE_RUN),
    RunState.IN_NOTICE: ("issue", WelfarePermission.ISSUE_RUN),
    RunState.ISSUED: ("remind", WelfarePermission.ISSUE_RUN),
}
# What a freeze of the unit refuses in a state.
FROZEN_ACTS = {
    RunState.IN_REVIEW: FrozenAct.APPROVING,
    RunState.APPROVED: FrozenAct.ISSUING,
    RunState.IN_NOTICE: FrozenAct.ISSUING,
}


def review_context(run: Run, user: User) -> dict[str, object]:
    """Return the context of the page's approvals and buttons.

    `next_step` is the next step of the run, `primary` the same if this user may take it, else "".
    """
    state = RunState(run.state)
    approvals = list(run.approvals.filter(round__number=run.round).select_related("by", "for_whom"))
    round = open_round(RUN_KIND, run.pk) if state == RunState.IN_REVIEW else None
    act = FROZEN_ACTS.get(state)
    freeze = freeze_of(run.unit, act) if act else None
    missing = not_received(run) if state in SHOWN_TO_MEMBERS else 0
    reminder = run.announcements.filter(kind=AnnouncementKind.REMINDER).first()
    may_decide = round is not None and right_in(round, user) is not None
    step = _next_step(run, missing, reminder)
    perm = NEXT_STEPS[state][1] if step else ""
    primary = step if step and access.can(user, perm, run.unit) else ""
    if (
        (primary == "submit" and not run.heads)
        or (primary == "approve" and not may_decide)
        or (freeze is not None and primary in ("approve", "issue"))
    ):
        primary = ""
    return {
        "approvals": approvals,
        "needed": approvals_needed(run) if round is not None else None,
        "round": round,
        "frozen": frozen_until(freeze) if freeze is not None else "",
        "is_maker": is_maker(RUN_KIND, run.pk, user),
        "approved_already": any(user.pk in (approval.by_id, approval.for_whom_id) for approval in approvals),
        "primary": primary,
        "next_step": step,
        "not_received": missing,
        "reminder": reminder,
        **_buttons(run, user, round, missing, may_decide=may_decide),
    }


def _next_step(run: Run, missing: int, reminder: Announcement | None) -> str:
    """Return the step that comes next, "" for none; `missing` have not received."""
    step, _perm = NEXT_STEPS.get(RunState(run.state), ("", ""))
    today = timezone.localdate()
    if step == "issue" and run.notice_days and run.state == RunState.APPROVED:
        return "publish"
    if step == "issue" and run.notice_until is not None and run.notice_until >= today:
        return "notice"
    if step == "issue" and run.missing_for_collection:
        return "collection"
    if step != "remind":
        return step
    if not missing:
        return "close"
    if run.form == Form.MONEY:
        return ""
    return "sign" if reminder is not None and reminder.on == today else "remind"


def _buttons(run: Run, user: User, round: ApprovalRound | None, missing: int, *, may_decide: bool) -> dict[str, object]:
    """Return which further steps this user may take."""
    state, unit = RunState(run.state), run.unit
    may_issue = access.can(user, WelfarePermission.ISSUE_RUN, unit)
    may_cancel = access.can(user, WelfarePermission.CANCEL_RUN, unit)
    may_submit = access.can(user, WelfarePermission.SUBMIT_RUN, unit)
    follows_up = state in SHOWN_TO_MEMBERS and run.from_list_id is None
    return {
        "may_withdraw": round is not None and round.submitted_by_id == user.pk,
        "may_recount": state == RunState.COUNTED and may_submit,
        "may_retry": state == RunState.COUNTING and may_submit,
        "may_return": may_decide and access.can(user, WelfarePermission.RETURN_RUN, unit),
        "may_follow_up": follows_up and access.can(user, WelfarePermission.OPEN_RUN, unit),
        "may_set_collection": state in CHANGEABLE and may_issue,
        "may_reserve_goods": access.can(user, WelfarePermission.KEEP_STOCK, unit),
        "may_close": state == RunState.ISSUED and may_issue,
        "may_reopen": state == RunState.CLOSED and not run.revoking and missing > 0 and may_issue,
        "may_revoke": state == RunState.ISSUED and missing > 0 and may_cancel,
        "may_correct": state in MAY_BE_CORRECTED and may_cancel,
        "may_cancel": state in MAY_BE_CANCELLED and may_cancel,
    }
