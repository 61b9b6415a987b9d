"""Officers' pages of issued documents: the list, its export, one document with its file, declaring it void."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.documents.forms import DocumentFilter
from members.documents.reach import documents_visible_to
from office.documents.actions import file_of, is_same_file, void_document, word_file_of
from office.documents.models import IssuedDocument
from office.documents.responses import issued, word_response
from office.exports import Column
from office.forms import ReasonForm
from office.lists import Listing
from office.permissions import OfficePermission
from office.refusals import answer, refusals_into

VIEW, VOID = OfficePermission.VIEW_ISSUEDDOCUMENT, OfficePermission.VOID_ISSUEDDOCUMENT
COLUMNS: tuple[Column[IssuedDocument], ...] = (
    Column(_("Number"), 22, lambda document: document.full_number),
    Column(_("Kind of document"), 24, lambda document: document.kind_label),
    Column(_("Name"), 14, lambda document: document.subject),
    Column(_("Unit"), 24, lambda document: document.unit),
    Column(_("Issued"), 12, lambda document: timezone.localdate(document.issued_at)),
    Column(_("Issued by"), 14, lambda document: document.issued_by),
    Column(_("State"), 10, lambda document: _("void") if document.voided_at else _("valid")),
    Column(_("Why it is void"), 30, lambda document: document.void_reason),
    Column(_("SHA-256 of the file"), 66, lambda document: document.file_hash),
)


def _documents(request: AuthenticatedHttpRequest) -> Listing[IssuedDocument]:
    form = DocumentFilter(request.GET, user=request.user)
    found = form.narrow(documents_visible_to(request.user))
    return Listing(
        request=request,
        name=_("Issued documents"),
        form=form,
        rows=found.select_related("unit", "issued_by").defer("snapshot"),
        sorts={"entered": "pk"},
        sorts_if_few={"kind": "kind", "unit": "unit__path", "name": "subject"},
        columns=COLUMNS,
        export_url=reverse("members:document_export"),
    )


@needs(VIEW)
def document_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the issued documents in reach, the latest first."""
    return _documents(request).render("members/documents/document_list.html")


@needs(VIEW)
def document_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _documents(request).export("document.export")


@needs(VIEW)
def document_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show when and by whom a document was issued, whether it is void, and which text it had."""
    document = _document(request, pk)
    context = {
        "document": document,
        "may_void": document.voided_at is None and access.can(request.user, VOID, document.unit),
        "is_same": is_same_file(document, file_of(document)),
    }
    return render(request, "members/documents/document_detail.html", context)


@needs(VIEW)
def document_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the document as PDF."""
    document = _document(request, pk)
    return issued(document, file_of(document))


@needs(VIEW)
def document_word_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return what a document says as a Word file, to work on, in the unit's layout; without the QR code."""
    document = _document(request, pk)
    return word_response(word_file_of(document), f"{document}")


@needs(VOID)
def document_void(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Declare a document void, for a reason."""
    document = get_object_or_404(documents_visible_to(request.user, VOID).select_related("unit"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            void_document(document, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The document is void from now on; its number is not given again."))
            return redirect(document)
    context = {
        "form": form,
        "heading": _("Declare void"),
        "about": document,
        "back": document.get_absolute_url(),
        "warning": _("Whoever scans its code reads that it is void. This can't be taken back."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)


def _document(request: AuthenticatedHttpRequest, pk: int) -> IssuedDocument:
    found = documents_visible_to(request.user).select_related("unit", "issued_by", "voided_by", "version")
    return get_object_or_404(found, pk=pk)
