"""Months of dues are opened once; wages and waivers change what is still open."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from members.dues.actions import wages
from members.dues.actions.arrears import remind_of_arrears
from members.dues.actions.months import compute_again, compute_waiting, open_months, set_book
from members.dues.models.charges import DuesBook, DuesCharge, DuesMonth
from members.dues.tasks import compute_dues, open_dues_months
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture(autouse=True)
def october():
    """Set the clock to 20 October 2026."""
    with time_machine.travel(date(2026, 10, 20)):
        yield


def open_and_compute(unit, by, first=SEPTEMBER, last=SEPTEMBER, *, opens_itself=False):
    """Open months of a unit and compute them; return the months."""
    months = open_months(unit, first, last, by=by, opens_itself=opens_itself)
    compute_waiting()
    return months


def test_opened_months_are_computed_by_a_worker_in_one_go(union, officer):
    member = make.member(union)
    make.wage(member)
    open_months(union, SEPTEMBER, OCTOBER, by=officer, opens_itself=False)
    assert not DuesCharge.objects.exists()
    compute_dues()
    assert member.dues_charges.owed().count() == 2
    assert not DuesMonth.objects.filter(computed_at=None).exists()
    assert compute_waiting() == 0
    assert AuditEvent.objects.filter(verb="dues.open", actor=officer).count() == 2


def test_a_month_opens_only_once_not_too_far_ahead_and_not_too_many_at_once(union, officer):
    open_and_compute(union, officer)
    for first, last in ((SEPTEMBER, SEPTEMBER), (OCTOBER, date(2026, 12, 1)), (date(2020, 1, 1), SEPTEMBER)):
        with pytest.raises(NotAllowed):
            open_and_compute(union, officer, first, last)
    assert open_and_compute(union, officer, SEPTEMBER, NOVEMBER)[0].month == OCTOBER


def test_a_month_opens_automatically_once_and_only_where_the_unit_has_chosen_it(union, officer):
    other = make.unit()
    open_and_compute(union, officer, opens_itself=True)
    open_and_compute(other, officer, opens_itself=False)
    open_dues_months()
    open_dues_months()
    assert list(DuesMonth.objects.filter(month=OCTOBER).values_list("unit", "opened_by")) == [(union.pk, None)]
    set_book(other.dues_book, opens_itself=True, by=officer)
    open_dues_months()
    assert DuesMonth.objects.filter(month=OCTOBER, unit=other).exists()
    assert AuditEvent.objects.filter(verb="dues.book").count() == 1


def test_nobody_keeps_their_own_dues(union):
    member = make.worker(union)
    by, basis, other = make.account(member), make.wage(member), make.user()
    waiver = wages.waive_dues(member, SEPTEMBER, None, reason="困难", by=other)
    for act in (
        lambda: wages.set_wage(member, Decimal(1000), SEPTEMBER, by=by),
        lambda: wages.drop_wage(basis, by=by),
        lambda: wages.waive_dues(member, SEPTEMBER, None, reason="困难", by=by),
        lambda: wages.end_waiver(waiver, OCTOBER, reason="好转", by=by),
    ):
        with pytest.raises(NotAllowed, match="about themselves"):
            act()


def test_a_month_is_worked_out_again_when_asked(union, officer):
    (month,) = open_and_compute(union, officer)
    member = make.member(union)
    make.wage(member)
    compute_again(month, by=officer)
    with pytest.raises(NotAllowed):
        compute_again(month, by=officer)
    compute_waiting()
    assert member.dues_charges.get().state == "due"


def test_a_wage_changes_open_charges_from_its_month_on(union, officer):
    open_and_compute(union, officer, SEPTEMBER, OCTOBER)
    member = make.member(union)
    wages.set_wage(member, Decimal(2000), SEPTEMBER, by=officer)
    wages.set_wage(member, Decimal(4000), date(2026, 10, 15), by=officer)
    assert dict(member.dues_charges.values_list("month", "amount")) == {SEPTEMBER: 10, OCTOBER: 20}
    wages.set_wage(member, Decimal(6000), OCTOBER, by=officer)
    assert member.dues_charges.get(month=OCTOBER).amount == 30
    wages.drop_wage(member.dues_bases.get(starts_on=OCTOBER), by=officer)
    assert member.dues_charges.get(month=OCTOBER).amount == 10
    event = AuditEvent.objects.filter(verb="dues.wage").latest("pk")
    assert "6000" not in str(event.changes)


def test_the_history_keeps_the_former_wage(union, officer):
    member = make.member(union)
    for wage in (2000, 3000):
        wages.set_wage(member, Decimal(wage), SEPTEMBER, by=officer)
    history = member.dues_bases.model._meta.apps.get_model("members.DuesBasisEvent")
    assert [row.wage for row in history.objects.all()] == [2000]


def test_a_waiver_counts_until_it_is_ended_and_leaves_paid_months_unchanged(union, officer):
    chair = make.officer(union, post="chair")
    open_and_compute(union, officer, SEPTEMBER, NOVEMBER)
    member = make.member(union)
    paid = make.paid_charge(member)
    wages.set_wage(member, Decimal(4000), SEPTEMBER, by=officer)
    waiver = wages.waive_dues(member, SEPTEMBER, None, reason="家庭困难", by=chair)
    states = dict(member.dues_charges.values_list("month", "state"))
    assert states == {SEPTEMBER: "paid", OCTOBER: "waived", NOVEMBER: "waived"}
    wages.end_waiver(waiver, NOVEMBER, reason="情况好转", by=chair)
    assert member.dues_charges.get(month=NOVEMBER).state == "due"
    assert member.dues_charges.get(month=OCTOBER).why == "until 2026-10"
    with pytest.raises(NotAllowed, match="ends by then anyway"):
        wages.end_waiver(waiver, NOVEMBER, reason="又一次", by=chair)
    with pytest.raises(NotAllowed):
        wages.end_waiver(waiver, OCTOBER, reason=" ", by=chair)
    assert paid.member == member


def test_nobody_waives_their_own_dues_without_reason_or_twice(union):
    own = make.worker(union)
    make.appoint(make.account(own), "chair", union)
    chair, member = make.officer(union, post="chair"), make.member(union)
    with pytest.raises(NotAllowed, match="about themselves"):
        wages.waive_dues(own, SEPTEMBER, None, reason="困难", by=make.account(own))
    with pytest.raises(NotAllowed, match="why"):
        wages.waive_dues(member, SEPTEMBER, None, reason=" ", by=chair)
    with pytest.raises(NotAllowed, match="one month"):
        wages.waive_dues(member, SEPTEMBER, SEPTEMBER, reason="困难", by=chair)
    wages.waive_dues(member, SEPTEMBER, NOVEMBER, reason="困难", by=chair)
    with pytest.raises(NotAllowed, match="already"):
        wages.waive_dues(member, OCTOBER, None, reason="困难", by=chair)
    wages.waive_dues(member, NOVEMBER, None, reason="仍然困难", by=chair)


def test_whoever_owes_is_reminded_once_until_they_have_read_it(union, officer):
    worker = make.worker(union)
    for month in (SEPTEMBER, OCTOBER):
        make.charge(worker, month)
    make.charge(make.member(union))
    arrears = DuesCharge.objects.visible_to(officer, "members.keep_dues").arrears(1)
    assert arrears.order_by("-months").values_list("months", "since").first() == (2, SEPTEMBER)
    assert remind_of_arrears(arrears, by=officer, unit=union) == 1
    notice = Notice.objects.get(to=make.account(worker))
    assert "¥54.30" in notice.text
    with pytest.raises(NotAllowed):
        remind_of_arrears(arrears, by=officer, unit=union)
    Notice.objects.update(read_at="2026-10-20T00:00Z")
    assert remind_of_arrears(arrears, by=officer, unit=union) == 1


def test_arrears_are_filtered_by_the_number_of_months(union, officer):
    once, twice = make.member(union), make.member(union)
    for member, months in ((once, [SEPTEMBER]), (twice, [SEPTEMBER, OCTOBER])):
        for month in months:
            make.charge(member, month)
    assert [row["person"] for row in DuesCharge.objects.arrears(2)] == [twice.pk]


@pytest.mark.django_db(transaction=True)
def test_two_workers_compute_a_month_once():
    unit = make.unit()
    for _ in range(3):
        make.wage(make.member(unit))
    open_months(unit, SEPTEMBER, SEPTEMBER, by=make.user(), opens_itself=False)
    assert set(at_once(compute_waiting, compute_waiting)) == {0, 1}
    assert DuesCharge.objects.count() == 3
    assert DuesBook.objects.count() == 1
