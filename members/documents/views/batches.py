"""Files of many documents: their progress and their download."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.documents.kinds import KINDS
from office.documents.models import DocumentBatch
from office.documents.responses import pdf_response
from office.permissions import OfficePermission
from office.progress import progress_response

VIEW = OfficePermission.VIEW_ISSUEDDOCUMENT


def _batch(request: AuthenticatedHttpRequest, pk: int) -> DocumentBatch:
    """Return a batch in whose unit the user may see issued documents, and those of its kind. Raises Http404."""
    found = DocumentBatch.objects.filter(access.within(request.user, VIEW)).select_related("unit")
    batch = get_object_or_404(found, pk=pk)
    kind = KINDS.get(batch.kind)
    if kind is None or not access.can(request.user, kind.permission, batch.unit):
        raise Http404
    return batch


def _context(batch: DocumentBatch) -> dict[str, object]:
    return {"batch": batch, "at_work": batch.state == DocumentBatch.State.RUNNING}


@needs(VIEW)
def document_batch(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how far a file of many documents is, and lead to it once it is done."""
    return render(request, "members/documents/document_batch.html", _context(_batch(request, pk)))


@needs(VIEW)
def document_batch_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; at the end reload the page."""
    batch = _batch(request, pk)
    at_work = batch.state == DocumentBatch.State.RUNNING
    return progress_response(request, "members/documents/_batch_progress.html", _context(batch), at_work=at_work)


@needs(VIEW)
def document_batch_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the file as PDF; redirect to its page while it is not done."""
    batch = _batch(request, pk)
    if batch.state != DocumentBatch.State.DONE:
        return redirect(batch)
    with batch.file.open("rb") as opened:
        return pdf_response(opened.read(), str(batch))
