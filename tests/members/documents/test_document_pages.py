"""Officers read issued documents of kinds that they may read, declare them void, and write texts with a preview."""

from dataclasses import replace

import pytest
from django.urls import reverse

from members.dues.actions.payments import reverse_payment
from members.dues.receipts import issue_receipt
from office.documents.actions import save_text
from office.documents.kinds import KINDS
from office.documents.models import DocumentText, IssuedDocument, TextVersion, WordLayout
from tests import factories as make
from tests.pdf_text import text_of
from tests.people import log_in
from tests.refused import assert_refused
from tests.word_files import paragraphs_of, word_layout

pytestmark = pytest.mark.django_db
NEW = reverse("members:document_text_new", args=["dues_receipt"])


@pytest.fixture
def payment(union):
    member = make.worker(union, name="欧阳娜娜")
    charge = make.paid_charge(member, by=make.officer(union, post="finance_officer"))
    return charge.payments.get()


@pytest.fixture
def document(payment):
    return issue_receipt(payment, by=payment.by, address="https://portal.example{}".format)


def test_the_receipt_has_the_number_of_the_payment_and_its_sum_in_capital_numerals(client, payment, union):
    log_in(client, union, "finance_officer")
    address = reverse("members:dues_receipt_file", args=[payment.pk])
    first, again = client.get(address), client.get(address)
    found = text_of(first.content)
    assert payment.receipt in found.replace(" ", "") and "欧阳娜娜" in found and "元" in found
    assert first.content == again.content and first["Content-Type"] == "application/pdf"
    assert IssuedDocument.objects.get().full_number == payment.receipt


def test_who_only_reads_dues_issues_no_receipt_but_gets_an_issued_one(client, payment, union):
    address = reverse("members:dues_receipt_file", args=[payment.pk])
    log_in(client, union, "auditor")
    assert client.get(address).status_code == 302 and not IssuedDocument.objects.exists()
    issue_receipt(payment, by=payment.by, address="https://portal.example{}".format)
    assert "欧阳娜娜" in text_of(client.get(address).content)


def test_the_worker_gets_the_same_receipt(client, payment, document):
    client.force_login(payment.charge.member.user)
    assert "欧阳娜娜" in text_of(client.get(reverse("members:my_receipt_file", args=[payment.pk])).content)
    assert IssuedDocument.objects.count() == 1


def test_a_reversed_payment_makes_its_receipt_void(client, payment, document, union):
    reverse_payment(payment, reason="金额有误", by=make.officer(union, post="finance_officer"))
    document.refresh_from_db()
    assert document.voided_at and document.void_reason == "金额有误"
    log_in(client, union, "finance_officer")
    assert client.get(reverse("members:dues_receipt_file", args=[payment.pk])).status_code == 302


def test_the_list_has_what_the_officer_may_read(client, document, union, monkeypatch):
    monkeypatch.setitem(KINDS, "dues_receipt", replace(KINDS["dues_receipt"], permission="members.waive_dues"))
    listed = reverse("members:document_list")
    for post, seen in (("chair", True), ("finance_officer", False)):
        log_in(client, union, post)
        assert (document.subject in client.get(listed).content.decode()) == seen
        assert client.get(document.get_absolute_url()).status_code == (200 if seen else 404)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [({"q": "欧阳"}, True), ({"q": "李"}, False), ({"state": "void"}, False), ({"state": "valid"}, True)],
)
def test_the_list_is_filtered(client, document, union, asked, shown):
    log_in(client, union, "finance_officer")
    page = client.get(reverse("members:document_list"), asked)
    assert bool(list(page.context["page"])) == shown
    assert list(client.get(reverse("members:document_list"), {"q": document.full_number}).context["page"])


def test_a_document_is_declared_void_with_a_reason(client, document, union):
    log_in(client, union, "chair")
    address = reverse("members:document_void", args=[document.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "重复"}).status_code == 302
    page = client.get(document.get_absolute_url()).content.decode()
    assert "重复" in page and address not in page
    assert_refused(client.post(address, {"reason": "再次"}), "void already", at=address)


