"""Grants for the staff: who was given what; signing for those who received on paper."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import PersonRequest, needs
from members.register.models.member import Member
from office import paging
from office.errors import NotAllowed
from office.exports import Column, export_list
from office.forms import ReasonForm
from welfare.grants.models import Grant
from welfare.handing_out import actions
from welfare.handing_out.forms import GrantFilter
from welfare.permissions import WelfarePermission

PERM = WelfarePermission.VIEW_GRANT
COLUMNS = {"occasion": "occasion__on", "amount": "amount", "issued": "pk"}
SHEET: tuple[Column[Grant], ...] = (
    Column(_("Name"), 12, lambda grant: grant.member.name),
    Column(_("Unit"), 24, lambda grant: grant.unit),
    Column(_("Occasion"), 24, lambda grant: grant.occasion),
    Column(_("Amount"), 12, lambda grant: grant.amount),
    Column(pgettext_lazy("time", "received"), 20, lambda grant: grant.received_at),
    Column(_("Signed by"), 12, lambda grant: grant.received_by),
)


def _shown(request: PersonRequest) -> tuple[GrantFilter, QuerySet[Grant], tuple[str, ...]]:
    form = GrantFilter(request.GET, user=request.user, perm=PERM)
    grants = form.narrow(Grant.objects.visible_to(request.user, PERM).issued())
    grants = grants.select_related("member", "unit", "occasion", "run", "received_by")
    return form, grants, paging.chosen_order(request.GET, COLUMNS, default="-issued")


@needs(PERM)
def grant_list(request: PersonRequest) -> HttpResponse:
    """What the members in reach were given: issued lists only."""
    form, grants, order = _shown(request)
    member = form.cleaned_data.get("member") if form.is_valid() else None
    context = {
        "form": form,
        "page": paging.keyset(grants, request.GET, order=order),
        "tally": paging.tally(grants, "amount"),
        "member": Member.objects.visible_to(request.user, PERM).filter(pk=member).first() if member else None,
        "may_sign": access.holds(request.user, WelfarePermission.SIGN_GRANT),
    }
    return render(request, "welfare/handing_out/grant_list.html", context)


@needs(PERM)
def grant_export(request: PersonRequest) -> FileResponse:
    """The grants as they are narrowed, as a workbook; on the record."""
    form, grants, order = _shown(request)
    rows = grants.order_by(*order)
    return export_list("grant.export", rows, SHEET, request=request, name=_("Benefits of members"), form=form)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.SIGN_GRANT)
def grant_sign(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask how the member confirmed it, then sign for them."""
    grants = Grant.objects.visible_to(request.user, WelfarePermission.SIGN_GRANT).issued()
    grant = get_object_or_404(grants.select_related("member", "occasion", "run", "unit"), pk=pk)
    form = ReasonForm(request.POST or None, proposed=str(_("signed on paper")))
    if request.method == "POST" and form.is_valid():
        try:
            first = actions.sign_grant(grant, by=request.user, reason=form.cleaned_data["reason"])
        except NotAllowed as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("The receipt is noted.") if first else _("It was noted before."))
        return redirect(grant)
    context = {"form": form, "heading": _("Sign for the member"), "about": grant, "back": grant.get_absolute_url()}
    return render(request, "office/reason_form.html", context, status=422 if form.errors else 200)
