"""Whom a code at the counter stands for, and what waits for them in a run."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypedDict
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.register.models.member import Member
from members.register.rules.cards import VALID_FOR_HANDING_OUT, holder_at_counter, member_of_card, public_key
from members.units.models.units import Unit
from office.errors import NotAllowed
from welfare.choices import Form, RunState
from welfare.goods.chosen import NOTHING, Chosen, chosen_of
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Grants
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.runs.querysets import Runs

SIGN = WelfarePermission.SIGN_GRANT
# So many lines a phone takes along at most, and a leader collects at once.
TAKEN_ALONG, OF_A_GROUP = 5000, 200


@dataclass(frozen=True)
class Line:
    """A grant that can be handed out, with what it gives, and the number under which that is noted once."""

    grant: Grant
    nonce: UUID
    chosen: Chosen = NOTHING

    @property
    def value(self) -> str:
        """What the form sends for it."""
        return f"{self.grant.pk}.{self.nonce}"

    @property
    def kept_name(self) -> str:
        """The name under which a phone without network keeps the hand-out."""
        return mask_name(self.grant.shown_name)


@dataclass(frozen=True)
class Found:
    """Whom a code stands for: their own grant in the run, and those that they may take for their group."""

    member: Member
    own: Line | None
    told: str
    group: Sequence[Line]


class KeptLine(TypedDict):
    """A line of the list that a phone keeps: the member's key, their number hashed, and what the officer sees."""

    grant: int
    member: int
    number: str
    name: str
    masked: str
    unit: str
    what: str
    sizes: Sequence[str]
    size: str


class KeptLeader(TypedDict):
    """A leader who may take for others: their key and hashed number as of a line, their account, and whose lines."""

    member: int
    number: str
    name: str
    account: int
    grants: list[int]


class KeptList(TypedDict):
    """What a phone takes along for one run: lines with masked names, and the key with which it checks cards."""

    run: int
    at: str
    salt: str
    key: str
    days: int
    more: bool
    lines: list[KeptLine]
    leaders: list[KeptLeader]


def runs_to_hand_out(user: User) -> Runs:
    """Return the issued runs of which the user may hand something out still, latest first."""
    waiting = Grant.objects.visible_to(user, SIGN).to_receive().filter(run=OuterRef("pk"))
    runs = Run.objects.filter(Exists(waiting), state=RunState.ISSUED).exclude(form=Form.MONEY)
    return runs.select_related("plan", "occasion", "unit").order_by("-issued_at", "-pk")[:TAKEN_ALONG]


def reachable(user: User, run: Run) -> Grants:
    """Return the grants of a run that the user may hand out, received ones included."""
    return Grant.objects.visible_to(user, SIGN).filter(run=run)


def mask_name(name: str) -> str:
    """Return a name with its first character alone: 孟小静 → 孟**."""
    return name[:1] + "*" * (len(name) - 1)


def mask_number(number: str) -> str:
    """Return an employee number with its last three characters alone; shorter ones as stars."""
    shown = number[-3:] if len(number) > 3 else ""
    return "*" * (len(number) - len(shown)) + shown


def find(user: User, run: Run, code: str) -> Found:
    """Return whom a typed employee number or the text of a card's QR code stands for.

    Raises NotAllowed for a card that is none, or too old, and for whoever has nothing in this run within reach; who is
    out of reach is answered like who isn't there.
    """
    members = _records(code)
    grants = reachable(user, run).filter(member__in=members)
    grant = grants.select_related("member", "occasion", "run", "unit", "received_by").order_by("-pk").first()
    leader = User.objects.filter(member__in=members, is_active=True).first()
    group = _group(user, run, leader) if leader else []
    if grant is None and not group:
        raise NotAllowed(_("There is nothing in this list for this number or card."), code="not_on_list", field="code")
    own, told = None, ""
    chosen = chosen_of([*group, *([grant] if grant is not None else [])], run)
    if grant is not None:
        own = Line(grant, uuid4(), chosen[grant.pk]) if grant.can_be_received else None
        told = "" if own else _why_not(grant)
    member = grant.member if grant else Member.objects.filter(pk__in=members, user=leader).select_related("unit").get()
    return Found(member, own, told, [Line(one, uuid4(), chosen[one.pk]) for one in group])


def _why_not(grant: Grant) -> str:
    if grant.held:
        return _("An objection to this is being decided: it waits until then.")
    if grant.received_at is None:
        return _("This list has been closed.")
    when = timezone.localtime(grant.received_at).strftime("%Y-%m-%d %H:%M")
    return _("Received already: %(when)s, noted by %(who)s.") % {"when": when, "who": grant.received_by}


