"""Set the rules of who approves; a rule takes the place of another, none is changed."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.kinds import KINDS
from members.approvals.models import ApprovalRule, ApprovalStage
from members.approvals.rules import DEFAULT_DAYS, DEFAULT_NEEDED, StagePlan, Whose
from members.authority.models import Post, User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.types import JsonValue


@transaction.atomic
def set_rule(
    kind: str,
    unit: Unit | None,
    *,
    min_amount: Decimal,
    stages: Sequence[StagePlan],
    by: User | None,
    days: int = DEFAULT_DAYS,
) -> ApprovalRule:
    """Create a rule from `min_amount` yuan on; it ends the one of the same kind, unit and sum.

    Rounds that have begun keep their rule. Raises NotAllowed without a stage, and for a post that may not approve this.
    """
    if not stages:
        raise NotAllowed(_("Say who approves."), code="no_stage")
    for plan in stages:
        if plan.post is not None and not _may_approve(plan.post, kind):
            post = Post.objects.get(pk=plan.post)
            raise NotAllowed(
                _("“%(post)s” has no right to approve this: choose another post.") % {"post": post},
                code="post_without_right",
            )
    now = timezone.now()
    ApprovalRule.objects.in_force().filter(kind=kind, unit=unit, min_amount=min_amount).update(ended_at=now)
    twice = _("Somebody else has just set this rule. Look at it again.")
    with refused_by({"one_rule_a_kind_unit_and_sum": twice}):
        rule = ApprovalRule.objects.create(kind=kind, unit=unit, min_amount=min_amount, days=days, by=by, since=now)
    ApprovalStage.objects.bulk_create(
        ApprovalStage(rule=rule, order=order, post_id=plan.post, whose=plan.whose, needed=plan.needed)
        for order, plan in enumerate(stages, start=1)
    )
    if by is not None:
        told: dict[str, JsonValue] = {"kind": kind, "min_amount": str(min_amount), "stages": len(stages)}
        audit.record("approval_rule.set", rule, by=by, unit=unit, changes=told)
    return rule


def _may_approve(post: int, kind: str) -> bool:
    app, codename = str(KINDS[kind].perm).split(".")
    held = Post.objects.filter(pk=post, permissions__content_type__app_label=app, permissions__codename=codename)
    return held.exists()


@transaction.atomic
def end_rule(rule: ApprovalRule, *, by: User, reason: str) -> None:
    """End a unit's rule: that of the unit above counts again.

    Raises NotAllowed without a reason, when it has ended, and for the rule that holds where there is no other.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the rule ends."), code="reason_missing", field="reason")
    if rule.unit_id is None and rule.min_amount == 0:
        raise NotAllowed(_("This rule holds where there is no other: set another in its place."), code="last_rule")
    if not ApprovalRule.objects.in_force().filter(pk=rule.pk).update(ended_at=timezone.now()):
        raise NotAllowed(_("This rule has ended already."), code="over")
    audit.record("approval_rule.end", rule, by=by, unit=rule.unit, reason=reason.strip())


@transaction.atomic
def ensure_approval_rules() -> None:
    """Create for each kind the rule that holds where there is no other: two people who may approve."""
    for kind in KINDS:
        if not ApprovalRule.objects.in_force().filter(kind=kind, unit=None, min_amount=0).exists():
            plan = StagePlan(None, Whose.OWN, DEFAULT_NEEDED)
            set_rule(kind, None, min_amount=Decimal(0), stages=[plan], by=None)
