"""An approved visit is planned, carried out, paid and closed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.approvals.actions import rounds
from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from members.register.actions.entry_lock import forbid_own, is_own
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, require_state, update_unmoved
from office.types import Files, JsonValue
from welfare.permissions import WelfarePermission
from welfare.visits import rules
from welfare.visits.actions import money
from welfare.visits.actions.asking import keep_papers, locked, sealed_receipt
from welfare.visits.actions.deciding import being_paid, tell_member
from welfare.visits.choices import VISIT_KIND, PaperKind, PaymentWay, VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.said import NOBODY, Received


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a visit: the day, words that stay sealed, the signed receipt, photos."""

    on: date
    words: str = ""
    receipts: Files = ()
    photos: Files = ()
    signature: Files = ()
    received: Received = NOBODY

    @property
    def is_receipted(self) -> bool:
        """Whether something says that it was received."""
        return bool(self.receipts or self.photos or self.signature or self.received.is_told)


def no_receipt() -> str:
    """Return what is told where nothing says that it was received."""
    return _("Have it signed, add the signed receipt or a photo, or say who received and why nobody signs.")


@dataclass(frozen=True)
class Payment:
    """How a visit was paid, on which day, and under which number of the union's books."""

    way: PaymentWay
    on: date
    voucher: str


def visitors_for(unit: Unit) -> "list[User]":
    """Return the accounts that may be named as visitors in a unit: its officers of visits and group leaders."""
    found: dict[int, User] = {}
    for perm in (WelfarePermission.VIEW_VISIT, WelfarePermission.ASK_VISIT):
        found |= {one.pk: one for one in access.holders(perm, unit)}
    return sorted(found.values(), key=str)


@transaction.atomic
def plan_visit(visit: Visit, first: User, second: User, on: date, *, by: User) -> Visit:
    """Name the two who visit, and the day; it may be planned anew until it is carried out.

    Raises NotAllowed for one's own, for one person twice, and when the member would visit themselves.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    if first == second:
        raise NotAllowed(_("Two people visit: choose another one."), code="two_people_visit", field="second")
    if is_own(first, visit.member) or is_own(second, visit.member):
        raise NotAllowed(_("Nobody visits themselves."), code="own_visit")
    if on < visit.event_on:
        raise NotAllowed(_("A visit is on the day of the event or later."), code="wrong_day", field="on")
    planned = {"first_visitor": first, "second_visitor": second, "planned_on": on}
    if visit.state == VisitState.PLANNED:
        update_unmoved(visit, VisitState.PLANNED, **planned)
    else:
        move(visit, VisitState.PLANNED, rules.NEXT, **planned)
    audit.record("visit.plan", visit, by=by, unit=visit.unit, changes={"planned_on": on.isoformat()})
    for visitor in (first, second):
        address = visit.get_absolute_url()
        notify(visitor, gettext_lazy("You are to visit a member on %(day)s."), address, day=on.isoformat())
    return visit


@transaction.atomic
def carry_out_visit(visit: Visit, done: Done, *, by: User) -> Visit:
    """Say that the visit was made. Raises NotAllowed for one's own, without any receipt, and for another day."""
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.APPROVED, VisitState.PLANNED)
    if not done.is_receipted:
        raise NotAllowed(no_receipt(), code="no_receipt", field="receipts")
    if not visit.event_on <= done.on <= timezone.localdate():
        message = _("A visit is on the day of the event or later, and not in the future.")
        raise NotAllowed(message, code="wrong_day", field="on")
    move(
        visit,
        VisitState.CARRIED_OUT,
        rules.NEXT,
        visited_on=done.on,
        report=done.words.strip(),
        receipt=sealed_receipt(done.received),
    )
    told: dict[str, JsonValue] = {"files": len(done.receipts) + len(done.photos) + len(done.signature)}
    audit.record("visit.carry_out", visit, by=by, unit=visit.unit, changes=told)
    keep_papers(visit, PaperKind.RECEIPT, done.receipts, by=by)
    keep_papers(visit, PaperKind.PHOTO, done.photos, by=by)
    keep_papers(visit, PaperKind.SIGNED, done.signature, by=by)
    return visit


@transaction.atomic
def pay_visit(visit: Visit, payment: Payment, *, by: User) -> Visit:
    """Note that a visit is paid otherwise than by a bank payment of the portal; what was reserved is spent.

    Raises NotAllowed for one's own, for whoever asked for or submitted it, while paying is frozen, twice, and while a
    bank is paying it.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.CARRIED_OUT)
    if rounds.is_maker(VISIT_KIND, visit.pk, by):
        raise NotAllowed(_("You asked for or submitted this yourself: somebody else has to pay."), code="own_payment")
    require_unfrozen(visit.unit, FrozenAct.PAYING)
    if not payment.voucher.strip():
        raise NotAllowed(_("Give the number of the voucher."), field="voucher")
    if not visit.event_on <= payment.on <= timezone.localdate():
        raise NotAllowed(_("It is paid after the event, and not in the future."), code="wrong_day", field="on")
    money.spend(visit, by=by)
    with refused_by(being_paid()):
        move(
            visit,
            VisitState.PAID,
            rules.NEXT,
            way=payment.way,
            paid_on=payment.on,
            paid_by=by,
            voucher=payment.voucher.strip(),
        )
    told: dict[str, JsonValue] = {"way": payment.way.value, "amount": str(visit.amount)}
    audit.record("visit.pay", visit, by=by, unit=visit.unit, changes=told)
    tell_member(visit, gettext_lazy("What your union was asked for you is paid."))
    return visit


@transaction.atomic
def close_visit(visit: Visit, *, by: User) -> Visit:
    """Close a paid visit. Raises NotAllowed for one's own, and where nothing says that it was received."""
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.PAID)
    receipts = visit.papers.filter(kind__in=[PaperKind.RECEIPT, PaperKind.PHOTO, PaperKind.SIGNED])
    if not receipts.exists() and not visit.received.is_told:
        raise NotAllowed(no_receipt(), code="no_receipt")
    move(visit, VisitState.CLOSED, rules.NEXT, closed_at=timezone.now())
    audit.record("visit.close", visit, by=by, unit=visit.unit)
    return visit
