"""Handing out at a counter: one benefit after the other, each noted once, also when the phone sends it later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from office import audit
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from office.types import JsonObject
from welfare.budgets.ledger import Cause
from welfare.choices import GRANT_KIND, RUN_KIND, HandOutState, Taker
from welfare.goods import stock
from welfare.goods.chosen import Chosen, chosen_of
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import BY_THE_BANK, accounts_of, record_receipt
from welfare.handing_out.models import HandOut
from welfare.handing_out.rules import MOST_PIECES, NEXT, time_of_receipt
from welfare.handing_out.taking_back import cancel_receipt
from welfare.permissions import WelfarePermission

READ = ("member__merged_into", "occasion", "run__article", "unit", "received_by")


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What an officer confirmed on the phone: for which grant, when by its clock, how many pieces and who took them."""

    nonce: UUID
    grant: int
    at: datetime
    offline: bool = False
    quantity: int = 1
    size: str = ""
    taker: str = Taker.SELF
    leader: User | None = None
    deputy: str = ""
    relation: str = ""
    why: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a scan: its state, or `refused` or `unknown`; and that in a sentence."""

    nonce: UUID
    outcome: str
    code: str = ""
    told: str = ""


@transaction.atomic
def hand_out(grant: Grant, scan: Scan, *, by: User) -> HandOut:
    """Note that a grant was handed out, with its receipt, and tell the member; sent again, return what was noted.

    Raises NotAllowed when it was received already, held, revoked, being paid through a bank or its run not open, while
    handing out is frozen, for the officer's own grant, for a deputy without name, relation and reason, and for a leader
    who may not sign for that unit, where the stock has too little, and for a size that the article doesn't have.
    """
    if noted := _noted(grant, scan, by):
        return noted
    _check_taker(grant, scan, by)
    if grant.revoked_at is not None:
        raise NotAllowed(_("This has been revoked: it is not handed out any more."), code="revoked")
    require_unfrozen(grant.unit, FrozenAct.PAYING)
    at = time_of_receipt(scan.at, grant.run.issued_at, timezone.now())
    if grant.received_at is None and grant.newest_payment is not None:
        raise NotAllowed(BY_THE_BANK, code="being_paid_by_the_bank")
    chosen = chosen_of([grant], grant.run)[grant.pk]
    size = _size_of(scan, chosen)
    if not record_receipt(grant, by, at):
        # The same scan, sent at the same moment, has noted it.
        if noted := _noted(grant, scan, by):
            return noted
        raise NotAllowed(received_already(grant), code="received_already")
    made = _create(grant, replace(scan, size=size), by)
    _move_stock(made, chosen, by)
    audit.record("grant.hand_out", grant, by=by, unit=grant.unit, changes=_facts(made))
    _tell(made, by)
    return made


def received_already(grant: Grant) -> str:
    """Return the sentence that says when and from whom this was received."""
    when, who = timezone.localtime(grant.received_at).strftime("%Y-%m-%d %H:%M"), grant.received_by
    if grant.received_by_id in {user.pk for user in accounts_of([grant.pk])}:
        return _("The member confirmed on %(when)s that they have received it.") % {"when": when}
    return _("This was handed out already: %(when)s, noted by %(who)s.") % {"when": when, "who": who}


def take_scans(scans: Sequence[Scan], *, by: User) -> list[Outcome]:
    """Note scans one by one, each in a transaction of its own, and return what became of each.

    What can't count is refused while the officer stands there; what was handed out without network becomes a conflict,
    since the parcel has gone. A grant that the officer may not sign for is unknown to them.
    """
    grants = Grant.with_revoked.visible_to(by, WelfarePermission.SIGN_GRANT).issued()
    rows = {one.pk: one for one in grants.filter(pk__in={scan.grant for scan in scans}).select_related(*READ)}
    return [_take(rows.get(scan.grant), scan, by) for scan in scans]


def _take(grant: Grant | None, scan: Scan, by: User) -> Outcome:
    if grant is None:
        told = _("There is no such benefit among those you may sign for.")
        return Outcome(scan.nonce, "unknown", "unknown", told)
    try:
        made = hand_out(grant, scan, by=by)
    except NotAllowed as why:
        if not scan.offline or why.code in OWN_FAULTS:
            return Outcome(scan.nonce, "refused", why.code, str(why))
        made = _note_conflict(grant, scan, by, why.code)
    return Outcome(scan.nonce, made.state, made.problem, str(made.problem_told))


# What is wrong with the scan itself, not with the benefit: the phone shows it, and the officer puts it right.
OWN_FAULTS = ("own_benefit", "taker_missing", "leader_may_not", "wrong_quantity", "wrong_size", "nonce_used")


@transaction.atomic
def _note_conflict(grant: Grant, scan: Scan, by: User, problem: str) -> HandOut:
    made = _create(grant, scan, by, state=HandOutState.CONFLICT, problem=problem[:40])
    if made.state == HandOutState.CONFLICT and made.decided_at is None:
        audit.record("grant.hand_out_conflict", grant, by=by, unit=grant.unit, changes=_facts(made))
    return made


@transaction.atomic
def undo_hand_out(hand_out: HandOut, *, by: User, reason: str) -> HandOut:
    """Take back what was handed out by mistake, with its receipt, and tell the member.

    Raises NotAllowed without a reason, when it does not count any more, when the list is closed, and for one's own.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why it is taken back."), code="reason_missing", field="reason")
    _decide(hand_out, HandOutState.UNDONE, by, reason)
    grant = hand_out.grant
    cancel_receipt(grant, by=by, reason=reason)
    cause = Cause(GRANT_KIND, grant.pk)
    # Not what was given beside it. And not the reason: it is about a person, and who sees the stock need not see that.
    stock.take_back(cause=cause, by=by, quantity=min(hand_out.quantity, sum(stock.handed_out_to(cause).values())))
    audit.record("grant.undo_hand_out", grant, by=by, unit=grant.unit, reason=reason.strip(), changes=_facts(hand_out))
    return hand_out


