"""Every staff list is exported as a workbook: the shown rows in their order, in reach only, and audited."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import pytest

from consultation.grievances.models import Grievance
from consultation.referrals import actions as referrals
from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.units.models.units import Unit
from office import audit, xlsx
from office.models import AuditEvent
from tests import factories as make
from tests.lasting_rows import lasting
from tests.workbooks import rows_of, workbook_of
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db

# List → verb, the post that reads it, a filter, what the first column says of a row of the page.
LISTS: dict[str, tuple[str, str, dict[str, str], Callable[[object], str]]] = {
    "/members/": ("member.export", "chair", {"state": "withdrawn"}, attrgetter("name")),
    "/members/units/committees/": ("committee.export", "chair", {"kind": "union"}, attrgetter("unit.name")),
    "/members/imports/": ("member.export_imports", "welfare_officer", {}, str),
    "/welfare/runs/": ("run.export_list", "chair", {"sort": "heads", "state": "issued"}, str),
    "/welfare/runs/{run}/roster/": ("run.export", "chair", {"q": "夏"}, attrgetter("member.name")),
    "/welfare/runs/{run}/judged/left/": ("run.export_judged", "chair", {}, attrgetter("member.name")),
    "/welfare/plans/": ("plan.export", "chair", {}, str),
    "/welfare/budgets/": ("budget.export", "chair", {"year": "2026", "sort": "-amount"}, attrgetter("unit.name")),
    "/welfare/grants/": ("grant.export", "chair", {"sort": "-issued", "received": "no"}, attrgetter("member.name")),
    "/consultation/questions/": ("question.export", "chair", {"state": "all", "sort": "number"}, str),
    "/consultation/referrals/": ("referral.export", "department_liaison", {"state": "sent"}, str),
    "/consultation/grievances/": ("grievance.export", "chair", {"state": "all", "category": "hours"}, str),
}
BY_PK = [address for address in LISTS if "{run}" in address]


@dataclass(frozen=True)
class UnitWithLists:
    """A unit for which every list has rows."""

    unit: Unit
    run: Run
    grievance: Grievance

    def officer(self, post: str) -> User:
        return make.officer(self.unit, post=post)


@pytest.fixture(scope="module")
def two_units(django_db_setup, django_db_blocker):
    """Two units with rows for every list, made once for the module."""
    with lasting(lambda: (fill_lists(), fill_lists()), django_db_blocker) as made:
        yield made


@pytest.fixture
def lists(two_units) -> UnitWithLists:
    return two_units[0]


@pytest.fixture
def other_lists(two_units) -> UnitWithLists:
    return two_units[1]


def fill_lists() -> UnitWithLists:
    unit = make.unit(kind="union")
    worker = make.worker(unit, name="夏远")
    for number in range(3):
        make.member(make.unit(parent=unit), name=f"夏{number}")
        make.member(unit, name=f"退会{number}", state="withdrawn")
        ImportJob.objects.create(unit=unit, file_name=f"{number}.xlsx")
    make.term(unit)
    make.term(unit, "women")
    run = make.issued_run(unit)
    make.counted_run(unit, name="Spring", festival="spring")
    make.budget_line(unit, year=2027)
    make.officer(unit, post="department_liaison")
    questions = [make.question(make.account(worker), tier="general") for _ in range(2)]
    for question in questions:
        referrals.refer_question(question, unit, text="=1+1", by=make.counsellor_of(question))
    grievance = make.grievance(make.account(worker), concerned="财务部")
    make.grievance(make.account(worker))
    return UnitWithLists(unit, run, grievance)


@pytest.mark.parametrize("address", LISTS)
def test_an_export_contains_exactly_the_shown_rows_in_their_order_and_is_audited(client, lists, other_lists, address):
    verb, post, asked, says = LISTS[address]
    address = address.format(run=lists.run.pk)
    officer = lists.officer(post)
    client.force_login(officer)
    page = client.get(address, asked)
    rows = rows_of(client.get(f"{address}export/", asked))
    shown = [says(row) for row in page.context["page"]]
    assert shown and [row[0] for row in rows[1:]] == shown
    assert page.context["tally"].count == len(shown)
    event = AuditEvent.objects.get(verb=verb)
    assert (event.actor, event.changes["filters"], event.changes["rows"]) == (officer, asked, len(shown))


@pytest.mark.parametrize("address", LISTS)
def test_the_page_offers_export_and_print(client, lists, address):
    _verb, post, _asked, _says = LISTS[address]
    address = address.format(run=lists.run.pk)
    client.force_login(lists.officer(post))
    page = client.get(address, {"sort": "-x", "cursor": "y"}).content.decode()
    assert f'href="{address}export/?sort=-x"' in page
    assert "data-print" in page


@pytest.mark.parametrize("address", BY_PK)
def test_an_export_of_another_units_run_is_404(client, lists, other_lists, address):
    client.force_login(other_lists.officer("chair"))
    assert client.get(f"{address.format(run=lists.run.pk)}export/").status_code == 404
    assert not AuditEvent.objects.filter(verb__contains=".export").exists()


@pytest.mark.parametrize("address", sorted({*LISTS, "/members/units/", "/audit/"}))
def test_who_may_not_read_a_list_may_not_export_it(client, lists, address):
    client.force_login(make.account(make.worker(lists.unit)))
    assert client.get(f"{address.format(run=lists.run.pk)}export/").status_code == 403


def test_the_units_are_exported_with_their_headcounts(client, lists, other_lists):
    client.force_login(lists.officer("chair"))
    shown = client.get("/members/units/").context["rows"]
    rows = rows_of(client.get("/members/units/export/"))
    assert [(row[0], row[-2], row[-1]) for row in rows[1:]] == [
        (str(u), u.headcount.own, u.headcount.all) for u in shown
    ]
    assert len(rows) == 5
    assert AuditEvent.objects.filter(verb="unit.export").exists()


def test_the_audit_log_is_exported_as_it_is_narrowed_and_without_its_own_export(client, lists, other_lists):
    auditor = lists.officer("auditor")
    client.force_login(auditor)
    audit.record("member.reveal", by=auditor, unit=lists.unit, label="=cmd", reason="here")
    audit.record("member.reveal", by=auditor, unit=other_lists.unit, label="theirs")
    recorded = AuditEvent.objects.filter(verb="audit.export").order_by("pk")
    everything = [row[3:5] for row in rows_of(client.get("/audit/export/", {"since": "2020-01-01"}))[1:]]
    assert ("member.reveal", "=cmd") in everything and ("member.reveal", "theirs") not in everything
    assert len(everything) == AuditEvent.objects.filter(unit__path__startswith=lists.unit.path).count()
    narrowed = rows_of(client.get("/audit/export/", {"verb": "member.reveal"}))[1:]
    assert [row[3:5] for row in narrowed] == [("member.reveal", "=cmd")]
    assert [event.changes["filters"] for event in recorded] == [{"since": "2020-01-01"}, {"verb": "member.reveal"}]


def test_an_export_of_grievances_contains_neither_the_reporter_nor_the_facts(client, lists):
    client.force_login(lists.officer("rights_officer"))
    said = str(rows_of(client.get("/consultation/grievances/export/", {"state": "all"})))
    assert lists.grievance.number in said
    assert not any(secret in said for secret in ("夏远", "夏**", "财务部", lists.grievance.facts))


def test_a_text_that_looks_like_a_formula_stays_a_text(client, lists):
    client.force_login(lists.officer("department_liaison"))
    answer = client.get("/consultation/referrals/export/")
    cell = workbook_of(answer).active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_filter_with_nul_is_no_error(client, lists):
    client.force_login(lists.officer("chair"))
    assert len(rows_of(client.get("/welfare/grants/export/", {"q": "a\0b", "sort": "\0"}))) == 1
    assert AuditEvent.objects.get(verb="grant.export").changes["filters"] == {"q": "ab"}


def test_rows_beyond_a_sheets_limit_continue_on_the_next_with_the_same_headings(client, lists, monkeypatch):
    monkeypatch.setattr(xlsx, "LAST_ROW", 3)
    client.force_login(lists.officer("chair"))
    book = workbook_of(client.get("/members/export/", {"state": "withdrawn"}))
    first, second = ([row[0] for row in sheet.values] for sheet in book)
    assert first == [second[0], "退会2", "退会1"]
    assert second[1:] == ["退会0"]
