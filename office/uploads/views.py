"""Opening the sealed original of a file, for a reason."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from office.encrypted_files.format import DamagedFile
from office.forms import ReasonForm
from office.refusals import answer, refusals_into
from office.uploads.actions import open_original
from office.uploads.originals import ORIGINALS, originals_for
from office.uploads.serving import download_original


def file_original(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Say what is known of an original, and send it to who may open it once they have given a reason."""
    attachment = get_object_or_404(originals_for(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.user.is_authenticated:
        with refusals_into(form):
            about = attachment.about
            assert about is not None
            subject = ORIGINALS[type(about)].subject(about)
            reason = form.cleaned_data["reason"]
            try:
                open_original(attachment, subject, by=request.user, reason=reason, unit=getattr(subject, "unit", None))
            except DamagedFile:
                # No middleware sees what a POST raises.
                return render(request, "office/damaged_file.html", status=500)
            return download_original(attachment)
    return answer(request, "office/uploads/original.html", {"form": form, "file": attachment})
