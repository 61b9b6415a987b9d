"""Payments of dues: written with their receipt numbers, and reversed when they were wrong."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from members.authority.models import User
from members.dues.actions.charges import compute_charges, lock_bulk_changes
from members.dues.models.charges import DuesCharge
from members.dues.models.payments import DuesPayment, PaidBy
from members.dues.rules import ChargeState
from members.register.actions.entry_lock import forbid_own, require_not_erased
from members.register.models.member import Member
from office import audit
from office.days import years_after
from office.documents.actions import void_documents_about
from office.errors import NotAllowed
from office.money import yuan
from office.sql import keys_of_sql, load_sql

WRITE = load_sql("members.dues", "write_payments")
ONE = load_sql("members.dues", "one_payment")


def write_payments(source: str, params: Mapping[str, object]) -> list[int]:
    """Write a payment for each row that the SELECT `source` gives, with the next receipt number of its unit and year.

    sql/write_payments.sql says which columns it gives. Returns the payments' keys. One statement, within the caller's
    transaction, which has locked the charges.
    """
    return keys_of_sql(SQL(WRITE).format(source=SQL(source)), {**params, "at": timezone.now()})


@transaction.atomic
def pay_charge(
    charge: DuesCharge,
    amount: Decimal,
    *,
    paid_on: date,
    paid_by: str,
    by: User,
    note: str = "",
    beyond: bool = False,
    again: bool = False,
) -> DuesPayment:
    """Record that `amount` yuan came in for a charge, in full or in part, with the next receipt number.

    Raises NotAllowed for no amount, for a day to come or over a year before the month, for a payroll deduction (which
    takes a file), for one's own dues, for more than is open unless `beyond`, and, unless `again`, for the same amount
    on the same day in the same way: the form was sent twice.
    """
    if amount <= 0 or paid_on > timezone.localdate() or paid_by not in (PaidBy.CASH, PaidBy.TRANSFER):
        raise NotAllowed(_("Say how much came in, how, and on which day until today."))
    row = DuesCharge.objects.select_for_update(no_key=True, of=("self",)).select_related("member").get(pk=charge.pk)
    require_not_erased(row.member, by=by)
    if paid_on < years_after(row.month, -1):
        raise NotAllowed(_("This day lies more than a year before the month that is paid for."))
    if amount > row.open and not beyond:
        if row.state == ChargeState.PAID:
            raise NotAllowed(_("The dues of this month are paid already."))
        raise NotAllowed(_("Only %(open)s is open for this month.") % {"open": yuan(row.open)})
    same = DuesPayment.objects.filter(charge=row, amount=amount, paid_on=paid_on, paid_by=paid_by, reversal=None)
    if not again and (noted := same.select_related("unit").first()):
        raise NotAllowed(_("This has been noted already: receipt %(receipt)s.") % {"receipt": noted.receipt})
    params = {"amount": amount, "paid_on": paid_on, "paid_by": paid_by, "note": note.strip(), "by": by.pk}
    (pk,) = write_payments(ONE, {**params, "charge": row.pk})
    payment = DuesPayment.objects.select_related("unit", "charge").get(pk=pk)
    changes = {"amount": str(amount), "month": f"{row.month:%Y-%m}", "receipt": payment.receipt}
    audit.record("dues.pay", row.member, by=by, unit=row.unit, reason=note.strip(), changes=changes)
    return payment


@transaction.atomic
def reverse_payment(payment: DuesPayment, *, reason: str, by: User) -> DuesPayment:
    """Write a payment that takes all of a wrong one back, whose receipt is void from then on.

    The charge is computed again: nothing is open where another record of the person has paid. Raises NotAllowed
    without a reason, for one's own dues, for a reversal, and for what is reversed already.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the payment is reversed."))
    lock_bulk_changes()
    charge = DuesCharge.objects.select_for_update(no_key=True, of=("self",)).select_related("member", "unit")
    row = charge.get(pk=payment.charge_id)
    # Also for a record that was merged or erased: money that did not come in has to be put right.
    forbid_own(by, row.member)
    if payment.reverses_id or DuesPayment.objects.filter(reverses=payment).exists():
        raise NotAllowed(_("This payment is reversed already."))
    today = timezone.localdate()
    reversal = DuesPayment.objects.create(
        charge=row,
        amount=-payment.amount,
        paid_on=today,
        year=today.year,
        paid_by=PaidBy.REVERSAL,
        unit_id=payment.unit_id,
        reverses=payment,
        note=reason.strip(),
        by=by,
    )
    compute_charges([row.month], members=Member.objects.filter(pk=row.member_id))
    void_documents_about(DuesPayment, [payment.pk], by=by, reason=reason.strip()[:200])
    changes = {"amount": str(payment.amount), "month": f"{row.month:%Y-%m}", "receipt": payment.receipt}
    audit.record("dues.reverse", row.member, by=by, unit=row.unit, reason=reason.strip(), changes=changes)
    return reversal
