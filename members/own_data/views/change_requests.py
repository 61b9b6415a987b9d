"""The officers' pages of change requests: list, compare old and new value, accept or return."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.own_data.actions import change_requests as actions
from members.own_data.field_values import shown_text, text_of
from members.own_data.forms.my_data import ChangeFilter, ReturnForm
from members.own_data.models.change_requests import ChangeRequest
from members.permissions import MembersPermission
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

VIEW, DECIDE = MembersPermission.VIEW_CHANGEREQUEST, MembersPermission.DECIDE_CHANGE
COLUMNS: tuple[Column[ChangeRequest], ...] = (
    Column(_("Member"), 12, lambda change: change.member.name),
    Column(_("Unit"), 24, lambda change: change.member.unit),
    Column(_("Field"), 16, lambda change: change.label),
    Column(_("As it was"), 24, lambda change: change.old_shown),
    Column(_("As it should be"), 24, lambda change: change.new_shown),
    Column(_("Sent"), 20, lambda change: change.asked_at),
    Column(_("Due"), 12, lambda change: change.due_on),
    Column(_("State"), 12, lambda change: change.get_state_display()),
    Column(_("Decided by"), 12, lambda change: change.decided_by),
)


def _changes(request: AuthenticatedHttpRequest) -> Listing[ChangeRequest]:
    form = ChangeFilter(request.GET)
    rows = ChangeRequest.objects.visible_to(request.user, VIEW).select_related("member__unit", "decided_by")
    state = form.cleaned_data["state"] if form.is_valid() else ""
    return Listing(
        request=request,
        name=_("Change requests"),
        form=form,
        rows=rows.filter(state=state) if state else rows,
        sorts={"due": "due_on", "asked": "pk", "member": "member__pinyin", "state": "state"},
        default="-asked",
        columns=COLUMNS,
        export_url=reverse("members:change_export"),
    )


@needs(VIEW)
def change_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the change requests of the user's units, by default the latest first."""
    return _changes(request).render("members/own_data/change_list.html")


@needs(VIEW)
def change_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list, numbers masked, as a workbook; an audit event says so."""
    return _changes(request).export("change.export")


@needs(VIEW)
@require_GET
def change_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a request: old and new value, its files, and what the register says today."""
    return _page(request, pk)


@require_POST
@needs(DECIDE)
def change_accept(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Accept a request, which corrects the register."""
    change, button = _change(request, DECIDE, pk), ButtonForm(request.POST)
    with refusals_into(button):
        actions.accept_change(change, by=request.user)
        messages.success(request, _("The register has been corrected; the worker has been told."))
        return redirect(change)
    return _page(request, pk, button=button)


@require_POST
@needs(DECIDE)
def change_return(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return a request with a reason."""
    change, form = _change(request, DECIDE, pk), ReturnForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.return_change(change, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Returned; the worker has been told why."))
            return redirect(change)
    return _page(request, pk, form=form)


@needs(VIEW)
@require_GET
def change_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download a file of a request."""
    return download(attachment_or_404(file_pk, ChangeRequest.objects.visible_to(request.user, VIEW).filter(pk=pk)))


def _change(request: AuthenticatedHttpRequest, perm: str, pk: int) -> ChangeRequest:
    rows = ChangeRequest.objects.visible_to(request.user, perm).select_related("member__unit", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of a request; `forms` takes the place of those of its forms that were sent."""
    change = _change(request, VIEW, pk)
    present = text_of(change.member, change.field)
    may_read = access.can(request.user, MembersPermission.REVEAL_MEMBER, change.member.unit)
    context: dict[str, object] = {
        "change": change,
        "files": change.attachments.all(),
        "form": ReturnForm(),
        "register_says": (
            shown_text(change.field, present, to_compare=may_read) if _has_changed(change, present) else None
        ),
        "old": change.old_to_compare if may_read else change.old_shown,
        "new": change.new_to_compare if may_read else change.new_shown,
        "awaits_entry": change.awaits_entry,
        "is_own": change.member.user_id == request.user.pk,
        "may_decide": change.is_waiting and access.can(request.user, DECIDE, change.member.unit),
        "may_see_member": access.can(request.user, MembersPermission.VIEW_MEMBER, change.member.unit),
        **forms,
    }
    return answer(request, "members/own_data/change_detail.html", context, address=change.get_absolute_url())


def _has_changed(change: ChangeRequest, present: str) -> bool:
    """Return whether the register, which says `present`, has changed since the request was sent.

    Never for the family, which an officer changes before accepting.
    """
    return change.is_waiting and change.field != "family" and present != change.old.reveal()
