"""The pages of dues: totals, members, payments and their refusals, and a worker's own dues."""

from datetime import date

import pytest
import time_machine

from members.dues.actions import months, wages
from members.dues.actions.charges import compute_charges
from members.dues.models.charges import DuesMonth
from members.register.models.member import Member
from tests import factories as make
from tests.page_text import shown
from tests.refused import assert_refused, assert_refused_first
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db
MONTH = date(2026, 9, 1)


@pytest.fixture
def charge(branch):
    return make.charge(make.member(branch, name="周全"))


def test_totals_are_shown_by_unit_and_by_month(client, officer, union, branch, charge):
    make.charge(make.member(union, state="retained"))
    compute_charges([MONTH], members=type(charge.member).objects.filter(pk=make.member(branch).pk))
    make.paid_charge(make.member(branch))
    client.force_login(officer)
    page = client.get("/members/dues/")
    assert (page.context["month"], page.context["unit"]) == (MONTH, union)
    rows = {str(row["unit"]): row for row in page.context["rows"]}
    assert (rows["公司工会"]["exempt"], rows["采油一厂"]["headcount"], rows["采油一厂"]["unknown"]) == (1, 3, 1)
    totals = page.context["totals"]
    assert [str(totals[key]) for key in ("due_sum", "paid_sum", "open_sum")] == ["54.30", "27.15", "27.15"]
    assert page.context["months"][0]["paid_percent"] == 50
    assert "directly in this unit" in shown(page)
    assert rows_of(client.get("/members/dues/export/"))


def test_the_number_of_queries_does_not_grow(client, officer, branch, django_assert_max_num_queries):
    client.force_login(officer)
    for _ in range(8):
        make.charge(make.member(make.unit(parent=branch)))
    for address in ("/members/dues/?unit=B1", "/members/dues/charges/", "/members/dues/arrears/"):
        with django_assert_max_num_queries(17):  # of which one asks for saved views
            client.get(address)


def test_the_members_list_narrows_by_unit_month_state_and_name(client, officer, charge):
    make.charge(make.member(name="吴涛"), MONTH)
    client.force_login(officer)
    for query, there in (
        ("unit=B1&month=2026-09&state=due", True),
        ("state=paid", False),
        ("month=2026-08", False),
        ("q=周全", True),
        ("q=别人", False),
        ("month=秋天", False),
    ):
        assert ("周全" in shown(client.get(f"/members/dues/charges/?{query}"))) == there, query
    assert "吴涛" not in shown(client.get("/members/dues/charges/"))


def test_the_sheet_to_sign_shows_its_sum_in_capital_numerals(client, officer, charge):
    client.force_login(officer)
    page = shown(client.get("/members/dues/charges/sheet/?unit=B1&month=2026-09"))
    assert "周全" in page and "贰拾柒元壹角伍分" in page and "Signature" in page


def test_an_officer_opens_a_month_and_sees_it_being_worked_out(client, officer, branch, charge):
    client.force_login(officer)
    sent = {"unit": "HQ", "first": "2026-08", "last": "2026-08", "opens_itself": "on"}
    assert client.post("/members/dues/open/", sent).status_code == 302
    assert "being worked out" in shown(client.get("/members/dues/"))
    assert "HX-Refresh" not in client.get("/members/dues/progress/").headers
    months.compute_waiting()
    assert client.get("/members/dues/progress/").headers["HX-Refresh"] == "true"
    assert client.post("/members/dues/open/", sent).status_code == 422
    month = DuesMonth.objects.get()
    client.post(f"/members/dues/months/{month.pk}/compute/")
    month.refresh_from_db()
    assert month.computed_at is None
    wrong = sent | {"first": "2026-09"}
    assert client.post("/members/dues/open/", wrong).status_code == 422


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1978-10"])
def test_impossible_months_are_refused_at_the_form(client, officer, union, month):
    client.force_login(officer)
    page = client.post("/members/dues/open/", {"unit": union.code, "first": "2026-09", "last": month})
    assert page.status_code == 422 and "Choose a month from 1978-11" in shown(page)
    assert not DuesMonth.objects.exists()


