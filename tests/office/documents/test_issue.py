"""Issued documents have numbers without gaps, keep what they said, and become void but never go away."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from office.documents import actions
from office.documents.kinds import KINDS
from office.documents.models import DocumentCount, IssuedDocument, TextVersion
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, results
from tests.office.documents.kinds import NAME, letter
from tests.pdf_text import text_of

VALUES = {"member.name": "欧阳娜娜"}


def issue(unit, **options):
    options.setdefault("by", make.user())
    return actions.issue_document(NAME, unit, VALUES, address="https://portal.example{}".format, **options)


def test_an_issued_document_has_its_number_its_text_and_a_code(kind, unit):
    document = issue(unit, subject="欧阳娜娜")
    year = timezone.localdate().year
    assert document.full_number == f"{unit.code}-{year}-00001"
    pdf = actions.file_of(document)
    assert actions.is_same_file(document, pdf)
    found = text_of(pdf).replace(" ", "")
    assert "兹证明欧阳娜娜系我会会员" in found and document.full_number in found
    assert AuditEvent.objects.get(verb="document.issue").changes == {"number": document.full_number, "kind": NAME}


def test_numbers_run_by_kind_unit_and_year(kind, unit, monkeypatch):
    monkeypatch.setitem(KINDS, "other", letter())
    other = make.unit()
    assert [issue(unit).number for _ in range(3)] == [1, 2, 3]
    assert issue(other).number == 1
    actions.issue_document("other", unit, VALUES, by=make.user(), address=str)
    assert set(DocumentCount.objects.values_list("kind", "unit", "last")) == {
        (NAME, unit.pk, 3),
        (NAME, other.pk, 1),
        ("other", unit.pk, 1),
    }


def test_a_document_that_fails_leaves_no_gap(kind, unit):
    issue(unit)
    with pytest.raises(KeyError):
        actions.issue_document(NAME, unit, {}, by=make.user(), address=str)
    assert issue(unit).number == 2


def test_a_void_document_keeps_its_number(kind, unit):
    document, officer = issue(unit), make.user()
    actions.void_document(document, by=officer, reason="姓名有误")
    assert issue(unit).number == 2
    document.refresh_from_db()
    assert (document.number, document.void_reason, document.voided_by) == (1, "姓名有误", officer)
    with pytest.raises(NotAllowed, match="void already"):
        actions.void_document(document, by=officer, reason="又一次")


def test_there_is_one_valid_document_about_a_row(kind, unit):
    member = make.member(unit)
    first = issue(unit, about=member)
    assert issue(unit, about=member) == first
    actions.void_documents_about(type(member), [member.pk], by=make.user(), reason="重开")
    assert issue(unit, about=member).number == 2


def test_a_row_that_has_a_number_keeps_it(kind, unit):
    assert issue(unit, numbered=(2025, 17)).full_number == f"{unit.code}-2025-00017"
    with pytest.raises(NotAllowed, match="not issued again"):
        issue(unit, numbered=(2025, 17))


def test_a_kind_that_is_only_printed_is_not_issued(unit, monkeypatch):
    monkeypatch.setitem(KINDS, NAME, letter(numbered=False))
    with pytest.raises(NotAllowed, match="printed, not issued"):
        issue(unit)


@pytest.mark.django_db(transaction=True)
def test_officers_who_issue_at_the_same_moment_get_numbers_without_gaps(kind):
    unit = make.unit()
    issued = results(at_once(*[lambda: issue(unit)] * 6))
    assert sorted(document.number for document in issued) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_about_one_row_at_the_same_moment_get_one_document(kind):
    unit = make.unit()
    member = make.member(unit)
    assert len(set(results(at_once(*[lambda: issue(unit, about=member)] * 4)))) == 1
    assert IssuedDocument.objects.count() == 1


@pytest.mark.parametrize("change", [{"number": 9}, {"file_hash": "0" * 64}, {"subject": "别人"}, {"void_reason": "x"}])
def test_the_database_refuses_to_change_an_issued_document(kind, unit, change):
    document = issue(unit)
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedDocument.objects.filter(pk=document.pk).update(**change)


def test_the_database_refuses_to_delete_one_or_to_take_back_that_it_is_void(kind, unit):
    document = issue(unit)
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedDocument.objects.all().delete()
    actions.void_document(document, by=make.user(), reason="有误")
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedDocument.objects.update(voided_at=None, voided_by=None, void_reason="")


def test_what_it_says_is_not_in_the_database_in_the_open(kind, unit):
    issue(unit)
    assert "欧阳娜娜" not in str(IssuedDocument.objects.values())


def test_a_later_text_changes_no_document_that_is_issued(kind, unit):
    officer = make.user()
    actions.save_text(NAME, unit, "旧文：{{member.name}}", by=officer)
    document = issue(unit)
    before = actions.file_of(document)
    actions.save_text(NAME, unit, "新文：{{member.name}}", by=officer)
    document.refresh_from_db()
    assert actions.file_of(document) == before and "旧文" in text_of(before)
    assert document.version.number == 1
    assert TextVersion.objects.count() == 2
