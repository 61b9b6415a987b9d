"""The auditor's pack: its list is its archive, its sums are the ledger's, and nobody's health or money is in it."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.factories import payment as pay
from tests.lasting_rows import lasting
from tests.welfare.auditing.archives import opened, table
from welfare.auditing.actions import asking, making
from welfare.auditing.actions.beginning import was_quiet
from welfare.auditing.actions.reading import open_paper_of_pack
from welfare.auditing.models import AuditPack, PackPart
from welfare.auditing.rules import KEPT
from welfare.auditing.scope import issued_documents_of
from welfare.auditing.sections.runs import OBJECTIONS
from welfare.goods import stock
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import receive_grant, sign_grant
from welfare.handing_out.documents import issue_benefit_receipt
from welfare.runs.actions import clearing, corrections
from welfare.runs.collection import details_for

pytestmark = pytest.mark.django_db
CARD = "6222029900000000018"
FORMULA = '=HYPERLINK("http://x")'


def user_of(grant):
    """Return the account of a member."""
    assert grant.member.user is not None
    return grant.member.user


def make_year():
    """Make a union with a branch and all that a pack tells of: runs of goods and of money, a visit, hardship, stock."""
    union = make.unit("石化工会", kind="union", code="HQ")
    branch = make.unit("炼油分会", parent=union, code="BR")
    elsewhere = make.unit("别家工会", kind="union", code="EL")
    members = [make.worker(branch, name=name) for name in ("孙玉梅", "钱多多", "赵小静")]
    goods = make.issued_run(union, name="中秋慰问", decision=FORMULA)
    grants = list(goods.grants.order_by("pk"))
    receive_grant(grants[0], by=user_of(grants[0]))
    sign_grant(grants[1], by=make.officer(branch, "welfare_officer"), reason="在纸上签字")
    corrections.revoke_run(goods, by=make.user(), reason="名单有误")
    clearing.clear_all()
    pay.payee(branch, CARD, name="李收款")
    money = pay.money_run(union, people=1)
    batch = pay.sent_payment(money)
    first, second = batch.files.get().lines.order_by("pk")
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="账号不符")])
    ill = make.paid_visit(members[0])
    wedding = make.paid_visit(members[1], kind="marriage")
    make.assessed_file(members[2], income=12_345, on=date(timezone.localdate().year, 1, 5))
    kept = make.batch(make.article(union), make.store(branch), 40)
    stock.spoil(kept, 2, by=make.user(), reason="受潮")
    return SimpleNamespace(
        union=union,
        branch=branch,
        elsewhere=elsewhere,
        goods=goods,
        money=money,
        ill=ill,
        wedding=wedding,
        members=members,
        grants=grants,
        auditor=make.officer(union, "auditor"),
    )


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    with lasting(make_year, django_db_blocker) as made:
        yield made


@pytest.fixture
def pack(year, stored_files, monkeypatch):
    monkeypatch.setattr("welfare.auditing.sections.table.PART_ROWS", 2)
    return make.audit_pack(year.union, by=year.auditor)


def test_the_list_of_contents_is_the_archive(pack, year):
    with pack.file.open("rb") as stored:
        content = stored.read()
    assert (sha256(content).hexdigest(), len(content)) == (pack.sha256, pack.size)
    book = opened(pack)
    listed = table(book, "contents")
    assert [line[0] for line in listed] + ["contents.csv"] == book.namelist()
    for name, _about, rows, _sum, size, digest in listed:
        file = book.read(name)
        assert (len(file), sha256(file).hexdigest()) == (int(size), digest), name
        if name.endswith(".csv"):
            assert file.startswith(b"\xef\xbb\xbf")
            assert len(list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))) - 1 == int(rows), name
    grants = table(book, "grants")
    assert len([name for name in book.namelist() if name.startswith("grants-")]) == 4
    numbers = [int(row[0]) for row in grants]
    assert sorted(set(numbers)) == numbers and len(numbers) == 5 + 3
    assert "sha256sum" in book.read("README.txt").decode()
    # What the archive holds lies nowhere else, and the archive itself isn't readable on the disk.
    making.delete_old()
    assert not pack.parts.exclude(file="").exists()
    assert not Path(default_storage.path(pack.file.name)).read_bytes().startswith(b"PK")


def test_the_auditors_program_checks_each_file(pack, tmp_path, capsys):
    checked = run_path(str(settings.BASE_DIR / "tools" / "check_audit.py"))["check_pack"]
    whole, spoilt = tmp_path / "whole.zip", tmp_path / "spoilt.zip"
    whole.write_bytes(pack.file.open("rb").read())
    with ZipFile(spoilt, "w") as book:
        for name in opened(pack).namelist():
            book.writestr(name, opened(pack).read(name) + (b"x" if name == "grants-001.csv" else b""))
    assert checked(str(whole)) == 0
    assert pack.sha256 in capsys.readouterr().out
    assert checked(str(spoilt)) == 1
    assert "grants-001.csv" in capsys.readouterr().out


def test_the_sums_of_the_pack_are_those_of_the_ledger_to_the_fen(pack, year):
    book = opened(pack)
    sums = {(row[0], row[1]): row for row in table(book, "sums")}
    rows = list(sums.values())
    assert all(Decimal(row[-1]) == 0 for row in rows if row[-1])
    runs = [row for row in rows if row[1] in (str(year.goods.pk), str(year.money.pk))]
    # Two of three received goods of 300 yuan, the rest was revoked; of money one was paid, one returned, three wait.
    given = [[Decimal(cell) for cell in row[3:11]] for row in runs]
    assert given == [[2, 600, 600, 0, 300, 0, 0, 0], [5, 1500, 300, 0, 0, 0, 300, 0]]
    live = sum(Decimal(row[6]) for row in table(book, "grants") if not row[18])
    assert live == sum(Decimal(row[4]) for row in runs)
    spent = sum(Decimal(row[6]) for row in table(book, "budgets"))
    ledger = table(book, "ledger")
    last = {(row[0]): Decimal(row[13]) for row in ledger}
    assert spent == sum(last.values()) == Decimal(rows[-1][11])
    visits = [Decimal(row[9]) for row in table(book, "visits")]
    assert [Decimal(row[21]) for row in table(book, "visits")] == visits and len(visits) == 2
    assert len(table(book, "stock")) >= 1 and len(table(book, "approvals")) >= 4


def test_no_health_income_name_or_account_is_in_the_pack(pack, year):
    book = opened(pack)
    content = b"".join(book.read(name) for name in book.namelist()).decode("utf-8")
    words = [
        "尿毒症",
        "长期透析",
        "12345.00",
        "12,345",
        "湖心路",
        "340802197001011234",
        CARD,
        "孙玉梅",
        "钱多多",
        "李收款",
    ]
    words += [member.id_number.reveal() for member in year.members if member.id_number]
    assert [word for word in words if word in content] == []
    visits = {row[0]: row for row in table(book, "visits")}
    # Of a visit to an ill member neither who it is nor the day; of a wedding both.
    assert visits[str(year.ill.pk)][3:6] == ["", "", ""]
    assert visits[str(year.wedding.pk)][4:6] == [str(year.members[1].pk), "钱**"]
    documents = table(book, "documents")
    papers = [row for row in documents if row[4] == ""]
    assert len(papers) >= 4 and all(len(row[6]) == 64 for row in documents)
    # A text that a spreadsheet would run is made harmless.
    assert f"'{FORMULA}" in [row[11] for row in table(book, "runs")]


def test_papers_are_opened_one_by_one_for_a_reason_on_record(pack, year):
    paper = year.ill.papers.earliest("pk").attachments.get()
    with pytest.raises(NotAllowed):
        open_paper_of_pack(pack, paper.pk, by=year.auditor, reason=" ")
    with pytest.raises(NotAllowed):
        open_paper_of_pack(pack, paper.pk + 999, by=year.auditor, reason="核对")
    assert open_paper_of_pack(pack, paper.pk, by=year.auditor, reason="核对住院证明") == paper
    event = AuditEvent.objects.filter(verb="visit.open_paper").latest("pk")
    assert (event.actor, event.reason) == (year.auditor, "核对住院证明")
    assert paper.sha256 in str(event.changes)


def test_an_auditor_elsewhere_learns_nothing_and_each_download_is_recorded(pack, year, client):
    client.force_login(make.officer(year.elsewhere, "auditor"))
    for address in (pack.get_absolute_url(), f"{pack.get_absolute_url()}file/"):
        assert client.get(address).status_code == 404
    assert year.union.name not in client.get("/welfare/audit-packs/").content.decode()
    client.force_login(year.auditor)
    page = client.get(pack.get_absolute_url()).content.decode()
    assert pack.sha256 in page and "contents.csv" in page
    sent = client.get(f"{pack.get_absolute_url()}file/")
    assert sha256(b"".join(sent.streaming_content)).hexdigest() == pack.sha256
    fetched = AuditEvent.objects.get(verb="audit_pack.fetch")
    assert (fetched.actor, fetched.changes["sha256"]) == (year.auditor, pack.sha256)
    # Over its time it is not sent even before a sweep has deleted it.
    later = timezone.now() + KEPT + timedelta(minutes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later)
        fresh = AuditPack.objects.get(pk=pack.pk)
        assert not fresh.can_be_fetched
        with pytest.raises(NotAllowed):
            asking.fetch_pack(fresh, by=year.auditor)
        with connection.cursor() as cursor:
            making.delete_old()
            cursor.execute("SELECT state, file, sha256 FROM welfare_auditpack WHERE id = %s", [pack.pk])
            assert cursor.fetchone() == ("expired", "", pack.sha256)


def test_a_pack_that_nobody_goes_on_with_for_a_month_is_given_up_and_its_files_go(year, stored_files):
    pack = asking.ask_for_pack(year.branch, 2026, by=year.auditor, reason="审计")
    assert making._carry_on(pack.pk)
    pack.refresh_from_db()
    asking.pause_pack(pack, by=year.auditor)
    for later, state in ((timedelta(), "paused"), (KEPT + timedelta(minutes=1), "cancelled")):
        with time_machine.travel(timezone.now() + later, tick=True):
            making.delete_old()
        pack.refresh_from_db()
        assert pack.state == state
        assert pack.parts.exclude(file="").exists() is (state == "paused")
    assert "given up" in Notice.objects.filter(to=year.auditor).latest("pk").text
    assert AuditEvent.objects.get(verb="audit_pack.cancel").actor is None


def test_the_objections_of_a_pack_tell_neither_by_whom_nor_about_what():
    assert len(OBJECTIONS.heads) == 9
    for told in ("Kind", "Amount on the list", "Due instead", "Member No.", "Name"):
        assert told not in [str(head) for head in OBJECTIONS.heads]


def test_a_pack_is_paused_gone_on_with_given_up_and_made_once_at_a_time(year, stored_files, client):
    client.force_login(year.auditor)
    sent = client.post("/welfare/audit-packs/new/", {"unit": "BR", "year": 2026, "reason": "审计"})
    pack = AuditPack.objects.get()
    assert (sent.status_code, pack.unit) == (302, year.branch)
    again = client.post("/welfare/audit-packs/new/", {"unit": "BR", "year": 2026, "reason": "审计"})
    assert again.status_code == 422
    assert making._carry_on(pack.pk)
    client.post(f"{pack.get_absolute_url()}pause/")
    done = pack.parts.filter(sealed_at__isnull=False).count()
    assert making.make_all() == 0 and pack.parts.filter(sealed_at__isnull=False).count() == done > 0
    client.post(f"{pack.get_absolute_url()}resume/")
    assert "progress" in client.get(f"{pack.get_absolute_url()}progress/").content.decode()
    assert making._carry_on(pack.pk)
    client.post(f"{pack.get_absolute_url()}cancel/")
    pack.refresh_from_db()
    assert (pack.state, making.make_all()) == ("cancelled", 0)
    making.delete_old()
    assert not PackPart.objects.filter(pack=pack).exclude(file="").exists()
    # Runs of the union above are in the pack of a branch without the union's ledger.
    made = make.audit_pack(year.branch, by=year.auditor)
    rows = [row for row in table(opened(made), "sums") if row[1] == str(year.goods.pk)]
    assert rows and rows[0][3:6] == ["2", "600.00", "600.00"] and rows[0][-1] == ""


def looked_at(unit, year=2026):
    """Return a pack that is just begun, as of now."""
    return AuditPack(unit=unit, year=year, units=[unit.pk], as_of=timezone.now())


def test_visits_of_a_branch_that_the_union_pays_are_beside_the_ledger_without_a_difference(stored_files):
    union = make.unit("炼化工会", kind="union", code="UP")
    branch = make.unit("检修分会", parent=union, code="LOW")
    make.budget_line(union, year=timezone.localdate().year, kind="hospital")
    visit = make.paid_visit(make.worker(branch))
    assert visit.line is not None and visit.line.unit == union
    own, above = [row for row in table(opened(make.audit_pack(branch)), "sums") if row[0].startswith("visits")]
    assert {Decimal(cell) for cell in own[3:]} == {0}
    assert above[3:6] == ["1", "2000.00", "2000.00"] and above[11:] == [""] * 4
    (both,) = [row for row in table(opened(make.audit_pack(union)), "sums") if row[0].startswith("visits")]
    assert [Decimal(cell) for cell in both[11:]] == [2000, 2000, 0, 0]


def test_a_pack_of_a_branch_is_not_quiet_while_a_run_from_above_changes(year):
    pack = looked_at(year.branch)
    assert was_quiet(pack, pack.as_of)
    audit.record("run.close", year.goods, by=year.auditor, unit=year.union)
    assert not was_quiet(pack, pack.as_of)


def test_a_receipt_belongs_to_the_year_of_its_grant(year):
    make.issued_run(year.union, on=date(2025, 9, 29), name="上年慰问")
    grant = Grant.objects.filter(run__occasion__on__year=2025).earliest("pk")
    receive_grant(grant, by=user_of(grant))
    grant.refresh_from_db()
    details = details_for(grant.run, grant.unit.path, [])
    receipt = issue_benefit_receipt(grant, details, by=year.auditor, address=lambda path: path)
    assert [*issued_documents_of(looked_at(year.branch, 2025))] == [receipt]
    assert [*issued_documents_of(looked_at(year.branch, 2026))] == []


def test_what_another_sweep_has_cleared_is_passed_over(pack):
    assert making._clear_archive(pack.pk) == 0
