"""A person with merged records is asked for each month once, and undoing the merge restores both records' dues."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.db.models import F, Sum

from members.dues.actions import months, wages
from members.dues.actions.arrears import remind_of_arrears
from members.dues.actions.charges import compute_charges
from members.dues.actions.payments import pay_charge, reverse_payment
from members.dues.actions.payroll import confirm_payroll
from members.dues.models.charges import DuesCharge, DuesWaiver
from members.duplicates.actions.candidates import put_side_by_side
from members.duplicates.actions.merging import merge_members
from members.duplicates.actions.undoing import undo_merge
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import Notice
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.members.dues import payrolls
from tests.page_text import without_times

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (9, 10, 11, 12))
DUE, PART = Decimal("27.15"), Decimal(10)


@pytest.fixture(autouse=True)
def october():
    """Stop the clock at 20 October 2026."""
    with time_machine.travel(date(2026, 10, 20), tick=False):
        yield


@pytest.fixture
def kept(union):
    return make.worker(make.unit("一厂", parent=union), name="孟静")


@pytest.fixture
def gone(union):
    return make.member(make.unit("二厂", parent=union), name="孟婧")


def undo(merge):
    return undo_merge(merge, by=make.user(), reason="两个人")


def charges_of(*members):
    """Return the members' charges of all months as tuples."""
    charges = DuesCharge.objects.filter(member__in=members).order_by("member", "month")
    return list(charges.values_list("member", "month", "state", "amount", "paid", "exemption"))


def state_of(member, month=SEPTEMBER):
    """Return the exemption or the state of the member's charge for a month; None without a charge."""
    charge = member.dues_charges.filter(month=month).first()
    return charge and (charge.exemption or charge.state)


def amount_owed(*members):
    """Return the members' unpaid sum in yuan; None when nothing is owed."""
    return DuesCharge.objects.filter(member__in=members).owed().aggregate(open=Sum(F("amount") - F("paid")))["open"]


def set_up_september(member, how):
    """Give the member a charge for September in one of WAYS."""
    if how == "nothing":
        return
    if how != "unknown":
        make.wage(member, 5 if how == "small wage" else 5437)
    if how == "waived":
        DuesWaiver.objects.create(member=member, starts_on=SEPTEMBER, reason="困难", by=make.user())
    compute_charges([SEPTEMBER], members=Member.objects.filter(pk=member.pk))
    if how in ("part", "paid"):
        amount = PART if how == "part" else DUE
        pay_charge(member.dues_charges.get(), amount, paid_on=date(2026, 9, 5), paid_by="cash", by=make.user())


WAYS = ("nothing", "due", "part", "paid", "waived", "unknown", "small wage")


@pytest.mark.parametrize("one", WAYS)
@pytest.mark.parametrize("other", WAYS)
def test_a_month_is_charged_once_and_undoing_restores_both_charges(kept, gone, one, other):
    set_up_september(kept, one)
    set_up_september(gone, other)
    before = charges_of(kept, gone)
    merge = make.merge_into(kept, gone)
    lines = Member.objects.filter(pk__in=DuesCharge.objects.values("member"))
    compute_charges([SEPTEMBER], members=lines)
    assert compute_charges([SEPTEMBER], members=lines) == 0
    ways = {one, other}
    if ways & {"paid", "waived"} or not ways & {"due", "part"}:
        assert amount_owed(kept, gone) is None
    else:
        assert amount_owed(kept, gone) == (DUE - PART if "part" in ways else DUE)
    assert DuesCharge.objects.filter(state__in=["due", "unknown"]).count() <= 1
    undo(merge)
    assert charges_of(kept, gone) == before


def test_a_month_that_both_records_owe_is_charged_to_the_kept_record(kept, gone):
    for member in (kept, gone):
        make.charge(member)
    make.merge_into(kept, gone)
    assert [state_of(kept), state_of(gone)] == ["due", "merged"]
    assert gone.dues_charges.get().why == "counted on the person's other record"


def test_what_only_the_merged_record_owes_is_owed_by_the_person(union, officer, kept, gone):
    make.charge(gone)
    make.charge(gone, OCTOBER)
    make.charge(kept, OCTOBER)
    make.merge_into(kept, gone)
    arrears = DuesCharge.objects.visible_to(officer, "members.keep_dues").arrears(1, name="name", account="user")
    row = arrears.get()
    assert (row["person"], row["months"], row["since"], row["owed"]) == (kept.pk, 2, SEPTEMBER, 2 * DUE)
    assert (row["name"], row["account"]) == ("孟静", kept.user_id)
    assert remind_of_arrears(arrears, by=officer, unit=union) == 1
    assert Notice.objects.get().to == kept.user


