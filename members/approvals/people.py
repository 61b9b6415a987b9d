"""Who may approve: the holders of the posts of a stage, their deputies, and whether they are enough."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from members.approvals.kinds import KINDS
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound, ApprovalRule, ApprovalStage
from members.approvals.querysets import ApprovalRules, Right, reached, rights_of
from members.approvals.rules import Whose
from members.authority.models import Appointment, User
from members.deputies.models import Deputyship
from members.units.models.units import Unit

# Rules that are checked when their page is shown, a few queries for each.
CHECKED = 30


@dataclass(frozen=True)
class Approver:
    """The holder of a post that approves, and the deputy who does so now, None where nobody does."""

    appointment: Appointment
    deputy: User | None = None

    @property
    def holder(self) -> User:
        return self.appointment.holder

    @property
    def acting(self) -> User:
        """Who approves now."""
        return self.deputy or self.holder


@dataclass(frozen=True)
class StageCheck:
    """Who would approve in a stage, and who above may step in where they are too few."""

    stage: ApprovalStage
    approvers: list[Approver]
    above: list[Approver] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many people are missing in the units that the stage names."""
        return max(0, self.stage.needed - len(self.approvers))

    @property
    def is_stuck(self) -> bool:
        """Whether there are too few even with those above."""
        return self.stage.needed > len(self.approvers) + len(self.above)


def approvers(
    kind: str,
    unit: Unit,
    post: int | None,
    whose: str,
    *,
    without: Collection[int] = (),
    makers: Collection[int] = (),
    widened: bool = False,
) -> list[Approver]:
    """Return who approves in a stage of these things in this unit, each person once, nearest first; two queries.

    `without` are keys of accounts that may not, as holder or as deputy; whom one of `makers` has named deputy does not
    act: the holder does. `widened` counts those above as well.
    """
    app, codename = str(KINDS[kind].perm).split(".")
    now = timezone.now()
    ancestors = unit.paths_down_to(unit.path)
    paths = ancestors[:-1] if whose == Whose.UPPER else ancestors if widened or post is None else [unit.path]
    held = Appointment.objects.in_term(timezone.localdate(now)).filter(
        unit__path__in=paths,
        holder__is_active=True,
        post__permissions__content_type__app_label=app,
        post__permissions__codename=codename,
        **({"post": post} if post else {}),
    )
    deputies = {
        one.appointment_id: one.deputy
        for one in Deputyship.objects.in_force(now)
        .filter(appointment__in=held.values("pk"))
        .exclude(by__in=makers)
        .select_related("deputy")
    }
    found: list[Approver] = []
    taken = set(without)
    for appointment in held.select_related("holder", "post", "unit").order_by("-unit__path", "pk"):
        one = Approver(appointment, deputies.get(appointment.pk))
        if not {one.holder.pk, one.acting.pk} & taken:
            found.append(one)
            taken |= {one.holder.pk, one.acting.pk}
    return found


def makers_of(round: ApprovalRound) -> set[int]:
    """Return the accounts that made, changed or submitted what is approved in this round."""
    makers = ApprovalMaker.objects.filter(kind=round.kind, object_id=round.object_id)
    return set(makers.values_list("person", flat=True))


def deciders_of(round: ApprovalRound) -> set[int]:
    """Return the accounts that have decided in this round, and those for whom they did."""
    decided = ApprovalDecision.objects.filter(round=round).values_list("by", "for_whom")
    return {person for pair in decided for person in pair if person is not None}


def approvers_of(round: ApprovalRound, *, widened: bool | None = None) -> list[Approver]:
    """Return who may approve in the present stage of a round, without its makers and those who have decided."""
    makers = makers_of(round)
    return approvers(
        round.kind,
        round.unit,
        round.stage_post_id,
        round.stage_whose,
        without=makers | deciders_of(round),
        makers=makers,
        widened=round.widened if widened is None else widened,
    )


def right_in(round: ApprovalRound, user: User) -> Right | None:
    """Return the right by which this account may approve in the present stage, its own before a deputy's, or None."""
    makers, deciders = makers_of(round), deciders_of(round)
    for right in rights_of(user):
        barred = makers & set(right.never_makers(user)) or deciders & set(right.people(user))
        if not barred and ApprovalRound.objects.filter(reached(right), pk=round.pk).exists():
            return right
    return None


def check_rule(
    rule: ApprovalRule, unit: Unit, *, stages: Iterable[ApprovalStage] | None = None, without: Collection[int] = ()
) -> list[StageCheck]:
    """Return for each stage who would approve things of this unit, and who above may step in where they are too few.

    Nobody is counted in two stages; `without` made the thing, and whom they named deputy doesn't count either.
    """
    checks: list[StageCheck] = []
    taken = set(without)
    for stage in rule.stages.select_related("post") if stages is None else stages:
        found = approvers(rule.kind, unit, stage.post_id, stage.whose, without=taken, makers=without)
        above: list[Approver] = []
        if len(found) < stage.needed and stage.post_id and stage.whose == Whose.OWN:
            here = {person.pk for one in found for person in (one.holder, one.acting)}
            barred = taken | here
            above = approvers(rule.kind, unit, stage.post_id, stage.whose, without=barred, makers=without, widened=True)
        checks.append(StageCheck(stage, found, above))
        for one in [*found, *above][: stage.needed]:
            taken |= {one.holder.pk, one.acting.pk}
    return checks


@dataclass(frozen=True)
class Trial:
    """What would happen to a sum of a unit: the rule that counts, and its stages."""

    unit: Unit
    amount: Decimal
    rule: ApprovalRule | None
    stages: list[StageCheck]


def try_rule(kind: str, unit: Unit, amount: Decimal, *, submitter: User | None = None) -> Trial:
    """Return who would approve `amount` yuan of this kind in this unit, submitted by `submitter`."""
    rule = ApprovalRule.objects.rule_for(kind, unit, amount)
    without = [submitter.pk] if submitter else []
    return Trial(unit, amount, rule, check_rule(rule, unit, without=without) if rule else [])


def rules_too_small(rules: ApprovalRules) -> list[tuple[ApprovalRule, list[StageCheck]]]:
    """Return those of `rules`, at most CHECKED, whose units have too few people for a stage today."""
    found = []
    for rule in rules.filter(~Q(unit=None), unit__closed_on=None).select_related("unit")[:CHECKED]:
        if rule.unit is not None and (short := [one for one in check_rule(rule, rule.unit) if one.missing]):
            found.append((rule, short))
    return found
