from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members import access
from members.approvals.kinds import KINDS
from members.approvals.rules import RoundState, Whose

if TYPE_CHECKING:
    from members.approvals.models import ApprovalRound, ApprovalRule
    from members.authority.models import Appointment, User
    from members.units.models.units import Unit


@dataclass(frozen=True)
class Right:
    """That somebody approves these kinds by a post held at a unit.

    `for_whom` is who is absent, None for one's own right; `named_by` the key of the account that named the deputy.
    """

    appointment: "Appointment"
    kinds: tuple[str, ...]
    for_whom: "User | None" = None
    named_by: int | None = None

    def people(self, user: "User") -> list[int]:
        """Return the keys of those who act: the user, and whoever the user stands in for."""
        return [user.pk] if self.for_whom is None else [user.pk, self.for_whom.pk]

    def never_makers(self, user: "User") -> list[int]:
        """Return the keys of those who must not have made the thing: who acts, and who named the deputy."""
        return self.people(user) + ([self.named_by] if self.named_by is not None else [])


def rights_of(user: "User") -> list[Right]:
    """Return by which posts this account may approve now, its own before those of absent officers; four queries."""
    if not user.is_authenticated or not user.is_active:
        return []
    now = timezone.now()
    appointments = apps.get_model("members.Appointment").objects.in_term(timezone.localdate(now))
    own = list(appointments.filter(holder=user).select_related("unit", "post", "holder"))
    deputyships = apps.get_model("members.Deputyship").objects.in_force(now).filter(deputy=user)
    acting = list(deputyships.select_related("appointment__unit", "appointment__post", "appointment__holder"))
    powers = _powers(one.post_id for one in [*own, *(deputyship.appointment for deputyship in acting)])
    rights = [Right(one, powers.get(one.post_id, ())) for one in own]
    for deputyship in acting:
        post = deputyship.appointment
        rights.append(Right(post, powers.get(post.post_id, ()), post.holder, deputyship.by_id))
    return [right for right in rights if right.kinds]


def _powers(posts: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return which kinds each post may approve."""
    codes: dict[str, list[str]] = {}
    for kind in KINDS.values():
        codes.setdefault(str(kind.perm).partition(".")[2], []).append(kind.code)
    rows = apps.get_model("members.Post").permissions.through.objects.filter(
        post__in=set(posts), permission__codename__in=codes
    )
    found: dict[int, tuple[str, ...]] = {}
    for post, app, codename in rows.values_list("post", "permission__content_type__app_label", "permission__codename"):
        kinds = tuple(code for code in codes[codename] if KINDS[code].perm == f"{app}.{codename}")
        found[post] = found.get(post, ()) + kinds
    return found


def reached(right: Right) -> Q:
    """Return the condition that the present stage of a round is approved by this right."""
    path = right.appointment.unit.path
    here, below = Q(unit__path=path), Q(unit__path__startswith=path) & ~Q(unit__path=path)
    stepping_in = Q(stage_post=None) | Q(widened=True)
    place = (Q(stage_whose=Whose.OWN) & (here | (stepping_in & below))) | (Q(stage_whose=Whose.UPPER) & below)
    post = Q(stage_post=None) | Q(stage_post=right.appointment.post_id)
    return Q(kind__in=right.kinds) & post & place


class ApprovalRounds(access.ScopedQuerySet["ApprovalRound"]):
    def open(self) -> Self:
        """Return the rounds that wait for approval."""
        return self.filter(state=RoundState.OPEN)

    def of(self, kind: str, object_id: int) -> Self:
        """Return the rounds of one thing."""
        return self.filter(kind=kind, object_id=object_id)

    def waiting_for(self, user: "User", rights: "list[Right] | None" = None) -> Self:
        """Return the open rounds that this account may approve now; `rights` are those of `rights_of`."""
        makers = apps.get_model("members.ApprovalMaker").objects.filter(
            kind=OuterRef("kind"), object_id=OuterRef("object_id")
        )
        decisions = apps.get_model("members.ApprovalDecision").objects.filter(round=OuterRef("pk"))
        condition = Q(pk__in=[])
        for right in rights_of(user) if rights is None else rights:
            people = right.people(user)
            barred = Q(Exists(makers.filter(person__in=right.never_makers(user))))
            barred |= Q(Exists(decisions.filter(Q(by__in=people) | Q(for_whom__in=people))))
            condition |= reached(right) & ~barred
        return self.open().filter(condition)

    def concerning(self, user: "User") -> Self:
        """Return the rounds that this account may look at.

        They are those that wait for it, that it submitted or decided, and those of units where it may approve the kind.
        """
        waiting = self.model._default_manager.waiting_for(user)
        decisions = apps.get_model("members.ApprovalDecision").objects.filter(round=OuterRef("pk"))
        condition = Q(submitted_by=user) | Q(pk__in=waiting.values("pk"))
        condition |= Q(Exists(decisions.filter(Q(by=user) | Q(for_whom=user))))
        for kind in KINDS.values():
            condition |= Q(kind=kind.code) & access.within(user, kind.perm)
        return self.filter(condition)


class ApprovalRules(access.ScopedQuerySet["ApprovalRule"]):
    def in_force(self) -> Self:
        """Return the rules that have not been ended."""
        return self.filter(ended_at=None)

    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the rules of units where `user` has `perm`, and those that hold everywhere; none without it."""
        if not access.holds(user, perm):
            return self.none()
        return self.filter(Q(unit=None) | access.within(user, perm))

    def rule_for(self, kind: str, unit: "Unit", amount: Decimal) -> "ApprovalRule | None":
        """Return the rule that counts: of the nearest unit, the one with the highest sum that `amount` reaches."""
        paths = Q(unit=None) | Q(unit__path__in=unit.paths_down_to(unit.path))
        rules = self.in_force().filter(paths, kind=kind, min_amount__lte=amount).select_related("unit")
        return max(rules, key=lambda rule: (len(rule.unit.path) if rule.unit else 0, rule.min_amount), default=None)