def test_a_text_is_written_with_a_preview_and_then_kept(client, union):
    log_in(client, union, "chair")
    sent = {"unit": union.code, "body": "感谢{{member.name}}", "base": 0}
    preview = client.post(NEW, sent | {"preview": "1"})
    assert preview.status_code == 200 and "data:image/png;base64," in preview.content.decode()
    assert not DocumentText.objects.exists()
    assert client.post(NEW, sent).status_code == 302
    text = DocumentText.objects.get()
    page = client.get(text.get_absolute_url()).content.decode()
    assert "感谢{{member.name}}" in page and "data:image/png;base64," in page
    sample = client.get(reverse("members:document_text_sample", args=[text.pk])).content
    assert "感谢张三" in text_of(sample)


@pytest.mark.parametrize("preview", [{}, {"preview": "1"}])
def test_an_unknown_placeholder_is_refused_at_its_place(client, union, preview):
    log_in(client, union, "chair")
    answer = client.post(NEW, {"unit": union.code, "body": "一\n谢{{member.nam}}", "base": 0} | preview)
    assert_refused(answer, "Line 2, character 2", "member.name", "谢{{member.nam}}", at=NEW)


def test_an_earlier_version_is_restored_by_a_button(client, union):
    officer = log_in(client, union, "chair")
    text = save_text("dues_receipt", union, "一", by=officer).text
    save_text("dues_receipt", union, "二", by=officer)
    assert client.post(reverse("members:document_text_restore", args=[text.pk, 1])).status_code == 302
    assert text.current.body == "一" and TextVersion.objects.count() == 3


def test_two_officers_who_write_at_the_same_time_do_not_overwrite_each_other(client, union):
    officer = log_in(client, union, "chair")
    text = save_text("dues_receipt", union, "一", by=officer).text
    save_text("dues_receipt", union, "二", by=officer)
    answer = client.post(text.get_absolute_url(), {"body": "三", "base": 1})
    assert_refused(answer, "another version", "三", at=text.get_absolute_url())


def test_an_officer_of_a_branch_writes_for_the_branch_alone(client, union, branch):
    log_in(client, branch, "chair")
    assert client.post(NEW, {"unit": union.code, "body": "x", "base": 0}).status_code == 422
    text = save_text("dues_receipt", union, "一", by=make.user()).text
    assert client.get(text.get_absolute_url()).status_code == 404


NEW_LAYOUT = reverse("members:document_layout_new", args=["dues_receipt"])


def test_an_officer_uploads_a_word_layout_sees_a_sample_and_stops_using_it(client, union, document):
    log_in(client, union, "chair")
    sent = {"unit": union.code, "file": word_layout("{{member.name}} {{amount.capital}}")}
    layout = WordLayout.objects.get(pk=client.post(NEW_LAYOUT, sent, follow=True).context["layout"].pk)
    page = client.get(reverse("members:document_texts")).content.decode()
    assert layout.get_absolute_url() in page and "信笺.docx" in page
    sample = client.get(reverse("members:document_layout_sample", args=[layout.pk]))
    assert sample["Content-Disposition"].startswith("attachment") and paragraphs_of(sample.content)
    of_document = client.get(reverse("members:document_word_file", args=[document.pk]))
    assert paragraphs_of(of_document.content)[0].startswith("欧阳娜娜 ")
    client.post(reverse("members:document_layout_drop", args=[layout.pk]), {"reason": "换版"})
    assert layout.get_absolute_url() not in client.get(reverse("members:document_texts")).content.decode()


def test_a_layout_with_an_unknown_placeholder_is_refused_at_its_file_and_nothing_is_kept(client, union, stored_files):
    log_in(client, union, "chair")
    answer = client.post(NEW_LAYOUT, {"unit": union.code, "file": word_layout("{{menber.name}}")})
    assert_refused(answer, "file", "Do you mean “member.name”?")
    assert not WordLayout.objects.exists() and not [path for path in stored_files.rglob("*") if path.is_file()]


def test_kinds_that_are_only_printed_have_no_word_layout(client, union):
    log_in(client, union, "chair")
    address = reverse("members:document_layout_new", args=["joining_poster"])
    assert client.get(address).status_code == 302
