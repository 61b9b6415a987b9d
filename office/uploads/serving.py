"""Sending files to those who may read what they belong to."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from office.encrypted_files.format import DamagedFile
from office.uploads.actions import ensure_copy
from office.uploads.clean_copies import CleanersBusy
from office.uploads.models import Attachment
from office.uploads.rules import CopyState

# Whatever the browser thinks of the content, it is a file to be saved: its scripts never run inside the portal.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class NoCopy(Exception):
    """No clean copy can be sent: none can be made, or (`later`) too many others are being made just now."""

    def __init__(self, attachment: Attachment, *, later: bool) -> None:
        super().__init__(attachment.pk)
        self.attachment, self.later = attachment, later


def within(*abouts: QuerySet[models.Model]) -> Q:
    """Return the condition that an attachment belongs to a row of one of the querysets."""
    found = Q(pk__in=[])
    for about in abouts:
        found |= Q(object_type=ContentType.objects.get_for_model(about.model), object_id__in=about.values("pk"))
    return found


def attachment_or_404(pk: int, *abouts: QuerySet[models.Model]) -> Attachment:
    """Return the attachment if it belongs to a row of the querysets `abouts`, which hold what the user may read.

    Raises Http404 otherwise.
    """
    return get_object_or_404(Attachment.objects.filter(within(*abouts)), pk=pk)


def download(attachment: Attachment) -> FileResponse:
    """Return what everybody reads of a file, as a download: the clean copy, or the file where it needs none.

    A copy that is still due is made at once. Raises NoCopy, which `NoCopyMiddleware` answers in words.
    """
    try:
        ensure_copy(attachment)
    except CleanersBusy:
        raise NoCopy(attachment, later=True) from None
    if attachment.copy_state == CopyState.FAILED:
        raise NoCopy(attachment, later=False)
    file = attachment.copy if attachment.has_copy else attachment.file
    return _sent(file, attachment.read_name)


def download_in_post(request: HttpRequest, attachment: Attachment) -> HttpResponse | FileResponse:
    """Return what `download` does, or the page that says why not: no middleware sees what a POST raises."""
    try:
        return download(attachment)
    except NoCopy as why:
        return no_copy_page(request, why)
    except DamagedFile:
        return render(request, "office/damaged_file.html", status=500)


def download_original(attachment: Attachment) -> FileResponse:
    """Return the sealed original as a download; who may have it, and why, is recorded by `actions.open_original`."""
    return _sent(attachment.file, attachment.name)


def no_copy_page(request: HttpRequest, why: NoCopy) -> HttpResponse:
    """Return the page that says why a file can't be shown, with status 503 where it can be later, else 404."""
    response = render(request, "office/uploads/no_copy.html", {"why": why}, status=503 if why.later else 404)
    if why.later:
        response.headers["Retry-After"] = "60"
    return response


def _sent(file: FieldFile, name: str) -> FileResponse:
    return FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream", headers=HEADERS
    )
