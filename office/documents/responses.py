"""Answers requests with typeset documents."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from office.documents.blocks import Content
from office.documents.models import IssuedDocument
from office.documents.typesetting import render_pdf


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF file that browsers show and save as "`name`.pdf"; nobody on the way keeps a copy."""
    named = content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
    headers = {"Content-Disposition": named, "Cache-Control": "no-store, private"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def printed(content: Content, name: str) -> HttpResponse:
    """Return a document that is only printed, of this moment."""
    return pdf_response(render_pdf(content.as_json(), at=timezone.now()), name)


def issued(document: IssuedDocument, pdf: bytes) -> HttpResponse:
    """Return the file of an issued document under its number."""
    return pdf_response(pdf, f"{document.kind_label} {document.full_number}")
