"""A run from an uploaded list: what is refused and why, what is given, and that nobody receives twice."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.people import log_in
from tests.refused import assert_refused
from welfare.handing_out.actions import receive_grant
from welfare.lists import actions
from welfare.lists.models import BenefitList
from welfare.lists.tasks import process_benefit_lists
from welfare.plans.models import Plan
from welfare.runs.actions import clearing, corrections, counting, opening, review
from welfare.runs.eligibility import judged
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 9, 25)


@pytest.fixture(autouse=True)
def in_august(time_machine):
    time_machine.move_to("2026-08-20T02:00:00Z", tick=True)


def csv_file(*rows: str, head: str = "工号,金额") -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.csv", "\n".join([head, *rows]).encode("gb18030"))


def checked(plan: Plan, *rows: str, file: SimpleUploadedFile | None = None) -> BenefitList:
    started = actions.start_list(plan, file or csv_file(*rows), day=DAY, by=make.user())
    process_benefit_lists()
    started.refresh_from_db()
    return started


def counted(file: BenefitList) -> Run:
    run = opening.open_run_from_list(file, by=make.user())
    counting.count_all()
    run.refresh_from_db()
    return run


def refusals(file: BenefitList) -> dict[str, str]:
    return {row.employee_number: row.fault_text for row in file.rows.exclude(fault="")}


def test_each_refused_row_says_why():
    union = make.unit(kind="union")
    make.cap(union, 500, basis="festival")
    for number in ("A1", "A2", "0042", "NEG", "DEC", "CAP", "NIL", "WORD"):
        make.member(union, employee_number=number)
    make.member(union, employee_number="GONE", state="withdrawn")
    make.member(make.unit("Elsewhere"), employee_number="FAR")
    file = checked(
        make.plan(union),
        "A1,300",
        "0042,¥1,5".replace("1,5", "150.50"),
        "A2,300",
        "A2,400",
        "NEG,-5",
        "NIL,0",
        "DEC,100.005",
        "CAP,500.01",
        "WORD,三百",
        "GONE,300",
        "FAR,300",
        "42,300",
        ",300",
    )
    assert (file.state, file.heads, file.amount, file.refused) == ("checked", 2, Decimal("450.50"), 11)
    said = refusals(file)
    assert said["A2"].startswith("the same number as in row ")
    assert {key: said[key] for key in ("NEG", "NIL", "CAP", "GONE", "FAR", "42", "")} == {
        "NEG": "“-5” is not more than nothing",
        "NIL": "“0” is not more than nothing",
        "CAP": "more than the cap of ¥500.00",
        "GONE": "has left the union",
        # Nobody learns that the number exists in another union, nor is a number without its zeros taken for it.
        "FAR": "nobody of this unit has the number FAR",
        "42": "nobody of this unit has the number 42",
        "": "工号 is missing",
    }
    assert "100.005" in said["DEC"] and "三百" in said["WORD"]
    # Both rows of a doubled number are refused: nobody knows which amount is meant.
    assert file.rows.filter(employee_number="A2", fault="").count() == 0


def test_a_run_from_a_list_gives_what_the_list_says_to_whom_it_says():
    union = make.unit(kind="union")
    for number in ("A1", "A2", "A3"):
        make.member(union, employee_number=number)
    plan = make.plan(union, conditions={"sexes": ["2"]}, amounts={"by": "years", "rows": [["1", "9"]]})
    run = counted(checked(plan, "A1,300", "A3,120.50"))
    assert dict(run.grants.values_list("member__employee_number", "amount")) == {"A1": 300, "A3": Decimal("120.50")}
    assert (run.heads, run.cost, run.conditions, run.amounts) == (2, Decimal("420.50"), {}, {})
    changes = AuditEvent.objects.get(verb="run.open").changes
    assert (changes["list"], changes["rows"], changes["refused"]) == ("名单.csv", 2, 0)


def test_a_workbook_with_numbers_that_keep_their_zeros_is_read():
    union = make.unit(kind="union")
    make.member(union, employee_number="0042")
    book, content = Workbook(), io.BytesIO()
    book.active.append(["职工编号", "慰问金额"])
    book.active.append([42, 88.5])
    book.active["A2"].number_format = "0000"
    book.save(content)
    file = checked(make.plan(union), file=SimpleUploadedFile("名单.xlsx", content.getvalue()))
    assert (file.heads, file.amount, refusals(file)) == (1, Decimal("88.50"), {})


def test_nobody_receives_twice_for_one_occasion_by_a_list():
    union = make.unit(kind="union")
    for number in ("A1", "A2"):
        make.member(union, employee_number=number)
    counted(checked(make.plan(union), "A1,300"))
    later = counted(checked(make.plan(union), "A1,300", "A2,300"))
    assert dict(judged(later).values_list("employee_number", "verdict")) == {"A1": "already", "A2": "full"}
    assert later.heads == 1


def test_the_caps_year_lowers_what_a_list_says():
    union = make.unit(kind="union")
    make.member(union, employee_number="A1")
    make.cap(union, 600)
    counted_earlier = make.counted_run(union, festival="spring", amount=Decimal(500), on=date(2026, 1, 20))
    run = counted(checked(make.plan(union), "A1,300"))
    assert (counted_earlier.cost, run.cost) == (500, 100)
    assert list(run.grants.values_list("reduced_by", flat=True)) == ["person_year"]


def test_a_list_opens_one_run_and_beat_opens_no_second_one():
    union = make.unit(kind="union")
    make.member(union, employee_number="A1")
    plan = make.plan(union)
    file, again = checked(plan, "A1,300"), checked(plan, "A1,300")
    opening.open_run_from_list(file, by=make.user())
    with pytest.raises(NotAllowed):
        opening.open_run_from_list(file, by=make.user())
    with pytest.raises(NotAllowed, match="open already"):
        opening.open_run_from_list(again, by=make.user())
    assert opening.open_due_runs(date(2026, 9, 5)) == []
    assert Run.objects.count() == 1


def test_a_list_whose_rest_was_revoked_is_followed_by_another_one_and_nobody_receives_twice():
    union = make.unit(kind="union")
    people = {number: make.worker(union, employee_number=number) for number in ("A1", "A2")}
    make.budget_line(union)
    plan = make.plan(union)
    run = review.submit_run(counted(checked(plan, "A1,300", "A2,30")), by=make.user())
    for _ in range(2):
        review.approve_run(run, by=make.approver(union))
    run = review.issue_run(Run.objects.get(pk=run.pk), by=make.user())
    receive_grant(run.grants.get(member=people["A1"]), by=make.account(people["A1"]))
    right = checked(plan, "A1,300", "A2,300")
    with pytest.raises(NotAllowed, match="open already"):
        opening.open_run_from_list(right, by=make.user())
    corrections.revoke_run(run, by=make.user(), reason="30 for 300")
    with pytest.raises(NotAllowed, match="just being revoked"):
        opening.open_run_from_list(right, by=make.user())
    clearing.clear_all()
    again = counted(right)
    assert [*again.grants.values_list("member", "amount")] == [(people["A2"].pk, 300)]
    assert again.exclusions.get().verdict == "already"
    assert opening.open_due_runs(date(2026, 9, 5)) == []


def test_an_officer_sends_a_list_sees_what_is_refused_and_opens_the_run(client):
    union = make.unit("公司工会", kind="union", code="HQ")
    make.member(union, employee_number="A1")
    plan = make.plan(union)
    log_in(client, union)
    address = f"/welfare/plans/{plan.pk}/lists/new/"
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"day": "2026-09-24", "file": csv_file("A1,300")})
    assert_refused(wrong, "The plan has no event on that day", "2026-09-24")
    assert client.post(address, {"day": "2026-09-25", "file": csv_file("A1", head="工号")}).status_code == 422
    client.post(address, {"day": "2026-09-25", "file": csv_file("A1,300", "B2,300")})
    process_benefit_lists()
    file = BenefitList.objects.get()
    assert not file.file
    shown = client.get(file.get_absolute_url()).content.decode()
    assert "nobody of this unit has the number B2" in shown and "Open the run" in shown
    answer = client.post(f"{file.get_absolute_url()}open/", follow=True)
    assert answer.context["run"].from_list == file
    assert "amounts by list" in answer.content.decode()


def test_a_list_that_is_set_aside_opens_nothing(client):
    union = make.unit("公司工会", kind="union", code="HQ")
    make.member(union, employee_number="A1")
    file = checked(make.plan(union), "A1,300")
    log_in(client, union)
    assert client.post(f"{file.get_absolute_url()}cancel/").status_code == 302
    assert client.post(f"{file.get_absolute_url()}open/").status_code == 422
    assert not Run.objects.exists()


def test_a_list_of_another_union_is_404(client):
    file = checked(make.plan(), "A1,300")
    log_in(client, make.unit("公司工会", kind="union", code="HQ"))
    for address in ("", "progress/"):
        assert client.get(file.get_absolute_url() + address).status_code == 404
    for address in ("open/", "cancel/"):
        assert client.post(file.get_absolute_url() + address).status_code == 404
    assert client.get(f"/welfare/plans/{file.plan_id}/lists/new/").status_code == 404


def test_a_row_whose_name_is_not_the_registers_is_refused_and_says_so():
    union = make.unit(kind="union")
    make.member(union, name="张伟", employee_number="A1")
    make.member(union, name="阿依古丽·买买提", employee_number="A2")
    make.member(union, name="李雷", employee_number="A3")
    make.member(union, name="王芳", employee_number="A4")
    sent = csv_file("A1,张玮,300", "A2,阿依古丽•买买提,300", "A3,李 雷,300", "A4,,300", head="工号,姓名,金额")
    file = checked(make.plan(union), file=sent)
    assert (file.heads, file.refused) == (3, 1)
    assert refusals(file) == {"A1": "“张玮” is not the name that the register has for the number A1"}
    assert not file.rows.filter(params__has_key="name", fault="").exists()


def test_an_amount_that_begins_with_a_zero_is_doubtful():
    union = make.unit(kind="union")
    for number in ("A1", "A2", "A3"):
        make.member(union, employee_number=number)
    file = checked(make.plan(union), "A1,0300", "A2,¥0300.00", "A3,0.50")
    assert refusals(file) == {
        "A1": "“0300” begins with a zero: is it an amount?",
        "A2": "“¥0300.00” begins with a zero: is it an amount?",
    }


def test_a_list_keeps_no_long_number_that_is_nobodys_employee_number():
    union, card = make.unit(kind="union"), "370502199003071234"
    make.member(union, employee_number="202300456789")
    plan = make.plan(union)
    file = checked(plan, "202300456789,300", f"{card},300", "13805461234,300", f"{card},", f"B1,{card}", "B2,300")
    assert (file.heads, file.refused) == (1, 5)
    kept = str([*file.rows.values()])
    assert card not in kept and "13805461234" not in kept and "202300456789" in kept
    assert [row.employee_number for row in file.rows.order_by("row")] == [
        "202300456789",
        "********",
        "*******1234",
        "********",
        "B1",
        "B2",
    ]


def test_a_cap_is_told_as_money_is_elsewhere():
    union = make.unit(kind="union")
    make.cap(union, 2000, basis="festival")
    make.member(union, employee_number="A1")
    file = checked(make.plan(union), "A1,2000.01")
    assert refusals(file) == {"A1": "more than the cap of ¥2,000.00"} and file.badge.state == "nothing to take"
    file = checked(make.plan(union), "A1,2000")
    assert file.badge.state == "checked, its run not opened"
    opening.open_run_from_list(file, by=make.user())
    file.refresh_from_db()
    assert file.badge.state == "its run opened"