def _records(code: str) -> list[int]:
    """Return the keys of the records of the person behind a code, merged ones included."""
    card = code.rstrip("/").rpartition("/")[2]
    if "." in card:
        holder = holder_at_counter(card, timezone.localdate())
        if holder is None and member_of_card(card):
            told = _("This card was shown more than %(days)d days ago: ask for it anew, or type the employee number.")
            message = told % {"days": VALID_FOR_HANDING_OUT.days}
            raise NotAllowed(message, code="old_card", field="code")
        if holder is None:
            raise NotAllowed(_("This is no membership card of this portal."), code="no_card", field="code")
        person = Q(pk=holder)
    else:
        person = Q(employee_number__in={code, code.upper()})
    found = Member.objects.filter(person).values_list("pk", "merged_into").first()
    if found is None:
        return []
    kept = found[1] or found[0]
    return [kept, *Member.objects.filter(merged_into=kept).values_list("pk", flat=True)]


def _group(user: User, run: Run, leader: User) -> list[Grant]:
    """Return what waits for others and the leader may sign for and know of, as far as the user reaches, too."""
    if not access.holds(leader, SIGN) or leader.pk == user.pk:
        return []
    waiting = reachable(user, run).visible_to(leader, SIGN).to_receive()
    others = waiting.exclude(member__in=access.records_of(leader))
    return list(others.select_related("member", "occasion", "run", "unit").order_by("unit__path", "pk")[:OF_A_GROUP])


def list_to_keep(user: User, run: Run) -> KeptList:
    """Return the list that a phone keeps for the time without network: names masked, numbers as salted hashes.

    It is empty for a run that tells who is in hardship: a lost phone must not tell that. The run was read with its
    article.
    """
    salt = secrets.token_hex(8)
    waiting = reachable(user, run).to_receive().select_related("member__merged_into", "unit").order_by("pk")
    if run.tells_hardship:
        waiting = waiting.none()
    found = list(waiting[: TAKEN_ALONG + 1])
    lines = found[:TAKEN_ALONG]
    chosen = chosen_of(lines, run)
    goods = {one.pk: chosen[one.pk].told or run.goods for one in lines}
    return {
        "run": run.pk,
        "at": timezone.now().isoformat(),
        "salt": salt,
        "key": public_key(),
        "days": VALID_FOR_HANDING_OUT.days,
        "more": len(found) > TAKEN_ALONG,
        "lines": [_kept(one, salt, goods[one.pk], chosen[one.pk]) for one in lines],
        "leaders": _leaders(user, lines, salt),
    }


def _kept(grant: Grant, salt: str, what: str, chosen: Chosen) -> KeptLine:
    member = grant.member
    number = (member.merged_into or member).employee_number or ""
    return {
        "grant": grant.pk,
        "member": member.merged_into_id or member.pk,
        "number": _hashed(number, salt),
        "name": mask_name(grant.shown_name),
        "masked": mask_number(number),
        "unit": str(grant.unit),
        "what": what,
        "sizes": chosen.sizes,
        "size": chosen.size,
    }


def _hashed(number: str, salt: str) -> str:
    return sha256(f"{salt}:{number}".encode()).hexdigest() if number else ""


def _leaders(user: User, lines: Sequence[Grant], salt: str) -> list[KeptLeader]:
    """Return who may take for whom of these lines, without those who may for more than a group has. Two queries."""
    below: dict[str, list[Grant]] = {}
    for one in lines:
        for path in Unit.paths_down_to(one.unit.path):
            below.setdefault(path, []).append(one)
    small = [path for path, found in below.items() if len(found) <= OF_A_GROUP]
    mine: dict[int, dict[int, Grant]] = {}
    for path, holder in access.holders_by_path(SIGN, small):
        mine.setdefault(holder, {}).update({one.pk: one for one in below[path]})
    members = Member.objects.filter(user__in=mine.keys() - {user.pk}, merged_into=None).order_by("pk")
    kept: list[KeptLeader] = []
    for member in members.only("user", "name", "employee_number"):
        others = [
            pk
            for pk, one in mine[member.user_id or 0].items()
            if member.pk not in (one.member_id, one.member.merged_into_id)
        ]
        if others:
            number = _hashed(member.employee_number or "", salt)
            name, account = mask_name(member.name), member.user_id or 0
            leader: KeptLeader = {
                "member": member.pk,
                "number": number,
                "name": name,
                "account": account,
                "grants": others[:OF_A_GROUP],
            }
            kept.append(leader)
    return kept