@transaction.atomic
def decide_conflict(hand_out: HandOut, decision: HandOutState, *, by: User, reason: str) -> HandOut:
    """Decide what a hand-out in conflict was: it counts, it is one with another, or it was given beside what was due.

    One that counts takes the place of an earlier receipt, which is taken back. Raises NotAllowed without a reason, when
    it was decided before, for one's own benefit or one's own scan, and when it can't count still.
    """
    if not reason.strip():
        raise NotAllowed(_("Say what you found out."), code="reason_missing", field="reason")
    if by.pk == hand_out.by_id:
        raise NotAllowed(_("Somebody else decides about what you handed out."), code="own_scan")
    grant = Grant.with_revoked.select_related(*READ).get(pk=hand_out.grant_id)
    if by.pk in {user.pk for user in accounts_of([grant.pk])}:
        raise NotAllowed(_("Somebody else decides about your own benefit."), code="own_benefit")
    if decision == HandOutState.GIVEN:
        _make_way(grant, by, reason)
        if grant.revoked_at is not None:
            raise NotAllowed(_("This has been revoked: it is not handed out any more."), code="revoked")
        require_unfrozen(grant.unit, FrozenAct.PAYING)
        if not record_receipt(grant, hand_out.by, time_of_receipt(hand_out.at, grant.run.issued_at, timezone.now())):
            raise NotAllowed(received_already(grant), code="received_already")
    _decide(hand_out, decision, by, reason)
    if decision != HandOutState.NOTHING:
        _move_stock(hand_out, chosen_of([grant], grant.run)[grant.pk], by)
    changes = {**_facts(hand_out), "decision": decision.value}
    audit.record("grant.decide_hand_out", grant, by=by, unit=grant.unit, reason=reason.strip(), changes=changes)
    if decision == HandOutState.GIVEN:
        _tell(hand_out, hand_out.by)
    return hand_out


def _make_way(grant: Grant, by: User, reason: str) -> None:
    """Take back the receipt that a grant has, and the hand-out that it rests on."""
    earlier = HandOut.objects.standing().filter(grant=grant).select_related("grant__run", "grant__unit").first()
    if earlier:
        undo_hand_out(earlier, by=by, reason=reason)
    grant.refresh_from_db(fields=["received_at", "received_by", "signing", "payment"])
    if grant.received_at is not None:
        cancel_receipt(grant, by=by, reason=reason)
        grant.refresh_from_db(fields=["received_at", "received_by", "signing", "payment"])


def _decide(hand_out: HandOut, state: HandOutState, by: User, reason: str) -> None:
    move(hand_out, state, NEXT, decided_by=by, decided_at=timezone.now(), reason=reason.strip()[:300])


def _noted(grant: Grant, scan: Scan, by: User) -> HandOut | None:
    noted = HandOut.objects.filter(nonce=scan.nonce).first()
    if noted and (noted.grant_id, noted.by_id) != (grant.pk, by.pk):
        raise NotAllowed(_("This number came before, for another benefit."), code="nonce_used")
    return noted


