"""Answers requests with typeset documents."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from office.documents.blocks import Content
from office.documents.models import IssuedDocument
from office.documents.typesetting import render_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF file that browsers show and save as "`name`.pdf"; nobody on the way keeps a copy."""
    return _file(pdf, f"{name}.pdf", "application/pdf", as_attachment=False)


def word_response(word: bytes, name: str) -> HttpResponse:
    """Return a Word file as the download "`name`.docx"."""
    return _file(word, f"{name}.docx", WORD, as_attachment=True)


def _file(content: bytes, name: str, content_type: str, *, as_attachment: bool) -> HttpResponse:
    named = content_disposition_header(as_attachment=as_attachment, filename=name) or "attachment"
    headers = {"Content-Disposition": named, "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def printed(content: Content, name: str) -> HttpResponse:
    """Return a document that is only printed, of this moment."""
    return pdf_response(render_pdf(content.as_json(), at=timezone.now()), name)


def issued(document: IssuedDocument, pdf: bytes) -> HttpResponse:
    """Return the file of an issued document under its number."""
    return pdf_response(pdf, f"{document.kind_label} {document.full_number}")
