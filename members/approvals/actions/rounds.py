"""Submit a thing for approval, decide on it, withdraw it, urge; apps call these inside their own actions.

All take the lock of the round first, so that of two last approvals the second sees the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.approvals import rules
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound, ApprovalRule, ApprovalStage
from members.approvals.people import approvers_of, right_in
from members.approvals.rules import MakerAct, RoundState, Verdict
from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from members.units.models.units import Unit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from office.workdays import add_working_days


@dataclass(frozen=True)
class Outcome:
    """What an approval has led to: how many of all approvals are given, and whether it was the last."""

    round: ApprovalRound
    decision: ApprovalDecision
    given: int
    needed: int

    @property
    def approved(self) -> bool:
        return self.round.state == RoundState.APPROVED


def add_maker(kind: str, object_id: int, person: User | None, act: MakerAct) -> None:
    """Note that somebody made, changed or submitted a thing, and so never approves it.

    Raises NotAllowed when they have approved it in the round that is open.
    """
    if person is None or ApprovalMaker.objects.filter(kind=kind, object_id=object_id, person=person).exists():
        return
    decided = _("You have approved this; whoever approves it can't change it.")
    with refused_by({"who_decided_changes_nothing": decided}):
        ApprovalMaker.objects.bulk_create(
            [ApprovalMaker(kind=kind, object_id=object_id, person=person, act=act)], ignore_conflicts=True
        )


def is_maker(kind: str, object_id: int, person: User) -> bool:
    """Return whether somebody made, changed or submitted a thing, in whatever round."""
    return ApprovalMaker.objects.filter(kind=kind, object_id=object_id, person=person).exists()


def open_round(kind: str, object_id: int) -> ApprovalRound | None:
    """Return the round in which a thing waits for approval, None where it doesn't."""
    return ApprovalRound.objects.of(kind, object_id).open().select_related("unit", "rule", "stage_post").first()


@transaction.atomic
def submit(
    kind: str,
    about: models.Model,
    *,
    unit: Unit,
    amount: Decimal,
    content: str,
    by: User,
    makers: Iterable[User | None] = (),
) -> ApprovalRound:
    """Begin a round in which `amount` yuan of a unit are approved, by the rule of today, and tell those who approve.

    `content` identifies what is approved: should it differ later, an approval is refused. `makers` made the thing.
    Raises NotAllowed when it waits already.
    """
    for maker in makers:
        add_maker(kind, about.pk, maker, MakerAct.MADE)
    add_maker(kind, about.pk, by, MakerAct.SUBMITTED)
    rule = ApprovalRule.objects.rule_for(kind, unit, amount)
    if rule is None:
        raise NotAllowed(_("There is no rule for who approves this."), code="no_rule")
    last = ApprovalRound.objects.of(kind, about.pk).aggregate(last=Max("number"))["last"] or 0
    waits = _("This waits for approval already.")
    with refused_by({"one_open_round_a_thing": waits, "rounds_are_numbered": waits}):
        round = ApprovalRound.objects.create(
            kind=kind,
            object_id=about.pk,
            number=last + 1,
            unit=unit,
            amount=amount,
            content=content,
            rule=rule,
            submitted_by=by,
        )
    _begin_stage(round, rule.stages.order_by("order")[0], about)
    return round


def _begin_stage(round: ApprovalRound, stage: ApprovalStage, about: models.Model) -> None:
    round.stage, round.stage_post_id = stage.order, stage.post_id
    round.stage_whose, round.stage_needed = stage.whose, stage.needed
    round.due_on = add_working_days(timezone.localdate(), round.rule.days).date
    round.escalated_at, round.widened = None, False
    found = approvers_of(round)
    round.widened = len(found) < stage.needed
    round.save()
    if round.widened:
        found = approvers_of(round)
    notify(
        {one.acting for one in found},
        gettext_lazy("%(title)s waits for your approval."),
        round.get_absolute_url(),
        title=about,
    )


def lock_round(kind: str, object_id: int) -> ApprovalRound:
    """Return the open round of a thing, locked until the transaction ends. Raises NotAllowed without one."""
    rows = ApprovalRound.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "rule")
    round = rows.of(kind, object_id).open().first()
    if round is None:
        raise NotAllowed(_("This does not wait for approval any more. Look at it again."), code="moved_on")
    return round


