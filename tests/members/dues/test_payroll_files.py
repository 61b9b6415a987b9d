"""Payroll files: each row is compared with what is due and paid once; rows that differ only on request."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from members.dues import tasks
from members.dues.actions import payroll
from members.dues.actions.charges import compute_charges
from members.dues.actions.payments import pay_charge
from members.dues.actions.payroll import cancel_payroll, confirm_payroll, start_payroll
from members.dues.models.payments import DuesPayment
from members.dues.models.payroll import PayrollFile
from members.dues.payroll_reading import read_month
from office.errors import NotAllowed
from office.models import AuditEvent
from office.sheets.containers import UnreadableWorkbook
from office.sheets.money import read_money
from tests import factories as make
from tests.members.dues import payrolls
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db
DUE = Decimal("27.15")


@pytest.fixture
def charge(union):
    return make.charge(make.member(union))


def outcomes_of(file: PayrollFile) -> list[tuple[str, str]]:
    return [(row.outcome, row.fault_text) for row in file.rows.order_by("row")]


def confirm_and_pay(file: PayrollFile, by, *, take_differing: bool = False) -> PayrollFile:
    """Confirm a compared file and let a worker enter its payments."""
    confirm_payroll(file, take_differing=take_differing, by=by)
    return payrolls.process(file)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-09", date(2026, 9, 1)),
        ("2026/9", date(2026, 9, 1)),
        ("2026年9月", date(2026, 9, 1)),
        ("2026年09月15日", date(2026, 9, 1)),
        ("202609", date(2026, 9, 1)),
        (202609, date(2026, 9, 1)),
        (date(2026, 9, 30), date(2026, 9, 1)),
        ("2026.9", date(2026, 9, 1)),
        ("9月", None),
        ("2026-13", None),
    ],
)
def test_a_month_is_read_as_people_write_it(written, month):
    assert read_month(written) == month


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("27.15", "27.15"),
        ("¥1,027.15", "1027.15"),
        ("27.15元", "27.15"),
        ("27.150000000000002", "27.15"),
        ("-3", "-3"),
        ("27.155", None),
        ("1e5", None),
        ("二十七", None),
    ],
)
def test_money_is_read_to_the_fen_and_nothing_is_guessed(written, money):
    assert read_money(written) == (None if money is None else Decimal(money))


def test_rows_as_due_are_paid_with_a_receipt_each(union, officer, charge):
    second = make.charge(make.member(union))
    file = payrolls.compared_file([payrolls.row(charge), payrolls.row(second)], union, officer)
    assert (file.state, file.counts) == ("checked", {"exact": 2})
    assert not DuesPayment.objects.exists()
    file = confirm_and_pay(file, officer)
    assert (file.state, file.payments, file.amount) == ("done", 2, 2 * DUE)
    charge.refresh_from_db()
    assert (charge.state, charge.paid) == ("paid", DUE)
    assert sorted(DuesPayment.objects.values_list("number", "year", "paid_by")) == [
        (1, 2026, "payroll"),
        (2, 2026, "payroll"),
    ]
    event = AuditEvent.objects.get(verb="dues.file")
    assert (event.actor, event.changes["payments"]) == (officer, 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_in_either_encoding_pays_too(encoding, union, officer, charge):
    text = f"姓名,月份,工号,会费\n{charge.member.name},2026年9月,{charge.member.employee_number},27.15\n"
    sent = SimpleUploadedFile("工资.csv", text.encode(encoding))
    file = payrolls.process(start_payroll(sent, union, month=None, paid_on=payrolls.PAID_ON, by=officer))
    assert confirm_and_pay(file, officer).amount == DUE


def test_every_kind_of_fault_is_told_at_its_row(union, officer, charge):
    elsewhere, paid = make.charge(), make.paid_charge(make.member(union))
    late = make.member(union)
    rows: list[dict[str, object]] = [
        payrolls.row(charge, employee_number="X404"),
        payrolls.row(elsewhere),
        payrolls.row(charge, name="别人"),
        payrolls.row(charge),
        payrolls.row(charge),
        payrolls.row(charge, month="2026-10"),
        payrolls.row(charge, month="秋天"),
        payrolls.row(paid, amount=5),
        payrolls.row(charge, amount="不少"),
        payrolls.row(charge, amount=0),
        payrolls.row(charge, name=None),
        {"employee_number": late.employee_number, "name": late.name, "month": "2026-09", "amount": 5},
    ]
    file = payrolls.compared_file(rows, union, officer, month=date(2026, 9, 1))
    assert outcomes_of(file) == [
        ("faulty", "nobody of this unit has the number X404"),
        ("faulty", f"nobody of this unit has the number {elsewhere.member.employee_number}"),
        ("faulty", "in the register this number has another name"),
        ("faulty", "the same person and month as sheet row 5"),
        ("faulty", "the same person and month as sheet row 5"),
        ("faulty", "is for 2026-10, and the file for 2026-09"),
        ("faulty", "“秋天” is no month"),
        ("faulty", "the dues of this month are paid already"),
        ("faulty", "“不少” is no sum of money"),
        ("faulty", "nothing was deducted"),
        ("faulty", "姓名 is missing"),
        ("faulty", "this month is not open for this member"),
    ]
    refused = [row.refused_value for row in file.rows.order_by("row") if row.refused_value]
    assert refused == ["2026-10", "秋天", "不少"]
    with pytest.raises(NotAllowed):
        confirm_payroll(file, take_differing=True, by=officer)


def test_rows_that_differ_are_entered_only_on_request_and_as_stated(union, officer, charge):
    more = make.charge(make.member(union))
    rows = [payrolls.row(charge, amount=20), payrolls.row(more, amount=30)]
    file = payrolls.compared_file(rows, union, officer)
    assert file.counts == {"under": 1, "over": 1}
    with pytest.raises(NotAllowed):
        confirm_payroll(file, take_differing=False, by=officer)
    confirm_and_pay(file, officer, take_differing=True)
    charge.refresh_from_db()
    more.refresh_from_db()
    assert (charge.state, charge.open) == ("due", Decimal("7.15"))
    assert (more.state, more.over) == ("paid", Decimal("2.85"))


def test_the_same_file_twice_pays_once(union, officer, charge):
    sent = payrolls.book([payrolls.row(charge, amount=10)])
    for counts in ({"under": 1}, {"known": 1}):
        file = start_payroll(
            SimpleUploadedFile("工资.xlsx", sent), union, month=None, paid_on=payrolls.PAID_ON, by=officer
        )
        file = payrolls.process(file)
        assert file.counts == counts
        if "under" in counts:
            confirm_and_pay(file, officer, take_differing=True)
    with pytest.raises(NotAllowed):
        confirm_payroll(file, take_differing=True, by=officer)
    charge.refresh_from_db()
    assert charge.paid == 10


def test_two_copies_that_were_compared_side_by_side_pay_once(union, officer, charge):
    sent = payrolls.book([payrolls.row(charge)])
    first, second = (
        payrolls.process(
            start_payroll(
                SimpleUploadedFile(f"{n}.xlsx", sent), union, month=None, paid_on=payrolls.PAID_ON, by=officer
            )
        )
        for n in (1, 2)
    )
    confirm_and_pay(first, officer)
    assert confirm_and_pay(second, officer).payments == 0
    assert outcomes_of(second) == [("faulty", "the dues of this month have changed since the file was compared")]


def test_a_wage_in_the_file_decides_what_is_due(union, officer, charge):
    member = make.member(union)
    compute_charges([charge.month], unit=union)
    unknown = member.dues_charges.get()
    rows = [payrolls.row(unknown, amount=20, wage=4000), payrolls.row(charge, amount=40, wage="8,000.00")]
    file = payrolls.compared_file(rows, union, officer)
    assert file.counts == {"exact": 2}
    confirm_and_pay(file, officer)
    unknown.refresh_from_db()
    assert (unknown.state, unknown.basis, unknown.amount) == ("paid", 4000, 20)
    assert charge.member.dues_bases.get(starts_on=charge.month).wage == 8000


def test_a_wage_without_a_deduction_is_kept_and_dues_follow(union, officer, charge):
    file = payrolls.compared_file([payrolls.row(charge, amount=None, wage=8000)], union, officer)
    file = confirm_and_pay(file, officer)
    charge.refresh_from_db()
    assert (file.counts, file.payments, charge.amount, charge.state) == ({"wage": 1}, 0, 40, "due")


def test_an_exempt_members_deduction_shows_as_too_much(union, officer):
    charge = make.charge(make.member(union, state="retained"))
    file = payrolls.compared_file([payrolls.row(charge, amount=5, wage=5000)], union, officer)
    assert file.counts == {"over": 1}
    confirm_and_pay(file, officer, take_differing=True)
    charge.refresh_from_db()
    assert (charge.state, charge.amount, charge.over) == ("exempt", 0, 5)


def test_a_payment_after_the_comparison_sets_the_row_aside(union, officer, charge):
    file = payrolls.compared_file([payrolls.row(charge)], union, officer)
    pay_charge(charge, Decimal(1), paid_on=payrolls.PAID_ON, paid_by="cash", by=officer)
    assert confirm_and_pay(file, officer).payments == 0
    assert "have changed" in outcomes_of(file)[0][1]


def test_after_a_killed_worker_the_file_goes_on_where_it_stopped(union, officer, charge, monkeypatch):
    monkeypatch.setattr(payroll.PayrollProcessor, "chunk_rows", 1)
    second = make.charge(make.member(union))
    rows = payrolls.upload([payrolls.row(charge), payrolls.row(second)])
    file = start_payroll(rows, union, month=None, paid_on=payrolls.PAID_ON, by=officer)
    original, stored = payroll.PayrollProcessor.store, []

    def killed_in_the_second_chunk(processor, checked):
        stored.append(checked)
        if len(stored) == 2:
            raise KeyboardInterrupt
        return original(processor, checked)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(payroll.PayrollProcessor, "store", killed_in_the_second_chunk)
        payroll.process_payroll(file)
    stale = PayrollFile.objects.get(pk=file.pk)
    assert (stale.last_row, stale.rows.count()) == (3, 1)
    file = payrolls.process(file)
    assert (file.counts, file.rows.count()) == ({"exact": 2}, 2)
    assert payrolls.process(stale).rows.count() == 2


def test_a_file_that_is_set_aside_pays_nothing(union, officer, charge):
    file = payrolls.compared_file([payrolls.row(charge)], union, officer)
    cancel_payroll(file, by=officer)
    with pytest.raises(NotAllowed):
        confirm_payroll(file, take_differing=True, by=officer)
    with pytest.raises(NotAllowed):
        cancel_payroll(file, by=officer)
    payroll.process_payroll(file)
    assert not DuesPayment.objects.exists()


def test_a_file_without_its_columns_is_refused_with_their_names(union, officer):
    for heads, missing in ((["工号", "月份"], "姓名"), (["工号", "姓名", "月份"], "扣缴金额")):
        sent = SimpleUploadedFile("工资.xlsx", payrolls.book([], heads))
        with pytest.raises(UnreadableWorkbook, match=missing):
            start_payroll(sent, union, month=None, paid_on=payrolls.PAID_ON, by=officer)


def stored(file):
    return default_storage.exists(str(file.file.name)) if file.file else None


def test_an_upload_is_deleted_with_the_step_that_needs_it_no_more(
    union, officer, charge, django_capture_on_commit_callbacks
):
    """Whether it was compared, cancelled before, or could not be read."""
    start = partial(start_payroll, unit=union, month=None, paid_on=payrolls.PAID_ON, by=officer)
    compared, cancelled, damaged = (start(payrolls.upload([payrolls.row(charge)])) for _ in range(3))
    names = [str(file.file.name) for file in (compared, cancelled, damaged)]
    Path(damaged.file.path).write_bytes(b"370502199001011234")
    with django_capture_on_commit_callbacks(execute=True):
        payrolls.process(PayrollFile.objects.get(pk=compared.pk))
        cancel_payroll(PayrollFile.objects.get(pk=cancelled.pk), by=officer)
        payrolls.process(PayrollFile.objects.get(pk=damaged.pk))
    assert [default_storage.exists(name) for name in names] == [False] * 3
    assert set(PayrollFile.objects.values_list("state", "file")) == {
        ("checked", ""),
        ("cancelled", ""),
        ("failed", ""),
    }
    compared.refresh_from_db()
    confirm_payroll(compared, take_differing=False, by=officer)
    assert payrolls.process(compared).payments == 1


def test_an_upload_stays_until_its_last_row_is_stored(union, officer, charge, django_capture_on_commit_callbacks):
    file = start_payroll(
        payrolls.upload([payrolls.row(charge)]), union, month=None, paid_on=payrolls.PAID_ON, by=officer
    )
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        cancel_payroll(file, by=officer)
        raise ZeroDivisionError
    assert stored(PayrollFile.objects.get(pk=file.pk))


def test_uploads_that_an_earlier_version_kept_are_deleted(union, officer, charge, django_capture_on_commit_callbacks):
    old, new = (
        start_payroll(payrolls.upload([payrolls.row(charge)]), union, month=None, paid_on=payrolls.PAID_ON, by=officer)
        for _ in range(2)
    )
    PayrollFile.objects.filter(pk=old.pk).update(state="done")
    name = str(old.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.delete_payroll_uploads()
    assert not default_storage.exists(name)
    assert PayrollFile.objects.get(pk=old.pk).file.name == ""
    assert stored(PayrollFile.objects.get(pk=new.pk))


def test_a_missing_file_fails_with_a_reason(union, officer, charge):
    file = start_payroll(
        payrolls.upload([payrolls.row(charge)]), union, month=None, paid_on=payrolls.PAID_ON, by=officer
    )
    file.file.delete(save=False)
    assert payrolls.process(PayrollFile.objects.get(pk=file.pk)).state == "failed"


def test_an_officer_goes_from_the_upload_to_the_payments(client, union, officer, charge):
    client.force_login(officer)
    sent = {
        "unit": union.code,
        "month": "2026-09",
        "paid_on": "2026-09-15",
        "file": payrolls.upload([payrolls.row(charge)]),
    }
    page = client.post("/members/dues/files/new/", sent)
    file = PayrollFile.objects.get()
    assert page.headers["Location"] == file.get_absolute_url()
    assert "being compared" in client.get(file.get_absolute_url()).content.decode()
    payrolls.process(file)
    assert client.get(f"{file.get_absolute_url()}progress/").headers["HX-Refresh"] == "true"
    assert "Take the payments" in client.get(file.get_absolute_url()).content.decode()
    client.post(f"{file.get_absolute_url()}confirm/", {})
    file.refresh_from_db()
    payrolls.process(file)
    assert "1 payment taken, ¥27.15 together" in client.get(file.get_absolute_url()).content.decode()
    assert b"".join(client.get(f"{file.get_absolute_url()}rows/").streaming_content)
    assert file.file_name in client.get("/members/dues/files/").content.decode()


def test_a_file_of_which_nothing_can_be_taken_says_so_in_its_form(client, union, officer, charge):
    file = payrolls.compared_file([payrolls.row(charge, amount="1")], union, officer)
    client.force_login(officer)
    answer = client.post(f"{file.get_absolute_url()}confirm/", {})
    assert_refused(answer, "No row of this file can be taken as it is.", "take_differing")
    assert not DuesPayment.objects.exists()


def test_a_file_that_somebody_else_has_set_aside_is_refused_above_the_page(client, union, officer, charge):
    file = payrolls.compared_file([payrolls.row(charge)], union, officer)
    cancel_payroll(file, by=officer)
    client.force_login(officer)
    for act in ("confirm", "cancel"):
        answer = client.post(f"{file.get_absolute_url()}{act}/")
        assert_refused_first(answer, "This has moved on: it is now “cancelled”.")


def test_an_unreadable_file_is_refused_at_its_field(client, union, officer):
    client.force_login(officer)
    sent = {"unit": union.code, "paid_on": "2026-09-15", "file": SimpleUploadedFile("a.xlsx", b"\xd0\xcf\x11\xe0")}
    page = client.post("/members/dues/files/new/", sent)
    assert (page.status_code, PayrollFile.objects.count()) == (422, 0)
    assert "old .xls format" in page.content.decode()


def test_nobody_sets_their_own_wage_by_a_file_whoever_brought_it(union, officer, charge):
    own = make.charge(make.member(union, user=officer))
    rows = [payrolls.row(charge), payrolls.row(own, wage=2000)]
    assert outcomes_of(payrolls.compared_file(rows, union, officer)) == [
        ("exact", ""),
        ("faulty", "nobody sets their own wage; ask another officer"),
    ]
    rows[1]["amount"] = 10
    file = payrolls.compared_file(rows, union, make.officer(union, post="finance_officer"))
    assert confirm_and_pay(file, officer).payments == 1
    assert outcomes_of(file)[1] == ("faulty", "nobody sets their own wage; ask another officer")
    own.refresh_from_db()
    assert (own.basis, own.state) == (5437, "due")


def test_an_unchanged_wage_does_not_exclude_the_officers_own_deduction(union, officer):
    own = make.charge(make.member(union, user=officer))
    file = payrolls.compared_file([payrolls.row(own, wage=5437)], union, officer)
    assert confirm_and_pay(file, officer).payments == 1
