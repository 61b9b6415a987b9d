"""What waits for an officer's approval, for the desk and for the list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.approvals.kinds import KINDS
from members.approvals.models import ApprovalRound
from members.approvals.querysets import ApprovalRounds, Right, rights_of
from members.authority.models import User
from members.freezes.actions import frozen_until
from members.freezes.models import FreezePeriod
from office.desk import DeskItem
from office.lists import set_for_template

ROWS = 10


@dataclass(frozen=True)
class Waiting:
    """A round that waits for somebody: what it is about, for whom they would act, and why it can't be now."""

    round: ApprovalRound
    about: Model | None
    for_whom: User | None
    frozen: str

    @property
    def title(self) -> str:
        return str(self.about or self.round)

    @property
    def late(self) -> bool:
        return self.round.due_on is not None and self.round.due_on < timezone.localdate()


def abouts(rounds: list[ApprovalRound]) -> dict[tuple[str, int], Model]:
    """Return what these rounds are about, by kind and key; one query for each kind."""
    found: dict[tuple[str, int], Model] = {}
    for kind in KINDS.values():
        pks = [one.object_id for one in rounds if one.kind == kind.code]
        if pks:
            found |= {(kind.code, pk): row for pk, row in kind.rows(pks).items()}
    return found


def waiting_rounds(user: User, rights: list[Right]) -> ApprovalRounds:
    """Return the rounds that wait for this account, the first to be due first."""
    rounds = ApprovalRound.objects.waiting_for(user, rights).select_related("unit", "submitted_by", "stage_post")
    return rounds.order_by("due_on", "pk")


def described(rounds: list[ApprovalRound], rights: list[Right]) -> list[Waiting]:
    """Return these waiting rounds with what they are about; a constant number of queries."""
    about, freezes = abouts(rounds), _freezes(rounds)
    return [
        Waiting(one, about.get((one.kind, one.object_id)), _for_whom(one, rights), _frozen(one, freezes))
        for one in rounds
    ]


def set_described(rounds: list[ApprovalRound], rights: list[Right]) -> list[ApprovalRound]:
    """Set on each of these rounds, as `waiting`, what it is about, for whom one would act, and why it can't be now."""
    for one in described(rounds, rights):
        set_for_template(one.round, waiting=one)
    return rounds


def _for_whom(round: ApprovalRound, rights: list[Right]) -> User | None:
    """Return who is absent, None where the account has a right of its own; the action decides in the end."""
    path = round.unit.path
    fitting = [
        right
        for right in rights
        if round.kind in right.kinds
        and round.stage_post_id in (None, right.appointment.post_id)
        and path.startswith(right.appointment.unit.path)
    ]
    return None if any(right.for_whom is None for right in fitting) else next((r.for_whom for r in fitting), None)


def _freezes(rounds: list[ApprovalRound]) -> list[FreezePeriod]:
    paths = {path for one in rounds for path in one.unit.paths_down_to(one.unit.path)}
    if not paths:
        return []
    running = FreezePeriod.objects.in_force(timezone.now()).filter(approving=True, unit__path__in=paths)
    return list(running.select_related("unit"))


def _frozen(round: ApprovalRound, freezes: list[FreezePeriod]) -> str:
    found = [one for one in freezes if round.unit.path.startswith(one.unit.path)]
    return frozen_until(max(found, key=lambda one: one.ends_at)) if found else ""


def waiting(user: User) -> list[DeskItem]:
    """Return what waits for this officer's approval, by due day; at most ROWS.

    Left out is what the app of its kind shows itself, since the officer holds its permission there.
    """
    rights = rights_of(user)
    if not rights:
        return []
    elsewhere = Q(pk__in=[])
    for kind in KINDS.values():
        if kind.on_desk:
            elsewhere |= Q(kind=kind.code) & access.within(user, kind.perm)
    rounds = list(waiting_rounds(user, rights).exclude(elsewhere)[:ROWS])
    return [
        DeskItem(
            title=one.title,
            url=one.round.get_absolute_url(),
            kind=_("approve"),
            note=_("for %(absent)s") % {"absent": one.for_whom} if one.for_whom else "",
            due_on=_due(one),
            state=_("frozen") if one.frozen else str(one.round.get_state_display()),
            tone="muted" if one.frozen else "warning",
        )
        for one in described(rounds, rights)
    ]


def _due(one: Waiting) -> date | None:
    return one.round.due_on
