"""Fetching a file for the bank: once by a button, again for a reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.forms import ButtonForm
from office.refusals import answer, refusals_into
from office.uploads.serving import HEADERS
from office.wake import wake_worker
from welfare.payment.actions.fetching import fetch_file
from welfare.payment.forms import FetchForm
from welfare.payment.models.files import PaymentFile
from welfare.payment.tasks import make_payment_files
from welfare.payment.views.payments import MAKE, payment_page


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def payment_file_fetch(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Send a file for the bank; from the second time on ask for the reason first."""
    files = PaymentFile.objects.visible_to(request.user, MAKE).select_related("batch__unit", "batch__version__profile")
    file = get_object_or_404(files, pk=pk)
    if file.fetched_at is None:
        button = ButtonForm(request.POST)
        if request.method == "POST":
            with refusals_into(button):
                return _sent(file, fetch_file(file, by=request.user))
            return payment_page(request, file.batch_id, button=button)
        return payment_page(request, file.batch_id)
    form = FetchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            return _sent(file, fetch_file(file, by=request.user, reason=form.cleaned_data["reason"]))
    context = {
        "form": form,
        "heading": _("Fetch the file again"),
        "about": file.batch,
        "back": file.batch.get_absolute_url(),
        "warning": _("If the bank gets this file twice, it may pay twice. Ask the bank first."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)


def _sent(file: PaymentFile, content: bytes) -> HttpResponse:
    wake_worker(make_payment_files)
    response = HttpResponse(content, content_type="application/octet-stream", headers=HEADERS)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.download_name)
    return response
