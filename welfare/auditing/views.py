"""The pages of auditor's packs: the list, asking for one, its progress and files, the archive, opening a paper."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Sum
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.types import Message
from office.uploads.serving import HEADERS, download_in_post
from office.wake import wake_worker
from welfare.auditing.actions import asking
from welfare.auditing.actions.reading import open_paper_of_pack
from welfare.auditing.forms import PackFilter, PackForm, PaperForm
from welfare.auditing.models import AuditPack, PackPart
from welfare.auditing.rules import MADE, OPEN, PackState
from welfare.auditing.tasks import make_audit_packs
from welfare.permissions import WelfarePermission

VIEW, MAKE = WelfarePermission.VIEW_AUDITPACK, WelfarePermission.MAKE_AUDITPACK
COLUMNS: tuple[Column[AuditPack], ...] = (
    Column(_("Unit"), 24, lambda pack: pack.unit),
    Column(_("Year"), 8, lambda pack: pack.year),
    Column(_("State"), 14, lambda pack: pack.get_state_display()),
    Column(pgettext_lazy("moment", "As of"), 20, lambda pack: pack.as_of),
    Column(_("Reason"), 30, lambda pack: pack.reason),
    Column(_("Asked for by"), 12, lambda pack: pack.asked_by),
    Column(pgettext_lazy("time", "Asked for"), 20, lambda pack: pack.asked_at),
    Column(_("Bytes"), 14, lambda pack: pack.size),
    Column(_("SHA-256"), 66, lambda pack: pack.sha256),
)
FILE_COLUMNS: tuple[Column[PackPart], ...] = (
    Column(_("File"), 24, lambda part: part.name),
    Column(pgettext_lazy("file", "About"), 24, lambda part: part.get_kind_display()),
    Column(_("Rows"), 12, lambda part: part.rows, total=True),
    Column(_("Sum"), 16, lambda part: part.amount),
    Column(_("Bytes"), 14, lambda part: part.size, total=True),
    Column(_("SHA-256"), 66, lambda part: part.sha256),
)


def visible_pack(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> AuditPack:
    """Return the pack if the user holds `perm` in its unit. Raises Http404 otherwise."""
    packs = AuditPack.objects.visible_to(request.user, perm).select_related("unit", "asked_by")
    return get_object_or_404(packs, pk=pk)


def _packs(request: AuthenticatedHttpRequest) -> Listing[AuditPack]:
    form = PackFilter(request.GET, user=request.user, perm=VIEW)
    return Listing(
        request=request,
        name=_("Auditor's packs"),
        form=form,
        rows=form.narrow(AuditPack.objects.visible_to(request.user, VIEW)).select_related("unit", "asked_by"),
        sorts={"asked": "pk"},
        sorts_if_few={"unit": "unit__path", "year": "year"},
        default="-asked",
        columns=COLUMNS,
        export_url=reverse("welfare:audit_pack_export"),
    )


@needs(VIEW)
def audit_pack_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the packs of the units in reach, the latest first."""
    return _packs(request).render("welfare/auditing/audit_pack_list.html", may_make=access.holds(request.user, MAKE))


@needs(VIEW)
def audit_pack_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list; an audit event says so."""
    return _packs(request).export("audit_pack.export")


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def audit_pack_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for which unit and year a pack is made, and what for; let workers begin."""
    form = PackForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            pack = asking.ask_for_pack(
                given["unit"],
                given["year"],
                by=request.user,
                reason=given["reason"],
                address=request.build_absolute_uri("/"),
            )
            wake_worker(make_audit_packs, times=2)
            return redirect(pack)
    return answer(request, "welfare/auditing/audit_pack_form.html", {"form": form})