def test_a_merged_record_gets_no_new_months_and_owes_none_after_the_merge(officer, union, kept, gone):
    for member in (kept, gone):
        make.charge(member, NOVEMBER)
    make.merge_into(kept, gone)
    months.open_months(union, SEPTEMBER, NOVEMBER, by=officer, opens_itself=True)
    months.compute_waiting()
    assert [state_of(gone, month) for month in (SEPTEMBER, OCTOBER, NOVEMBER)] == [None, None, "merged"]
    assert [state_of(kept, month) for month in (SEPTEMBER, OCTOBER, NOVEMBER)] == ["due", "due", "due"]


def test_a_month_opened_ahead_is_charged_to_the_kept_record_even_without_a_charge_before(officer, union, kept, gone):
    make.charge(gone, NOVEMBER)
    months.open_months(kept.unit, NOVEMBER, NOVEMBER, by=officer, opens_itself=False)
    make.merge_into(kept, gone)
    months.compute_waiting()
    assert [state_of(kept, NOVEMBER), state_of(gone, NOVEMBER)] == ["due", "merged"]


def test_a_month_that_the_kept_records_unit_opens_later_is_not_charged_again(officer, kept, gone):
    make.charge(gone)
    make.paid_charge(gone, OCTOBER)
    make.merge_into(kept, gone)
    months.open_months(kept.unit, SEPTEMBER, OCTOBER, by=officer, opens_itself=False)
    months.compute_waiting()
    assert [state_of(kept), state_of(kept, OCTOBER)] == ["merged", "merged"]
    assert [state_of(gone), state_of(gone, OCTOBER)] == ["due", "paid"]
    assert compute_charges([SEPTEMBER, OCTOBER]) == 0


def test_wages_and_waivers_of_either_record_count_for_the_person(kept, gone):
    make.wage(gone)
    make.wage(kept, 9000, since=NOVEMBER)
    DuesWaiver.objects.create(member=gone, starts_on=OCTOBER, ends_on=NOVEMBER, reason="困难", by=make.user())
    make.merge_into(kept, gone)
    compute_charges([SEPTEMBER, OCTOBER, NOVEMBER])
    told = {charge.month: (charge.state, charge.amount) for charge in kept.dues_charges.all()}
    assert told == {SEPTEMBER: ("due", DUE), OCTOBER: ("waived", 0), NOVEMBER: ("due", 45)}
    with pytest.raises(NotAllowed, match="waived already"):
        wages.waive_dues(kept, OCTOBER, None, reason="困难", by=make.user())
    wages.end_waiver(gone.dues_waivers.get(), OCTOBER, reason="好转", by=make.user())
    assert state_of(kept, OCTOBER) == "due"


def test_a_reversed_payment_is_not_owed_where_the_other_record_has_paid(kept, gone):
    first, second = make.paid_charge(kept), make.paid_charge(gone)
    make.merge_into(kept, gone)
    reverse_payment(first.payments.get(), reason="重复扣缴", by=make.user())
    assert [state_of(kept), state_of(gone)] == ["merged", "paid"]
    reverse_payment(second.payments.get(), reason="重复扣缴", by=make.user())
    assert DuesCharge.objects.owed().count() == 1


def test_months_opened_before_undoing_are_charged_to_both_afterwards(officer, union, kept, gone):
    for member in (kept, gone):
        make.wage(member)
    merge = make.merge_into(kept, gone)
    months.open_months(union, OCTOBER, NOVEMBER, by=officer, opens_itself=False)
    months.compute_waiting()
    undo(merge)
    assert [state_of(m, month) for m in (kept, gone) for month in (OCTOBER, NOVEMBER)] == ["due"] * 4


def test_of_three_records_one_is_charged(union, kept, gone):
    third = make.member(gone.unit)
    for member in (kept, gone, third):
        make.charge(member)
        make.charge(member, OCTOBER)
    pay_charge(third.dues_charges.get(month=OCTOBER), DUE, paid_on=date(2026, 10, 5), paid_by="cash", by=make.user())
    first = make.merge_into(gone, third)
    second = make.merge_into(kept, gone)
    assert [state_of(m) for m in (kept, gone, third)] == ["due", "merged", "merged"]
    assert [state_of(m, OCTOBER) for m in (kept, gone, third)] == ["merged", "merged", "paid"]
    undo(second)
    assert [state_of(m) for m in (kept, gone, third)] == ["due", "due", "merged"]
    assert [state_of(m, OCTOBER) for m in (kept, gone, third)] == ["due", "merged", "paid"]
    undo(first)
    assert [state_of(m) for m in (kept, gone, third)] == ["due"] * 3