def test_the_same_payment_sent_twice_is_noted_once(client, officer, charge):
    client.force_login(officer)
    address = f"/members/dues/charges/{charge.pk}/pay/"
    sent = {"amount": "10", "paid_on": "2026-09-05", "paid_by": "cash"}
    assert [client.post(address, sent).status_code for _click in range(2)] == [302, 422]
    assert client.post(address, sent | {"again": "on"}).status_code == 302
    assert charge.payments.count() == 2


def test_a_payment_too_large_is_refused_at_the_form_and_keeps_what_was_typed(client, officer, charge):
    client.force_login(officer)
    address = f"/members/dues/charges/{charge.pk}/pay/"
    page = client.post(address, {"amount": "99", "paid_on": "2026-09-05", "paid_by": "cash"})
    assert page.status_code == 422 and "Only ¥27.15" in shown(page) and 'value="99"' in shown(page)
    assert_refused(page, "Only ¥27.15", 'value="99"')
    assert client.post(address, {"amount": "27.15", "paid_on": "2026-09-05", "paid_by": "cash"}).status_code == 302
    payment = charge.payments.get()
    page = shown(client.get(f"/members/dues/members/{charge.member.pk}/"))
    assert payment.receipt in page
    assert "贰拾柒元壹角伍分" in shown(client.get(payment.get_absolute_url()))
    client.post(f"/members/dues/payments/{payment.pk}/reverse/", {"reason": "录入错误"})
    assert "holds no longer" in shown(client.get(payment.get_absolute_url()))


def test_a_month_that_is_being_worked_out_is_refused_above_the_page(client, officer, union, charge):
    month = DuesMonth.objects.create(unit=union, month=MONTH, opened_by=officer)
    client.force_login(officer)
    answer = client.post(f"/members/dues/months/{month.pk}/compute/")
    assert_refused_first(answer, "This month is being computed already.")
    month.refresh_from_db()
    assert month.computed_at is None


def test_wages_and_waivers_are_set_on_the_members_page(client, officer, union, charge):
    client.force_login(officer)
    here = f"/members/dues/members/{charge.member.pk}/"
    client.post(f"{here}wage/", {"wage": "8000", "starts_on": "2026-09"})
    assert "¥8,000.00" in shown(client.get(here))
    assert client.post(f"{here}wage/", {"wage": "-1", "starts_on": "2026-09"}).status_code == 422
    basis = charge.member.dues_bases.get(starts_on=MONTH)
    assert "Take back" in shown(client.get(f"/members/dues/wages/{basis.pk}/drop/"))
    client.post(f"/members/dues/wages/{basis.pk}/drop/")
    assert not charge.member.dues_bases.filter(starts_on=MONTH).exists()
    assert client.get(f"{here}waive/").status_code == 403
    client.force_login(make.officer(union, post="chair"))
    client.post(f"{here}waive/", {"starts_on": "2026-09", "reason": "困难"})
    assert "困难" in shown(client.get(here))
    waiver = charge.member.dues_waivers.get()
    client.post(f"/members/dues/waivers/{waiver.pk}/end/", {"ends_on": "2026-09", "reason": "好转"})
    charge.refresh_from_db()
    assert charge.state == "due"


def test_who_owes_is_listed_and_reminded(client, officer, branch, charge):
    make.charge(make.worker(branch, name="欠费"))
    client.force_login(officer)
    page = shown(client.get("/members/dues/arrears/?unit=B1&months=1"))
    assert "周全" in page and "2 members owe ¥54.30" in page
    assert "Nobody owes dues" in shown(client.get("/members/dues/arrears/?months=2"))
    page = client.post("/members/dues/arrears/remind/", {"unit": "B1", "months": ""}, follow=True)
    assert "1 person was reminded." in shown(page)
    page = client.post("/members/dues/arrears/remind/", {"months": "viele"})
    assert page.status_code == 422
    assert "narrow it again" in shown(page)
    page = client.post("/members/dues/arrears/remind/", {"unit": "B1", "months": "1"})
    assert_refused(page, "Nobody here has an account and has read the last reminder.", 'name="unit" value="B1"')
    assert rows_of(client.get("/members/dues/arrears/export/"))


