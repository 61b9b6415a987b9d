"""The seals over the audit log, and until when it has been checked."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.authority.guards import needs
from members.front.forms import SealFilter
from office.exports import Column
from office.lists import Listing
from office.permissions import OfficePermission
from office.seals import witness
from office.seals.faults import fault_of
from office.seals.models import AuditCheck, Seal

PERM = OfficePermission.VIEW_AUDITEVENT
# Without the number of events, which lie in all units: a seal belongs to none.
COLUMNS: tuple[Column[Seal], ...] = (
    Column(_("Seal"), 10, lambda seal: seal.number),
    Column(_("Sealed"), 20, lambda seal: seal.sealed_at),
    Column(_("Root"), 68, lambda seal: seal.root_hex),
)
SHOWN_FAULTS = 20


def _seals(request: HttpRequest) -> Listing[Seal]:
    form = SealFilter(request.GET)
    return Listing(
        request=request,
        name=_("Seals"),
        form=form,
        rows=Seal.objects.made(form.cleaned_data["since"], form.cleaned_data["until"])
        if form.is_valid()
        else Seal.objects.none(),
        sorts={"number": "number"},
        default="-number",
        columns=COLUMNS,
        export_url=reverse("members:seal_export"),
    )


@needs(PERM)
def seal_list(request: HttpRequest) -> HttpResponse:
    """List the seals, the latest first, with the outcome of the last check of the whole audit log."""
    check = AuditCheck.objects.order_by("-pk").first()
    return _seals(request).render(
        "members/front/seal_list.html",
        check=check,
        checked_seal=Seal.objects.filter(number=check.last_seal).first() if check else None,
        found=[str(fault_of(found)) for found in check.first_faults[:SHOWN_FAULTS]] if check else [],
        failed_mail=witness.last_failure(),
    )


@needs(PERM)
def seal_export(request: HttpRequest) -> FileResponse:
    """Export the seals as a workbook; an audit event says so."""
    return _seals(request).export("audit.export_seals")
