"""Exports of the register: masked or, for a reason, in full; workbook or CSV; safe from formulas and audited."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from openpyxl import load_workbook

from members.register.models.member import Member
from office import exports, xlsx
from office.models import AuditEvent
from tests import factories as make
from tests.workbooks import workbook_of

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x", '=HYPERLINK("http://x","y")']


def csv_rows(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_run_as_a_formula(client, officer, union, name):
    make.member(union, name=name)
    cell = workbook_of(client.get("/members/export/")).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    assert csv_rows(client.get("/members/export/", {"format": "csv"}))[1][0] == f"'{name}"


def test_a_workbook_escapes_markup_and_drops_forbidden_characters_that_a_csv_keeps(client, officer, union):
    make.member(union, name='a<b>&"c"\x0b\ufffe; d', employee_number="  007 ")
    row = [cell.value for cell in workbook_of(client.get("/members/export/")).active[2]]
    assert row[:2] == ['a<b>&"c"; d', "  007 "]
    assert csv_rows(client.get("/members/export/", {"format": "csv"}))[1][0] == 'a<b>&"c"\x0b\ufffe; d'


def test_a_csv_has_the_rows_of_the_workbook(client, officer, union):
    for number in range(3):
        make.member(union, name=f"夏{number}", joined_on=date(2020, 1, 1 + number))
    asked = {"sort": "name", "q": "夏"}
    answer = client.get("/members/export/", asked | {"format": "csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert ".csv" in answer.headers["Content-Disposition"]
    said = csv_rows(answer)
    assert said == [list(row) for row in workbook_of(client.get("/members/export/", asked)).active.values]
    assert [row[0] for row in said[1:]] == ["夏0", "夏1", "夏2"]


def test_an_export_is_in_the_language_of_its_request_and_not_cached(client, officer, union, chinese):
    make.member(union, state="retained")
    answer = client.get("/members/export/")
    assert "no-store" in answer.headers["Cache-Control"]
    heads, row = workbook_of(answer).active.values
    assert heads[0] == "姓名" and "保留会籍" in row


def test_the_first_rows_are_sent_before_the_last_ones_are_read(client, officer, union, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    monkeypatch.setattr(xlsx, "ROWS_AT_ONCE", 2)
    for _number in range(7):
        make.member(union)
    for asked in ({}, {"format": "csv"}):
        read: list[object] = []
        monkeypatch.setattr(exports, "plain_cell", lambda value, read=read: read.append(value) or "x")
        pieces = client.get("/members/export/", asked).streaming_content
        for _piece in range(3):
            next(pieces)
        assert 0 < len(read) <= 4 * 10
        assert len(b"".join(pieces)) and len(read) == 7 * 10


def test_rows_are_read_with_a_server_side_cursor_without_hold(client, officer, union, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 1)
    make.member(union), make.member(union), make.member(union)
    answer = client.get("/members/export/", {"format": "csv"})
    pieces = answer.streaming_content
    next(pieces), next(pieces), next(pieces)
    with connection.cursor() as cursor:
        cursor.execute("SELECT is_holdable FROM pg_cursors WHERE statement LIKE '%members_member%'")
        assert cursor.fetchall() == [(False,)]
    assert len(list(pieces)) == 2


def test_an_export_of_another_day_shows_that_day(client, officer, union):
    member = make.member(union, name="静", state_since=date(2015, 1, 1))
    member.state, member.state_since = "retained", date(2020, 5, 1)
    member.save()
    row = csv_rows(client.get("/members/export/", {"on": "2019-12-31", "format": "csv"}))[1]
    assert "in the union" in row and "membership retained" not in row


@pytest.mark.parametrize("where", ["/members/export/", "/members/export/full/"])
def test_an_export_of_another_day_has_that_day_in_the_names_of_file_and_sheet(client, officer, union, where):
    make.member(union, state_since=date(2015, 1, 1))
    asked = f"{where}?on=2019-12-31"
    answer = client.post(asked, {"reason": "上级核对"}) if "full" in where else client.get(asked)
    assert "Members%202019-12-31.xlsx" in answer.headers["Content-Disposition"].replace(" ", "%20")
    assert workbook_of(answer).active.title == "Members 2019-12-31"


def test_rows_beyond_a_sheets_limit_continue_on_the_next(monkeypatch):
    monkeypatch.setattr(xlsx, "LAST_ROW", 4)
    monkeypatch.setattr(xlsx, "ROWS_AT_ONCE", 2)
    rows = [["head"], *([str(number)] for number in range(6))]
    book = load_workbook(
        io.BytesIO(b"".join(xlsx.stream_workbook([xlsx.Sheet("a/b", rows), xlsx.Sheet("empty", [["x"]])])))
    )
    assert book.sheetnames == ["a b", "a b 2", "empty"]
    said = [[row[0] for row in part.values] for part in book]
    assert said == [["head", "0", "1", "2"], ["head", "3", "4", "5"], ["x"]]


class TestInFull:
    @pytest.fixture
    def member(self, union):
        return make.member(
            union, name="孟静", id_kind="1", id_number=NUMBER, phone="13812341234", bank_card="6222020200112345678"
        )

    def test_the_ordinary_export_is_masked(self, client, officer, member):
        said = str(csv_rows(client.get("/members/export/", {"format": "csv"})))
        assert "********" in said and "*******1234" in said
        assert NUMBER not in said and "13812341234" not in said

    def test_an_export_in_full_needs_a_reason(self, client, officer, member):
        page = client.get("/members/export/full/", {"q": "孟"})
        assert page.status_code == 200 and "1 member, as the list is narrowed" in page.content.decode()
        assert NUMBER not in page.content.decode()
        silent = client.post("/members/export/full/", {"reason": " "})
        assert silent.status_code == 422
        assert "Say why the numbers are needed in full." in silent.content.decode()
        assert not AuditEvent.objects.filter(verb="member.export_full").exists()

    @pytest.mark.parametrize("kind", ["xlsx", "csv"])
    def test_an_export_in_full_with_a_reason_is_audited_with_its_filters(self, client, officer, union, member, kind):
        make.member(union, name="夏远")
        answer = client.post(f"/members/export/full/?q=孟&sort=name&format={kind}", {"reason": "上级核对"})
        said = csv_rows(answer) if kind == "csv" else [list(row) for row in workbook_of(answer).active.values]
        assert len(said) == 2
        assert {NUMBER, "13812341234", "6222020200112345678"} <= set(said[1])
        assert "no-store" in answer.headers["Cache-Control"]
        event = AuditEvent.objects.get(verb="member.export_full")
        assert (event.actor, event.reason) == (officer, "上级核对")
        assert event.changes == {
            "filters": {"q": "孟", "sort": "name"},
            "rows": 1,
            "columns": len(said[0]),
            "format": kind,
        }
        assert NUMBER not in str(event.changes)

    def test_the_right_to_export_is_not_the_right_to_export_in_full(self, client, union, member):
        client.force_login(make.officer(union, post="chair"))
        assert client.get("/members/export/").status_code == 200
        assert "Export in full" not in client.get("/members/").content.decode()
        assert client.get("/members/export/full/").status_code == 403
        assert client.post("/members/export/full/", {"reason": "x"}).status_code == 403

    def test_an_export_in_full_contains_nobody_of_another_branch(self, client, union, member):
        branch = make.unit(parent=union)
        make.member(branch, name="夏远")
        client.force_login(make.officer(branch))
        said = csv_rows(client.post("/members/export/full/?format=csv", {"reason": "x"}))
        assert [row[0] for row in said[1:]] == ["夏远"]

    def test_an_export_in_full_of_an_earlier_day_contains_nobody_who_has_moved_since(self, client, union, member):
        old, new = make.unit(parent=union), make.unit(parent=union)
        gone = make.member(old, name="远行", state_since=date(2020, 1, 1))
        make.member(old, name="留守", state_since=date(2020, 1, 1))
        Member.objects.filter(pk=gone.pk).update(unit=new, unit_since=date(2026, 3, 1))
        client.force_login(make.officer(old))
        said = csv_rows(client.post("/members/export/full/?format=csv&on=2025-12-31", {"reason": "x"}))
        assert [row[0] for row in said[1:]] == ["留守"]

    def test_the_audit_log_shows_an_auditor_the_export_in_full(self, client, officer, union, member):
        client.post("/members/export/full/?q=孟", {"reason": "上级核对"}).getvalue()
        client.force_login(make.officer(union, post="auditor"))
        page = client.get("/audit/", {"verb": "member.export_full"}).content.decode()
        assert "上级核对" in page
        assert "1 row" in page and "filtered: 搜索 = 孟" in page