@needs(VIEW)
def audit_pack_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a pack: how far it is, then its archive with the files in it."""
    return _page(request, visible_pack(request, pk))


def _page(request: AuthenticatedHttpRequest, pack: AuditPack, **forms: BaseForm) -> HttpResponse:
    may_make = access.can(request.user, MAKE, pack.unit)
    context: dict[str, object] = {
        "pack": pack,
        "files": pack.parts.order_by("number") if pack.state in MADE else [],
        "may_pause": may_make and pack.state == PackState.MAKING and not pack.failed,
        "may_resume": may_make and (pack.state == PackState.PAUSED or pack.failed),
        "may_cancel": may_make and pack.state in OPEN,
        "may_open": may_make and pack.state in MADE,
        **_progress(pack),
        **forms,
    }
    return answer(request, "welfare/auditing/audit_pack_detail.html", context, address=pack.get_absolute_url())


def _progress(pack: AuditPack) -> dict[str, object]:
    """Return how many rows of the pack are sealed, of how many, and the same of its files; none once it is made."""
    if pack.state not in OPEN:
        return {}
    sealed = pack.parts.filter(sealed_at__isnull=False)
    return {
        "rows_done": sealed.aggregate(sum=Sum("planned"))["sum"] or 0,
        "rows_planned": pack.parts.aggregate(sum=Sum("planned"))["sum"] or 0,
        "files_done": sealed.count(),
        "files_planned": pack.parts.count(),
    }


@needs(VIEW)
def audit_pack_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the archive is made, the browser loads the page again."""
    pack = visible_pack(request, pk)
    context = {"pack": pack, **_progress(pack)}
    return progress_response(request, "welfare/auditing/_progress.html", context, at_work=pack.at_work)


def _button(
    request: AuthenticatedHttpRequest, pk: int, act: Callable[[AuditPack], None], done: Message
) -> HttpResponse:
    pack, button = visible_pack(request, pk, MAKE), ButtonForm(request.POST)
    with refusals_into(button):
        act(pack)
        messages.success(request, done)
        return redirect(pack)
    return _page(request, pack, button=button)


@require_POST
@needs(MAKE)
def audit_pack_pause(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Pause a pack that is being made."""
    return _button(request, pk, lambda pack: asking.pause_pack(pack, by=request.user), _("The pack is paused."))


@require_POST
@needs(MAKE)
def audit_pack_resume(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Let workers go on with a pack."""

    def resume(pack: AuditPack) -> None:
        asking.resume_pack(pack, by=request.user)
        wake_worker(make_audit_packs, times=2)

    return _button(request, pk, resume, _("The pack is being made."))


@require_POST
@needs(MAKE)
def audit_pack_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give up a pack that is not ready."""
    return _button(request, pk, lambda pack: asking.cancel_pack(pack, by=request.user), _("The pack is given up."))


@never_cache
@require_GET
@needs(VIEW)
def audit_pack_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Send the archive while it is decrypted; an audit event says who fetched it."""
    pack = visible_pack(request, pk)
    return archive_response(pack, by=request.user) if pack.can_be_fetched else _page(request, pack)


def archive_response(pack: AuditPack, *, by: User) -> FileResponse:
    """Return the archive as a download, and record who fetched it."""
    opened = asking.fetch_pack(pack, by=by)
    return FileResponse(
        opened, as_attachment=True, filename=pack.download_name, content_type="application/zip", headers=HEADERS
    )


@needs(VIEW)
def audit_pack_files_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export the list of the files in the archive, to be compared with it; an audit event says so."""
    pack = visible_pack(request, pk)
    files = Listing(
        request=request,
        name=_("Files of the auditor's pack"),
        rows=list(pack.parts.order_by("number")) if pack.state in MADE else [],
        columns=FILE_COLUMNS,
        export_url="",
    )
    return files.export("audit_pack.export_files", about=pack, unit=pack.unit)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MAKE)
def audit_pack_paper(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Ask which paper of visits or hardship files is opened, and why; record it and send the paper."""
    pack = visible_pack(request, pk, MAKE)
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            paper = open_paper_of_pack(pack, given["number"], by=request.user, reason=given["reason"])
            return download_in_post(request, paper)
    return answer(request, "welfare/auditing/audit_pack_paper.html", {"pack": pack, "form": form})