def test_a_worker_sees_their_own_dues_and_receipts_and_nobody_elses(client, branch):
    worker, other = make.worker(branch), make.worker(branch)
    own, foreign = make.paid_charge(worker).payments.get(), make.paid_charge(other).payments.get()
    make.charge(worker, date(2026, 10, 1))
    client.force_login(make.account(worker))
    page = shown(client.get("/my/dues/"))
    assert own.receipt in page and foreign.receipt not in page and "You owe ¥27.15, for 1 month" in page
    assert "贰拾柒元壹角伍分" in shown(client.get(f"/my/dues/{own.pk}/"))
    assert client.get(f"/my/dues/{foreign.pk}/").status_code == 404
    assert "/my/dues/" in shown(client.get("/my/membership/"))


def test_the_desk_shows_the_finance_officer_what_waits(client, officer, union, charge):
    months.open_months(union, MONTH, MONTH, by=officer, opens_itself=False)
    months.compute_waiting()
    client.force_login(officer)
    page = shown(client.get("/desk/"))
    assert "Open the month&#x27;s dues" in page and "1 member in arrears" in page
    client.force_login(make.officer(union, post="auditor"))
    assert "in arrears" not in shown(client.get("/desk/"))


def test_the_menu_leads_a_finance_officer_to_the_dues(client, officer, charge):
    client.force_login(officer)
    assert 'href="/members/dues/"' in shown(client.get("/desk/"))
    assert client.get("/members/").status_code == 403


def test_only_the_keeper_of_dues_and_the_member_read_the_reason_of_a_waiver(client, officer, union, branch):
    worker, reason = make.worker(branch), "配偶重病，家庭困难"
    make.wage(worker)
    wages.waive_dues(worker, MONTH, date(2026, 12, 1), reason=reason, by=make.officer(union, post="chair"))
    make.charge(worker)
    auditor = make.officer(union, post="auditor")
    lists, own_page = (
        ("/members/dues/charges/?every_month=on", "/members/dues/charges/sheet/"),
        f"/members/dues/members/{worker.pk}/",
    )
    for user in (officer, auditor):
        client.force_login(user)
        assert not any(reason in shown(client.get(page)) for page in lists)
        assert "until 2026-11" in shown(client.get(lists[0]))
        cells = [cell for row in rows_of(client.get("/members/dues/charges/export/?every_month=on")) for cell in row]
        assert reason not in cells and "until 2026-11" in cells
        assert (reason in shown(client.get(own_page))) == (user == officer)
    client.force_login(make.account(worker))
    assert reason in shown(client.get("/my/dues/"))


def test_a_worker_reads_which_months_lack_the_wage_beside_what_is_owed_now(client, branch):
    worker, august = make.worker(branch), date(2026, 8, 1)
    compute_charges([august], members=Member.objects.filter(pk=worker.pk))
    client.force_login(make.account(worker))
    assert "so your dues are not worked out" in shown(client.get("/my/dues/"))
    make.wage(worker, since=MONTH)
    make.paid_charge(worker)
    page = shown(client.get("/my/dues/"))
    assert "You owe nothing" in page and "so their dues are not worked out; ask your union: 2026-08<" in page
    assert "so your dues are not worked out" not in page
    make.charge(worker, date(2026, 10, 1))
    page = shown(client.get("/my/dues/"))
    assert "You owe ¥27.15, for 1 month" in page and "ask your union: 2026-08<" in page


@time_machine.travel("2026-11-20 04:00Z", tick=False)
def test_the_dues_of_members_begin_with_this_month_and_show_all_months_when_asked(client, officer, branch):
    worker = make.worker(branch)
    make.wage(worker)
    for month in (date(2026, 10, 1), date(2026, 11, 1)):
        make.charge(worker, month)
    client.force_login(officer)
    months = [
        [row.month.month for row in client.get(f"/members/dues/charges/{asked}").context["page"]]
        for asked in ("", "?every_month=on", "?month=2026-10", f"?member={worker.pk}", "?q=")
    ]
    assert months == [[11], [11, 10], [10], [11, 10], [11]]