def _create(grant: Grant, scan: Scan, by: User, state: HandOutState = HandOutState.GIVEN, problem: str = "") -> HandOut:
    """Write the row, unless a scan with this nonce has done so at the same moment; return the one that stands."""
    row = HandOut(
        nonce=scan.nonce,
        grant=grant,
        run_id=grant.run_id,
        unit_id=grant.unit_id,
        by=by,
        at=scan.at,
        offline=scan.offline,
        quantity=scan.quantity,
        size=scan.size,
        taker=scan.taker,
        leader=scan.leader,
        deputy=scan.deputy.strip(),
        relation=scan.relation.strip(),
        why=scan.why.strip(),
        state=state,
        problem=problem,
    )
    if state == HandOutState.GIVEN:
        row.save(force_insert=True)
        return row
    HandOut.objects.bulk_create([row], ignore_conflicts=True)
    return HandOut.objects.get(nonce=scan.nonce)


def _check_taker(grant: Grant, scan: Scan, by: User) -> None:
    if not 1 <= scan.quantity <= MOST_PIECES:
        told = _("Between 1 and %(most)d pieces.") % {"most": MOST_PIECES}
        raise NotAllowed(told, code="wrong_quantity", field="quantity")
    kept = grant.member.merged_into
    if by.pk in {grant.member.user_id, kept and kept.user_id}:
        raise NotAllowed(_("Another officer hands your own benefit out to you."), code="own_benefit")
    if scan.taker == Taker.DEPUTY and not (scan.deputy.strip() and scan.relation.strip() and scan.why.strip()):
        told = _("Say who took it, how they are related, and why the member did not come.")
        raise NotAllowed(told, code="taker_missing", field="deputy")
    if scan.taker != Taker.LEADER:
        return
    if scan.leader == by:
        raise NotAllowed(_("Another officer hands out what you take for your group."), code="leader_may_not")
    theirs = Grant.with_revoked.filter(pk=grant.pk)
    if scan.leader is None or not theirs.visible_to(scan.leader, WelfarePermission.SIGN_GRANT).exists():
        told = _("Only who may sign for the members of this unit takes for them.")
        raise NotAllowed(told, code="leader_may_not", field="leader")


def _size_of(scan: Scan, chosen: Chosen) -> str:
    """Return the size that is handed out: as said, else as chosen. Raises NotAllowed for one that there isn't."""
    if chosen.article is None:
        return scan.size
    size = scan.size or chosen.size
    if size not in (chosen.sizes or [""]):
        told = _("Say which size: %(sizes)s.") if chosen.sizes else _("This article has no sizes.")
        raise NotAllowed(told % {"sizes": "、".join(chosen.sizes)}, code="wrong_size", field="size")
    return size


def _move_stock(made: HandOut, chosen: Chosen, by: User) -> None:
    """Take the pieces out of the stock of the pickup point, where an article and a store are named."""
    if chosen.article is None or chosen.store is None:
        return
    cause, run = Cause(GRANT_KIND, made.grant_id), Cause(RUN_KIND, made.run_id)
    size = made.size or chosen.size
    stock.hand_out(chosen.article, chosen.store, made.quantity, cause=cause, by=by, size=size, reserved_for=run)


def _facts(made: HandOut) -> JsonObject:
    """Return what the audit log holds of a hand-out; never the name of a deputy."""
    return {
        "hand_out": made.pk,
        "at": made.at.isoformat(),
        "quantity": made.quantity,
        "taker": made.taker,
        "leader": made.leader_id,
        "offline": made.offline,
        "problem": made.problem,
    }


def _tell(made: HandOut, by: User) -> None:
    """Tell the member that their benefit was handed out, and to whom if not to themselves."""
    texts = {
        Taker.SELF: gettext_lazy(
            "%(who)s handed your benefit (%(occasion)s) out to you. If that is not so, tell your union."
        ),
        Taker.LEADER: gettext_lazy(
            "%(leader)s took your benefit (%(occasion)s) for you, handed out by %(who)s. If it does not reach you, tell"
            " your union."
        ),
        Taker.DEPUTY: gettext_lazy(
            "%(who)s handed your benefit (%(occasion)s) out to a deputy. If you sent nobody, tell your union."
        ),
    }
    notify(
        accounts_of([made.grant_id]),
        texts[Taker(made.taker)],
        reverse("welfare:my_benefits"),
        who=by,
        leader=made.leader or "",
        occasion=made.grant.occasion,
    )
