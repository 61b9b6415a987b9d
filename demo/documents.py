"""Issued documents of the demonstration union: receipts, one of them void, a text in the chair's words, a layout."""

import io
from functools import partial

import docx
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from demo.register import ROOT
from members.authority.models import User
from members.dues.models.payments import DuesPayment
from members.dues.receipts import NAME, issue_receipt
from members.units.models.units import Unit
from office.documents.actions import add_layout, save_text, void_document
from office.documents.models import IssuedDocument
from welfare.grants.models.grants import Grant
from welfare.handing_out.documents import issue_benefit_receipt
from welfare.runs.collection import details_for

USUAL_ADDRESS = "http://127.0.0.1:8000"
TEXTS = (
    "{{month}}会费已收讫，请妥善保管本收据。",
    "{{member.name}}同志：您{{month}}的会费{{amount}}（{{amount.capital}}）已收讫，感谢您对工会工作的支持。如有疑问请与{{handler}}联系。",
)


def issue_documents(address: str) -> None:
    """Let the chair word the receipts of dues, issue some of them and of benefits, and declare one void.

    `address` is that of the portal, to which their marks lead; by default PORTAL_URL, else the usual one.
    """
    address = (address or settings.PORTAL_URL or USUAL_ADDRESS).rstrip("/")
    whole = partial("{}{}".format, address)
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    finance, welfare = User.objects.get(username="finance"), User.objects.get(username="welfare")
    for text in TEXTS:
        save_text(NAME, union, text, by=chair)
    add_layout(NAME, union, _letterhead(union.name), by=chair)
    payments = DuesPayment.objects.filter(reverses=None, reversal=None).select_related("charge__member", "unit", "by")
    for payment in payments.order_by("-pk")[:12]:
        issue_receipt(payment, by=finance, address=whole)
    received = Grant.objects.filter(received_at__isnull=False)
    for grant in received.select_related("member", "occasion", "run__unit", "run__plan", "unit").order_by("-pk")[:6]:
        details = details_for(grant.run, grant.unit.path, grant.run.collections.select_related("unit"))
        issue_benefit_receipt(grant, details, by=welfare, address=whole)
    wrong = IssuedDocument.objects.select_related("unit").filter(kind=NAME).earliest("pk")
    void_document(wrong, by=finance, reason="抬头单位有误，已重新入账")


def _letterhead(union: str) -> SimpleUploadedFile:
    """Return a Word layout with the union's name at the head."""
    word, written = docx.Document(), io.BytesIO()
    word.add_heading(union)
    word.add_paragraph("会费收据 {{number}}")
    word.add_paragraph("{{text}}")
    word.add_paragraph("{{issued_on}}")
    word.save(written)
    return SimpleUploadedFile("工会信笺.docx", written.getvalue())
