"""Payments of dues: in full, in part, too much; gapless receipt numbers; reversals instead of deletion."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, InternalError, transaction

from members.dues.actions.payments import pay_charge, reverse_payment
from members.dues.models.payments import DuesPayment, ReceiptCount
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.append_only import assert_append_only
from tests.concurrency import at_once, refusals

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 5)


def pay(charge, amount, **given):
    made = pay_charge(charge, Decimal(amount), **{"paid_on": DAY, "paid_by": "cash", "by": make.user(), **given})
    charge.refresh_from_db()
    return made


def test_parts_add_up_until_the_month_is_paid():
    charge = make.charge()
    pay(charge, "20")
    assert (charge.state, charge.open) == ("due", Decimal("7.15"))
    pay(charge, "7.15")
    assert (charge.state, charge.paid) == ("paid", Decimal("27.15"))
    event = AuditEvent.objects.filter(verb="dues.pay").latest("pk")
    assert (event.object_id, event.changes["amount"]) == (charge.member.pk, "7.15")


def test_more_than_is_open_is_accepted_only_when_asked_for():
    charge = make.charge()
    with pytest.raises(NotAllowed, match=r"Only ¥27\.15"):
        pay(charge, "30")
    pay(charge, "30", beyond=True)
    assert (charge.state, charge.over) == ("paid", Decimal("2.85"))
    with pytest.raises(NotAllowed, match="paid already"):
        pay(charge, "1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"paid_on": date(2999, 1, 1)},
        {"paid_on": date(2025, 8, 31)},
        {"paid_on": date(1, 1, 1)},
        {"paid_by": "payroll"},
    ],
)
def test_a_payment_of_nothing_of_a_wrong_day_or_without_its_file_is_refused(wrong):
    with pytest.raises(NotAllowed):
        pay(make.charge(), wrong.pop("amount", "5"), **wrong)


def test_a_form_sent_twice_records_one_payment():
    charge = make.charge()
    first = pay(charge, "10")
    with pytest.raises(NotAllowed, match=f"already: receipt {first.receipt}"):
        pay(charge, "10")
    pay(charge, "10", paid_by="transfer")
    pay(charge, "7.15")
    assert charge.state == "paid"
    reverse_payment(first, reason="录错", by=make.user())
    pay(charge, "10")
    pay(charge, "10", again=True, beyond=True)
    assert charge.paid == Decimal("37.15")


def test_nobody_notes_or_reverses_a_payment_of_their_own():
    charge = make.paid_charge(make.worker())
    by = make.account(charge.member)
    with pytest.raises(NotAllowed, match="about themselves"):
        pay(charge, "5", by=by, beyond=True)
    with pytest.raises(NotAllowed, match="about themselves"):
        reverse_payment(charge.payments.get(), reason="录错", by=by)


def test_receipts_are_numbered_by_unit_and_year_without_a_gap():
    unit, other = make.unit(code="A1"), make.unit(code="B1")
    charges = [make.charge(make.member(unit)) for _ in range(3)]
    assert [pay(charge, "5").receipt for charge in charges] == ["A1-2026-00001", "A1-2026-00002", "A1-2026-00003"]
    assert pay(make.charge(make.member(other)), "5").receipt == "B1-2026-00001"
    assert pay(charges[0], "5", paid_on=date(2025, 12, 31)).receipt == "A1-2025-00001"
    with pytest.raises(NotAllowed):
        pay(charges[0], "99")
    assert ReceiptCount.objects.get(unit=unit, year=2026).last == 3


def test_a_wrong_payment_is_reversed_and_both_stay():
    charge = make.paid_charge()
    payment = charge.payments.get()
    reversal = reverse_payment(payment, reason="重复录入", by=make.user())
    charge.refresh_from_db()
    assert (charge.state, charge.paid, reversal.amount, reversal.receipt) == ("due", 0, Decimal("-27.15"), "")
    assert DuesPayment.objects.get(pk=payment.pk).is_reversed
    assert AuditEvent.objects.get(verb="dues.reverse").reason == "重复录入"
    with pytest.raises(NotAllowed, match="reversed already"):
        reverse_payment(payment, reason="又一次", by=make.user())
    with pytest.raises(NotAllowed, match="reversed already"):
        reverse_payment(reversal, reason="反冲", by=make.user())
    pay(charge, "27.15")
    assert charge.state == "paid"


def test_a_reversal_needs_its_reason():
    with pytest.raises(NotAllowed):
        reverse_payment(make.paid_charge().payments.get(), reason=" ", by=make.user())


@pytest.mark.django_db(transaction=True)
def test_the_database_changes_and_deletes_no_payment():
    payment = make.paid_charge().payments.get()
    assert_append_only(
        lambda: DuesPayment.objects.filter(pk=payment.pk).update(amount=1),
        lambda: DuesPayment.objects.filter(pk=payment.pk).delete(),
    )


def test_the_database_takes_only_whole_payments_back():
    payment = make.paid_charge().payments.get()
    wrong = {"charge": payment.charge, "paid_on": DAY, "year": 2026, "paid_by": "reversal", "unit": payment.unit}
    with pytest.raises(InternalError), transaction.atomic():
        DuesPayment.objects.create(**wrong, amount=-5, reverses=payment, note="部分", by=make.user())
    with pytest.raises(IntegrityError), transaction.atomic():
        DuesPayment.objects.create(**wrong, amount=-5, note="无", by=make.user())


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_record_one_payment_of_a_month():
    charge, officers = make.charge(), [make.user(), make.user()]
    pay = partial(pay_charge, charge, Decimal("27.15"), paid_on=DAY, paid_by="cash")
    outcomes = at_once(*[partial(pay, by=by) for by in officers])
    assert refusals(outcomes) == ["The dues of this month are paid already."]
    charge.refresh_from_db()
    assert charge.paid == Decimal("27.15")


@pytest.mark.django_db(transaction=True)
def test_payments_at_the_same_moment_get_different_numbers():
    unit = make.unit()
    charges, by = [make.charge(make.member(unit)) for _ in range(4)], make.user()
    pay = partial(pay_charge, paid_on=DAY, paid_by="cash", by=by)
    outcomes = at_once(*[partial(pay, charge, Decimal(5)) for charge in charges])
    assert refusals(outcomes) == []
    assert list(DuesPayment.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