@transaction.atomic
def approve(kind: str, about: models.Model, *, by: User, content: str, note: str = "") -> Outcome:
    """Add one person's approval; the last one of a stage begins the next, the last one of all closes the round.

    Raises NotAllowed while the unit is frozen, when the thing was changed since it was submitted, and when `by` made
    it, has decided already, or holds no post that approves this stage, also not as a deputy.
    """
    round = lock_round(kind, about.pk)
    require_unfrozen(round.unit, FrozenAct.APPROVING)
    if content != round.content:
        raise NotAllowed(_("This was changed after it was submitted: it has to be submitted anew."), code="changed")
    decision = _decide(round, Verdict.APPROVE, by=by, note=note)
    approvals = list(
        ApprovalDecision.objects.filter(round=round, verdict=Verdict.APPROVE).values_list("stage", flat=True)
    )
    stages = {stage.order: stage for stage in round.rule.stages.all()}
    if approvals.count(round.stage) >= round.stage_needed:
        following = rules.next_stage(stages, round.stage)
        if following is None:
            move(round, RoundState.APPROVED, rules.NEXT, closed_at=timezone.now())
        else:
            _begin_stage(round, stages[following], about)
    return Outcome(round, decision, len(approvals), sum(stage.needed for stage in stages.values()))


@transaction.atomic
def send_back(kind: str, about: models.Model, *, by: User, reason: str) -> ApprovalDecision:
    """Return a thing to its maker, for a reason; its approvals so far no longer count.

    Raises NotAllowed without a reason, and as `approve` does but for a freeze and a change.
    """
    if not reason.strip():
        message = _("Say why you return it, so that it can be put right.")
        raise NotAllowed(message, code="reason_missing", field="reason")
    round = lock_round(kind, about.pk)
    decision = _decide(round, Verdict.RETURN, by=by, note=reason)
    move(round, RoundState.RETURNED, rules.NEXT, closed_at=timezone.now())
    notify(
        round.submitted_by,
        gettext_lazy("%(title)s was returned: %(reason)s"),
        round.get_absolute_url(),
        title=about,
        reason=reason.strip(),
    )
    return decision


def _decide(round: ApprovalRound, verdict: Verdict, *, by: User, note: str) -> ApprovalDecision:
    if is_maker(round.kind, round.object_id, by):
        raise NotAllowed(
            _("You made, changed or submitted this yourself: somebody else has to approve it."), code="own_run"
        )
    if round.decisions.filter(models.Q(by=by) | models.Q(for_whom=by)).exists():
        raise NotAllowed(
            _("You have decided on this already: the next approval is somebody else's."), code="approved_already"
        )
    right = right_in(round, by)
    if right is None and not round.widened and len(approvers_of(round)) < round.stage_needed - _given(round):
        # Somebody's term has ended since the stage began.
        ApprovalRound.objects.filter(pk=round.pk).update(widened=True)
        round.widened = True
        right = right_in(round, by)
    if right is None:
        raise NotAllowed(_("You hold no post that approves this now."), code="no_right")
    return ApprovalDecision.objects.create(
        round=round, stage=round.stage, by=by, for_whom=right.for_whom, verdict=verdict, note=note.strip()[:300]
    )


def _given(round: ApprovalRound) -> int:
    return round.decisions.filter(stage=round.stage, verdict=Verdict.APPROVE).count()


@transaction.atomic
def withdraw(kind: str, about: models.Model, *, by: User) -> ApprovalRound:
    """Take a thing back before it is approved. Raises NotAllowed unless `by` submitted it, and when it is decided."""
    round = lock_round(kind, about.pk)
    if round.submitted_by_id != by.pk:
        raise NotAllowed(_("Only whoever submitted this can withdraw it."), code="not_submitter")
    move(round, RoundState.WITHDRAWN, rules.NEXT, closed_at=timezone.now())
    return round


def cancel(kind: str, about: models.Model) -> None:
    """Close the open round of a thing that is given up, if it has one."""
    round = open_round(kind, about.pk)
    if round is not None:
        move(round, RoundState.CANCELLED, rules.NEXT, closed_at=timezone.now())


@transaction.atomic
def urge(kind: str, about: models.Model, *, by: User) -> int:
    """Remind those who approve, and return how many they are.

    Raises NotAllowed unless `by` submitted it, on the same day again, and where nobody can approve.
    """
    round = lock_round(kind, about.pk)
    if round.submitted_by_id != by.pk:
        raise NotAllowed(_("Only whoever submitted this can urge."), code="not_submitter")
    today = timezone.localdate()
    if round.urged_on == today:
        raise NotAllowed(_("You have urged today already: urge again tomorrow."), code="urged_today")
    found = approvers_of(round)
    if not found:
        raise NotAllowed(_("Nobody can approve this now: tell the administrator."), code="nobody")
    ApprovalRound.objects.filter(pk=round.pk).update(urged_on=today)
    notify(
        {one.acting for one in found},
        gettext_lazy("%(title)s waits for your approval: %(person)s asks you to look at it."),
        round.get_absolute_url(),
        title=about,
        person=by,
    )
    return len(found)
