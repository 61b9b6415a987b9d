"""Put right what was decided: take an approved run back, open a closed one again, revoke what was not collected.

Each of these says beforehand what it means for the money (`welfare/runs/consequences.py`).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.actions import rounds
from members.approvals.rules import MakerAct
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
from welfare.choices import RUN_KIND, RunState, SliceState
from welfare.runs import rules
from welfare.runs.actions.announcing import stop_messages
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.review import cost_of, require_budget_line, require_no_objections
from welfare.runs.actions.settling import settle, standing_of
from welfare.runs.models.runs import Run


@transaction.atomic
def correct_run(run: Run, *, by: User, reason: str) -> Run:
    """Take an approved run back to be corrected: it is counted, its money is released, its approvals count no longer.

    A public notice of it ends, with the objections to it. Raises NotAllowed without a reason, when it is not approved,
    or issued already, and when an objection has taken somebody off it.
    """
    said = require_reason(reason)
    run = lock_run(run)
    require_state(run, *rules.MAY_BE_CORRECTED)
    if run.withdrawn.exists():
        message = _("Objections have changed this list: issue it, or cancel it and open it again.")
        raise NotAllowed(message, code="list_changed")
    was, line = run.state, require_budget_line(run)
    ledger.release(line, cost_of(run), cause=Cause(RUN_KIND, run.pk), by=by, reason=said)
    move(run, RunState.COUNTED, rules.NEXT, round=run.round + 1, submitted_by=None)
    # Only now, since an approved run keeps its line.
    run.line, run.left_before, run.notice_until = None, None, None
    run.save(update_fields=["line", "left_before", "notice_until"])
    run.grants.held().update(held=False)
    stop_messages(run)
    rounds.add_maker(RUN_KIND, run.pk, by, MakerAct.CHANGED)
    changes = {"was": was, "released": str(cost_of(run))}
    audit.record("run.correct", run, by=by, unit=run.unit, reason=said, changes=changes)
    return run


@transaction.atomic
def reopen_run(run: Run, *, by: User, reason: str) -> Run:
    """Open a closed run again, for those who still come; money that went back when it was closed is spent again.

    Raises NotAllowed without a reason, when it is not closed, while workers revoke what is left of it, when everybody
    has received, while its unit is frozen, and when the budget has too little left.
    """
    said = require_reason(reason)
    run = lock_run(run)
    require_state(run, RunState.CLOSED)
    if run.revoking:
        raise NotAllowed(_("What was not collected is just being revoked: try again in a minute."), code="revoking")
    require_unfrozen(run.unit, FrozenAct.ISSUING)
    missing = standing_of(run).missing_heads
    if not missing:
        raise NotAllowed(_("Everybody has received: nobody would come."), code="all_received")
    move(run, RunState.ISSUED, rules.NEXT, closed_at=None)
    again = settle(run, by=by, reason=said)
    changes: dict[str, JsonValue] = {"not_received": missing, "spent_again": str(again)}
    audit.record("run.reopen", run, by=by, unit=run.unit, reason=said, changes=changes)
    return run


@transaction.atomic
def revoke_run(run: Run, *, by: User, reason: str) -> Run:
    """Close an issued run in which something is wrong, and revoke what of it was not collected; workers do the latter.

    Its money goes back to the budget at once; what was received, and what is on its way through the bank, stays.
    Members may receive what was revoked from another run. Raises NotAllowed without a reason, in another state,
    while an objection waits or a payment of it has not gone to the bank, and when nothing is left to revoke.
    """
    said = require_reason(reason)
    run = lock_run(run)
    require_state(run, RunState.ISSUED)
    require_no_objections(run)
    # Cancelling such a payment later would leave what it was to pay in the closed run, unrevoked.
    if run.grants.filter(payment_lines__state="made").exists():
        message = _("A payment of this run has not gone to the bank yet: cancel it first, or send it.")
        raise NotAllowed(message, code="payment_made")
    stands = standing_of(run)
    if not stands.waiting_heads + stands.returned_heads:
        raise NotAllowed(_("Nothing is left to revoke: everything was received, or is with the bank."), code="nothing")
    now = timezone.now()
    move(run, RunState.CLOSED, rules.NEXT, closed_at=now, revoking=True, revoked_at=now)
    run.slices.update(state=SliceState.DONE, attempts=0, error="")
    stop_messages(run)
    refunded = -settle(run, by=by, reason=said)
    changes: dict[str, JsonValue] = {
        "received": stands.received_heads,
        "revoked": stands.waiting_heads + stands.returned_heads,
        "refunded": str(refunded),
    }
    audit.record("run.revoke", run, by=by, unit=run.unit, reason=said, changes=changes)
    return run
