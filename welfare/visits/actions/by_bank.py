"""A bank pays a visit, or sends its money back; the room of payments says so, having taken the bank's answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.approvals.models import ApprovalMaker
from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from office.types import JsonValue
from welfare.visits import rules
from welfare.visits.actions import money
from welfare.visits.actions.deciding import tell_member
from welfare.visits.choices import VISIT_KIND, PaymentWay, VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.querysets import Visits


@dataclass(frozen=True)
class Transfer:
    """The line of a bank payment that brought the money: its key, its number, and the day that the bank says."""

    pk: int
    number: str
    on: date


def payable_by(user: User, visits: Visits) -> Visits:
    """Return those of `visits` that this person may pay through a bank: none of their own, asked for or submitted."""
    made = ApprovalMaker.objects.filter(kind=VISIT_KIND, person=user).values("object_id")
    return visits.to_pay_by_bank().exclude(Q(pk__in=made) | Q(member__user=user) | Q(member__merged_into__user=user))


def require_uninvolved(visits: Visits, *, by: User) -> None:
    """Raise NotAllowed when one of the visits is the person's own, or they asked for or submitted it."""
    if visits.filter(Q(member__user=by) | Q(member__merged_into__user=by)).exists():
        raise NotAllowed(_("One of these visits is to yourself: somebody else has to pay."), code="own_visit")
    if ApprovalMaker.objects.filter(kind=VISIT_KIND, person=by, object_id__in=visits.values("pk")).exists():
        message = _("You asked for or submitted one of these visits yourself: somebody else has to pay.")
        raise NotAllowed(message, code="own_payment")


def note_paid(visit: Visit, transfer: Transfer, *, by: User) -> None:
    """Note that a bank has paid a visit, which the caller has locked; what was reserved is spent."""
    money.spend(visit, by=by)
    move(
        visit,
        VisitState.PAID,
        rules.NEXT,
        way=PaymentWay.TRANSFER,
        paid_on=transfer.on,
        paid_by=by,
        voucher=transfer.number,
        payment_id=transfer.pk,
    )
    told: dict[str, JsonValue] = {"way": PaymentWay.TRANSFER.value, "amount": str(visit.amount)}
    audit.record("visit.pay", visit, by=by, unit=visit.unit, changes=told)
    tell_member(visit, gettext_lazy("What your union was asked for you is paid."))


def note_owed_again(visit: Visit, *, by: User | None, reason: str) -> None:
    """Note that the bank does not say any more that it has paid a visit, which the caller has locked."""
    money.owe_again(visit, by=by, reason=reason)
    move(
        visit,
        VisitState.CARRIED_OUT,
        rules.NEXT,
        way="",
        paid_on=None,
        paid_by=None,
        voucher="",
        payment_id=None,
        closed_at=None,
    )
    audit.record("visit.owe_again", visit, by=by, unit=visit.unit, reason=reason, changes={"amount": str(visit.amount)})


def tell_returned(visit: Visit) -> None:
    """Tell the member that the bank sent money back, and those who asked for or submitted the visit, but the member."""
    tell_member(visit, gettext_lazy("The bank returned a payment to you: see under “Visits” what to do."))
    made = ApprovalMaker.objects.filter(kind=VISIT_KIND, object_id=visit.pk).values("person")
    officers = User.objects.filter(pk__in=made, is_active=True).exclude(member=visit.member_id)
    text = gettext_lazy("The bank returned the money of %(visit)s: it is to be paid anew, or in cash.")
    notify(list(officers), text, visit.get_absolute_url(), visit=str(visit))


def tell_not_returned(visit: Visit) -> None:
    """Tell the member that the notice of an answer that was taken back was wrong."""
    tell_member(
        visit,
        gettext_lazy(
            "Please disregard the notice that the bank returned a payment for a visit to you: it came from a wrong"
            " answer of the bank, which has been taken back. You need not do anything."
        ),
    )
