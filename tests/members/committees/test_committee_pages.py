"""The pages of committees: the list, what is missing, one committee, elections, seats, and the desk."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from members.committees.models.committees import Committee, Seat, Term
from office.models import AuditEvent
from tests import factories as make
from tests.refused import assert_refused, assert_refused_first
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ELECTION = {
    "kind": "union",
    "elected_on": "2026-03-01",
    "starts_on": "2026-03-01",
    "years": 5,
    "entitled": 40,
    "voted": 36,
    "places": 3,
}


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(TODAY):
        yield


def committees_on(answer):
    return [(row.unit.code, row.kind, row.status.value) for row in answer.context["page"]]


def test_the_list_shows_the_status_of_each_committee_and_is_filtered(client, chair, union):
    branch = make.unit("采油一厂", parent=union, code="B1")
    make.term(union, "union", since=date(2024, 1, 1), places=1)
    make.term(union, "fund_review", since=date(2022, 3, 1))
    make.term(branch, "women", since=date(2020, 3, 1))
    make.term(make.unit(), "union")
    shown = client.get("/members/units/committees/")
    assert committees_on(shown) == [
        ("HQ", "union", "running"),
        ("HQ", "fund_review", "ending"),
        ("B1", "women", "overdue"),
    ]
    for asked, expected in (
        ({"standing": "ending"}, ["fund_review"]),
        ({"standing": "overdue"}, ["women"]),
        ({"kind": "union"}, ["union"]),
        ({"unit": "B1"}, ["women"]),
        ({"q": "采油"}, ["women"]),
        ({"standing": "dissolved"}, []),
        ({"standing": "coming"}, []),
        ({"standing": "running"}, ["union"]),
        ({"sort": "ends_on"}, ["women", "fund_review", "union"]),
    ):
        answer = client.get("/members/units/committees/", asked)
        assert [kind for _unit, kind, _standing in committees_on(answer)] == expected, asked
    make.seat(Term.objects.get(committee__kind="union", committee__unit=union), post="chair")
    vacant = client.get("/members/units/committees/", {"standing": "vacant"})
    assert [kind for _unit, kind, _standing in committees_on(vacant)] == ["fund_review", "women"]


def test_missing_committees_are_listed_with_the_headcount_that_requires_them(client, chair, union):
    branch = make.unit("采油一厂", parent=union, code="B1")
    for number in range(25):
        make.member(branch, sex="2" if number < 10 else "1")
    assert client.get("/members/units/committees/").context["missing_count"] == 5
    shown = client.get("/members/units/committees/", {"standing": "wanting"})
    lines = [
        (line.unit.code, line.committee.kind.value, line.committee.headcount.all) for line in shown.context["missing"]
    ]
    assert lines == [
        ("HQ", "union", 25),
        ("HQ", "fund_review", 25),
        ("HQ", "women", 25),
        ("B1", "union", 25),
        ("B1", "women", 25),
    ]
    make.term(branch, "women")
    narrowed = client.get("/members/units/committees/", {"standing": "wanting", "unit": "B1"})
    assert [line.committee.kind.value for line in narrowed.context["missing"]] == ["union"]
    assert "ought to have" in client.get(branch.get_absolute_url()).content.decode()
    book = client.get("/members/units/committees/export/", {"standing": "wanting"})
    rows = rows_of(book)
    assert len(rows) == 5


def test_missing_committees_are_listed_in_pages(client, chair, union):
    for number in range(60):
        make.unit(parent=union, code=f"U{number:02d}x", kind="union")
    first = client.get("/members/units/committees/", {"standing": "wanting"})
    assert len(first.context["missing"]) == 50
    second = client.get("/members/units/committees/", {"standing": "wanting", "after": first.context["more"]})
    assert len(second.context["missing"]) == 11
    assert not second.context["more"]


def test_the_list_asks_a_constant_number_of_queries(client, chair, union, django_assert_max_num_queries):
    for _ in range(12):
        make.term(make.unit(parent=union), "women")
    with django_assert_max_num_queries(15):
        client.get("/members/units/committees/")
    with django_assert_max_num_queries(15):
        client.get("/members/units/committees/", {"standing": "wanting"})


def test_the_workbook_contains_what_the_list_shows(client, chair, union):
    make.term(union, "union", since=date(2020, 1, 1))
    book = client.get("/members/units/committees/export/", {"standing": "overdue"})
    rows = rows_of(book)
    assert rows[1] == ("公司工会", "union committee", 3, 0, 3, "2024-12-31", "term has ended")
    assert AuditEvent.objects.get(verb="committee.export").changes["filters"] == {"standing": "overdue"}


def test_an_election_is_recorded_with_its_minutes_and_read_by_who_sees_the_unit(client, chair, union):
    minutes = SimpleUploadedFile("结果.txt", "选举结果".encode())
    answer = client.post(f"/members/units/{union.pk}/elect/", ELECTION | {"attachments": minutes}, follow=True)
    committee = Committee.objects.get()
    assert answer.context["committee"] == committee
    term = committee.terms.get()
    file = term.attachments.get()
    page = f"/members/units/committees/terms/{term.pk}/files/{file.pk}/"
    assert client.get(page).getvalue().decode() == "选举结果"
    client.force_login(make.officer(make.unit(), "chair"))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [("starts_on", "2026-02-01"), ("voted", 41), ("years", 4), ("places", 0), ("elected_on", ""), ("kind", "tea")],
)
def test_impossible_values_of_an_election_are_refused_at_their_field(client, chair, union, field, value):
    answer = client.post(f"/members/units/{union.pk}/elect/", ELECTION | {field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Committee.objects.exists()


def test_a_re_election_keeps_the_seats_and_an_earlier_one_is_refused(client, chair, union):
    make.seat(make.term(union, since=date(2021, 3, 1)), post="chair")
    client.post(f"/members/units/{union.pk}/elect/", ELECTION | {"keep_seats": "on"})
    assert Term.objects.get(number=2).seats.count() == 1
    early = ELECTION | {"elected_on": "2025-01-01", "starts_on": "2025-01-01"}
    answer = client.post(f"/members/units/{union.pk}/elect/", early)
    assert answer.status_code == 422
    assert "later election" in answer.content.decode()


def test_an_election_is_corrected(client, chair, union):
    term = make.term(union, since=date(2024, 3, 1))
    page = f"/members/units/committees/terms/{term.pk}/"
    assert client.get(page).context["form"].initial["entitled"] == 40
    client.post(page, ELECTION | {"voted": 30, "elected_on": "2024-03-01", "starts_on": "2024-03-01"})
    term.refresh_from_db()
    assert term.voted == 30
    assert AuditEvent.objects.filter(verb="committee.correct").get().changes == {"voted": ["36", "30"]}


def test_seats_are_taken_by_number_or_name_and_given_up(client, chair, union):
    term = make.term(union)
    page = f"/members/units/committees/{term.committee_id}/"
    first, twin = make.member(union, name="张伟"), make.member(union, name="张伟")
    make.member(name="外人")
    form = {"post": "chair", "portfolio": "", "since": "2024-03-01"}
    for member, said in (("张伟", "Several members"), ("外人", "no such member"), ("", "Say who")):
        answer = client.post(f"{page}seats/", form | {"member": member})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert client.post(f"{page}seats/", form | {"member": first.employee_number}).status_code == 302
    second = client.post(f"{page}seats/", form | {"member": twin.employee_number})
    assert "has a chair" in second.content.decode()
    seat = Seat.objects.get()
    give_up = f"/members/units/committees/seats/{seat.pk}/"
    assert client.get(give_up).status_code == 200
    client.post(give_up, {"until": "2026-01-31", "reason": "退休"})
    shown = client.get(page)
    assert shown.context["vacant"] == ["chair", "member", "member"]
    assert "退休" in shown.content.decode()


def test_a_mediation_committee_takes_the_employers_side_by_name(client, chair, union):
    term = make.term(union, "mediation")
    page = f"/members/units/committees/{term.committee_id}/seats/"
    form = {"post": "member", "since": "2024-03-01", "name": "人事部 王强"}
    assert "stands in the register" in client.post(page, form | {"side": "staff"}).content.decode()
    assert client.post(page, form | {"side": "employer", "name": ""}).status_code == 422
    for lost in ("王?强", "\u3164"):
        assert client.post(page, form | {"side": "employer", "name": lost}).status_code == 422
    assert client.post(page, form | {"side": "employer"}).status_code == 302
    assert Seat.objects.get().holder == "人事部 王强"


def test_a_reviewer_who_holds_a_spending_post_is_refused_with_a_reason(client, chair, union):
    worker = make.worker(union)
    make.appoint(make.account(worker), "finance_officer", union)
    term = make.term(union, "fund_review")
    form = {"post": "member", "since": "2024-03-01", "member": worker.employee_number}
    answer = client.post(f"/members/units/committees/{term.committee_id}/seats/", form)
    assert answer.status_code == 422
    assert "can&#x27;t review the funds" in answer.content.decode()
    assert_refused(answer, "can't review the funds", worker.employee_number)


def test_a_seat_is_refused_where_there_was_no_election(client, chair, union):
    committee = Committee.objects.create(unit=union, kind="union")
    answer = client.post(f"/members/units/committees/{committee.pk}/seats/", {"post": "member"})
    assert_refused_first(answer, "Record the election first.")


def test_who_has_given_up_a_seat_already_is_told_in_the_form_with_the_reason_kept(client, chair, union):
    seat = make.seat(make.term(union))
    page = f"/members/units/committees/seats/{seat.pk}/"
    assert client.post(page, {"until": "2024-06-01", "reason": "调离"}).status_code == 302
    answer = client.post(page, {"until": "2024-07-01", "reason": "退休"})
    assert_refused(answer, "This seat has been given up already.", "退休", "2024-07-01")


def test_the_desk_shows_the_terms_that_run_out_the_overdue_first(client, chair, union):
    make.term(union, "women", since=date(2020, 1, 1))
    make.term(union, "union", since=date(2022, 2, 1))
    make.term(union, "mediation", since=date(2025, 2, 1))
    shown = client.get("/desk/")
    assert [(term.title, term.over) for term in shown.context["terms"]] == [
        ("women's committee", True),
        ("union committee", False),
    ]
    assert "term has ended" in shown.content.decode()
