"""Receipts of a whole list come in one file, issued by workers some at once."""

import pytest
from django.urls import reverse

from members.dues.actions.payments import reverse_payment
from office.documents import batches
from office.documents.actions import void_document
from office.documents.models import DocumentBatch, IssuedDocument
from office.documents.tasks import issue_batches
from tests import factories as make
from tests.pdf_text import pages_of
from tests.people import log_in

pytestmark = pytest.mark.django_db
ASK = reverse("members:charge_receipts") + "?every_month=on"


@pytest.fixture
def payments(union):
    keeper = make.officer(union, post="finance_officer")
    return [make.paid_charge(make.member(union, name=f"会员{number}"), by=keeper).payments.get() for number in range(5)]


@pytest.fixture
def batch(client, payments, union):
    log_in(client, union, "finance_officer")
    assert client.post(ASK).status_code == 302
    return DocumentBatch.objects.get()


def test_all_receipts_of_the_list_are_issued_into_one_file(client, batch, payments, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    address = reverse("members:document_batch_file", args=[batch.pk])
    assert client.get(address).status_code == 302
    assert "0 of 5" in client.get(batch.get_absolute_url()).content.decode()
    issue_batches()
    batch.refresh_from_db()
    assert (batch.state, batch.done, IssuedDocument.objects.count()) == ("done", 5, 5)
    pages = pages_of(client.get(address).content)
    assert [payment.receipt in page.replace(" ", "") for page, payment in zip(pages, payments, strict=True)] == [
        True
    ] * 5


def test_a_worker_that_was_killed_loses_no_document_and_issues_none_twice(batch, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    assert batches._carry_on(batch)
    assert IssuedDocument.objects.count() == 2
    issue_batches()
    issue_batches()
    assert IssuedDocument.objects.count() == 5
    assert set(IssuedDocument.objects.values_list("number", flat=True)) == {1, 2, 3, 4, 5}


def test_what_is_reversed_or_void_meanwhile_is_left_out(client, batch, payments, union):
    reverse_payment(payments[0], reason="有误", by=make.officer(union, post="finance_officer"))
    assert batches._carry_on(batch)
    void_document(IssuedDocument.objects.get(about_id=payments[1].pk), by=make.user(), reason="重复")
    issue_batches()
    assert len(pages_of(client.get(reverse("members:document_batch_file", args=[batch.pk])).content)) == 3
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "3 documents are in one file" in page and "2 were declared void" in page


def test_who_loses_the_post_or_is_of_another_unit_does_not_get_the_file(client, batch, branch):
    issue_batches()
    address = reverse("members:document_batch_file", args=[batch.pk])
    batch.asked_by.appointments.all().delete()
    assert client.get(address).status_code == 403
    log_in(client, branch, "finance_officer")
    assert client.get(address).status_code == 404


def test_an_empty_list_is_told(client, union):
    log_in(client, union, "finance_officer")
    answer = client.post(ASK)
    assert answer.status_code == 422
    assert str(answer.context["refused"].non_field_errors()[0]) in answer.content.decode()
    assert not DocumentBatch.objects.exists()


def test_a_batch_at_which_every_worker_breaks_off_fails(batch, monkeypatch):
    monkeypatch.setitem(batches.ISSUERS, "dues_receipt", lambda *_args: 1 / 0)
    for _ in range(batches.MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            issue_batches()
    issue_batches()
    batch.refresh_from_db()
    assert batch.state == "failed"


def test_files_are_deleted_after_a_week(batch):
    issue_batches()
    DocumentBatch.objects.update(finished_at=batch.asked_at - batches.KEPT)
    issue_batches()
    assert not DocumentBatch.objects.exists()