@pytest.mark.parametrize("whose", ["kept", "gone"])
def test_a_payroll_file_pays_for_the_person_under_either_number(union, officer, kept, gone, whose):
    for member in (kept, gone):
        make.charge(member)
    make.charge(gone, date(2026, 8, 1))
    make.merge_into(kept, gone)
    bearer = {"kept": kept, "gone": gone}[whose]
    named = {"employee_number": bearer.employee_number, "name": bearer.name}
    rows = [payrolls.row(charge, **named) for charge in gone.dues_charges.order_by("month")]
    rows = [row | {"amount": "27.15"} for row in rows]
    rows.append(rows[-1] | {"employee_number": gone.employee_number, "name": gone.name})
    file = payrolls.compared_file(rows, union, officer)
    assert [row.outcome for row in file.rows.order_by("row")] == ["exact", "exact", "faulty"]
    confirm_payroll(file, take_differing=False, by=officer)
    assert payrolls.process(file).amount == 2 * DUE
    assert not DuesCharge.objects.owed().exists()
    assert gone.dues_charges.get(month=date(2026, 8, 1)).state == "paid"
    assert kept.dues_charges.get().state == "paid"


def test_a_wage_in_a_payroll_file_changes_the_open_charge_of_the_merged_record(union, officer, kept, gone):
    charge = make.charge(gone)
    make.merge_into(kept, gone)
    row = payrolls.row(charge) | {"amount": "40", "wage": "8000"}
    file = payrolls.compared_file([row], union, officer)
    assert [row.outcome for row in file.rows.all()] == ["exact"]
    confirm_payroll(file, take_differing=False, by=officer)
    payrolls.process(file)
    charge.refresh_from_db()
    assert (charge.state, charge.amount, charge.paid) == ("paid", 40, 40)


def test_a_charge_of_the_merged_record_is_paid_like_any_other(officer, kept, gone):
    charge = make.charge(gone)
    make.merge_into(kept, gone)
    pay_charge(charge, DUE, paid_on=date(2026, 9, 5), paid_by="cash", by=officer)
    assert [state_of(kept), state_of(gone)] == [None, "paid"]


def test_nobody_keeps_their_own_dues_on_the_merged_record_either(kept, gone):
    charge = make.charge(gone)
    make.merge_into(kept, gone)
    with pytest.raises(NotAllowed, match="about themselves"):
        pay_charge(charge, DUE, paid_on=date(2026, 9, 5), paid_by="cash", by=make.account(kept))


def test_a_worker_sees_what_was_owed_and_paid_on_all_records(client, kept, gone):
    payment = make.paid_charge(gone).payments.get()
    make.charge(kept)
    make.charge(kept, OCTOBER)
    foreign = make.paid_charge().payments.get()
    make.merge_into(kept, gone)
    client.force_login(make.account(kept))
    page = without_times(client.get("/my/dues/").content.decode())
    assert payment.receipt in page and "You owe ¥27.15, for 1 month" in page
    # The line that was paid, its receipt and the day; not the line that counts no more.
    assert page.count("2026-09") == 3
    assert client.get(f"/my/dues/{payment.pk}/").status_code == 200
    assert client.get(f"/my/dues/{foreign.pk}/").status_code == 404


def test_the_page_of_the_dues_is_that_of_the_person(client, officer, kept, gone):
    make.charge(gone)
    make.charge(kept, OCTOBER)
    make.merge_into(kept, gone)
    client.force_login(officer)
    page = client.get(f"/members/dues/members/{gone.pk}/", follow=True)
    assert page.redirect_chain == [(f"/members/dues/members/{kept.pk}/", 302)]
    said = page.content.decode()
    assert "2026-09" in said and "on the merged record" in said and "¥54.30 is open, for 2 months" in said
    row = client.get("/members/dues/arrears/").content.decode()
    assert f"/members/dues/members/{kept.pk}/" in row and "1 member owes ¥54.30" in row


@pytest.mark.django_db(transaction=True)
def test_a_merge_and_the_computing_of_its_months_at_once_charge_once(union, kept, gone):
    officer = make.officer(union, post="finance_officer")
    for member in (kept, gone):
        make.charge(member)
    pair, by = put_side_by_side(kept, gone, by=officer), make.user()
    months.open_months(union, SEPTEMBER, OCTOBER, by=officer, opens_itself=False)
    merge = partial(merge_members, pair, keep=kept.pk, take=set(), by=by, reason="同一人")
    assert refusals(at_once(merge, months.compute_waiting)) == []
    owed = DuesCharge.objects.owed().filter(month=SEPTEMBER)
    assert [charge.member for charge in owed] == [kept]
