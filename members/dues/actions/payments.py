"""Money that comes in for dues, or is found not to have come in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from members.authority.models import User
from members.dues.actions.charges import compute_charges, take_turn
from members.dues.models.charges import DuesCharge
from members.dues.models.payments import DuesPayment, PaidBy
from members.dues.rules import ChargeState
from members.register.actions.entry_lock import forbid_own, require_not_erased
from members.register.models.member import Member
from office import audit
from office.days import years_after
from office.errors import NotAllowed
from office.money import yuan

# `source` gives charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id. The count of a unit
# and year is held from here to the end of the transaction, so numbers follow each other without a gap.
PAY = """
    WITH source AS ({source}),
    numbered AS (
        SELECT *, extract(year FROM paid_on)::int AS year,
            row_number() OVER same AS nth, count(*) OVER (PARTITION BY unit_id, extract(year FROM paid_on)) AS many
        FROM source WINDOW same AS (PARTITION BY unit_id, extract(year FROM paid_on) ORDER BY row, charge_id)
    ),
    counted AS (
        INSERT INTO members_receiptcount AS counter (unit_id, year, last)
        SELECT DISTINCT unit_id, year, many FROM numbered ORDER BY unit_id, year
        ON CONFLICT (unit_id, year) DO UPDATE SET last = counter.last + excluded.last
        RETURNING unit_id, year, last
    )
    INSERT INTO members_duespayment
        (charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id, at, year, number)
    SELECT
        charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id, %s, year, last - many + nth
    FROM numbered JOIN counted USING (unit_id, year)
    ORDER BY unit_id, nth
    RETURNING id
"""
ONE = """
    SELECT
        id AS charge_id, unit_id, %s::numeric AS amount, %s::date AS paid_on, %s AS paid_by,
        NULL::bigint AS file_id, '' AS digest, NULL::int AS row, %s AS note, %s::bigint AS by_id
    FROM members_duescharge WHERE id = %s
"""


def write_payments(source: str, params: Sequence[Any]) -> list[int]:
    """Payments of what the SELECT `source` gives (see PAY), each with the next receipt number of its unit and year;
    returns their keys. One statement, inside the caller's transaction, who has locked the charges."""
    with connection.cursor() as cursor:
        statement = SQL(PAY).format(source=SQL(source)).as_string(cursor.cursor)
        cursor.execute(statement, [*params, timezone.now()])
        return [pk for (pk,) in cursor.fetchall()]


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
    """Note that `amount` yuan came in for a charge, all of it or a part, with the next receipt number.

    Raises NotAllowed for nothing, for a day to come or over a year before the month, for a payroll deduction, which
    takes a file, for one's own dues, for more than is open unless `beyond`, and unless `again` for the same amount on
    the same day in the same way: that was a button pressed twice.
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
    (pk,) = write_payments(ONE, [amount, paid_on, paid_by, note.strip(), by.pk, row.pk])
    payment = DuesPayment.objects.select_related("unit", "charge").get(pk=pk)
    changes = {"amount": str(amount), "month": f"{row.month:%Y-%m}", "receipt": payment.receipt}
    audit.record("dues.pay", row.member, by=by, unit=row.unit, reason=note.strip(), changes=changes)
    return payment


@transaction.atomic
def reverse_payment(payment: DuesPayment, *, reason: str, by: User) -> DuesPayment:
    """Answer a payment that was wrong with one that takes all of it back; its receipt holds no longer.

    What is open again follows the register, and is not asked where another record of the person has paid. Raises
    NotAllowed without a reason, for one's own dues, for a reversal, and for what is reversed already.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the payment is reversed."))
    take_turn()
    charge = DuesCharge.objects.select_for_update(no_key=True, of=("self",)).select_related("member", "unit")
    row = charge.get(pk=payment.charge_id)
    # Also for a record that was merged or erased: money that did not come in has to be put right.
    forbid_own(by, row.member)
    if payment.reverses_id or DuesPayment.objects.filter(reverses=payment).exists():
        raise NotAllowed(_("This payment is reversed already."))
    today = timezone.localdate()
    reversal = DuesPayment.objects.create(
        charge=row, amount=-payment.amount, paid_on=today, year=today.year, paid_by=PaidBy.REVERSAL,
        unit_id=payment.unit_id, reverses=payment, note=reason.strip(), by=by,
    )  # fmt: skip
    compute_charges([row.month], members=Member.objects.filter(pk=row.member_id))
    changes = {"amount": str(payment.amount), "month": f"{row.month:%Y-%m}", "receipt": payment.receipt}
    audit.record("dues.reverse", row.member, by=by, unit=row.unit, reason=reason.strip(), changes=changes)
    return reversal
