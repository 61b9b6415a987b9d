"""Signing together for members who received on paper, with a scan of the signed sheet; and taking it back."""

from django.contrib import messages
from django.db.models import Sum
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.forms import StatementForm, is_key
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download
from welfare.choices import RunState
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.grants.querysets import Grants
from welfare.handing_out import actions
from welfare.handing_out.forms import GrantFilter, SignManyForm
from welfare.permissions import WelfarePermission

VIEW, SIGN = WelfarePermission.VIEW_GRANT, WelfarePermission.SIGN_GRANT
NAMED = 50


def _chosen(request: AuthenticatedHttpRequest) -> Grants:
    """Return those of the grants that the address chooses which wait for a signature and which the user may sign.

    It chooses them one by one, as `grant`, or with `all` those that the filter of the list shows.
    """
    grants = Grant.objects.visible_to(request.user, SIGN).to_sign()
    if "all" not in request.GET:
        return grants.filter(pk__in=[key for key in request.GET.getlist("grant") if is_key(key)])
    run = request.GET.get("run", "")
    if run:
        grants = grants.filter(run=int(run)) if is_key(run) else grants.none()
    return GrantFilter(request.GET, user=request.user, perm=SIGN).narrow(grants)


@require_http_methods(["GET", "POST"])
@needs(SIGN)
def grant_sign_many(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for the signed sheet, then record the receipts of the members whom the address chooses."""
    chosen = _chosen(request)
    form = SignManyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            entered = form.cleaned_data
            signing = actions.sign_grants(chosen, by=request.user, reason=entered["reason"], sheets=entered["sheets"])
            noted = ngettext(
                "The receipt of %(count)s member is noted.",
                "The receipts of %(count)s members are noted.",
                signing.heads,
            )
            messages.success(request, noted % {"count": signing.heads})
            return redirect(signing)
    few = list(chosen.order_by("pk").values_list("pk", flat=True)[: actions.SIGNED_TOGETHER + 1])
    counted = Grant.objects.filter(pk__in=few)
    context = {
        "form": form,
        "count": len(few),
        "too_many": len(few) > actions.SIGNED_TOGETHER,
        "limit": actions.SIGNED_TOGETHER,
        "amount": counted.aggregate(sum=Sum("amount"))["sum"],
        "people": counted.select_related("member", "unit").order_by("unit__path", "pk")[:NAMED],
        "runs": counted.order_by("run").values_list("run__plan__name", flat=True).distinct(),
    }
    return answer(request, "welfare/handing_out/sign_many.html", context)


def _signing(request: AuthenticatedHttpRequest, pk: int, perm: str) -> Signing:
    signings = Signing.objects.visible_to(request.user, perm)
    return get_object_or_404(signings.select_related("run__plan", "run__occasion", "unit", "by", "undone_by"), pk=pk)


@needs(VIEW)
def signing_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show receipts that were recorded together: who recorded them, the scans, and whose they are."""
    signing = _signing(request, pk, VIEW)
    may_undo = (
        signing.undone_at is None
        and signing.run.state == RunState.ISSUED
        and access.can(request.user, SIGN, signing.unit)
    )
    context = {
        "signing": signing,
        "grants": signing.grants.select_related("member", "unit").order_by("unit__path", "pk"),
        "may_undo": may_undo,
    }
    return answer(request, "welfare/handing_out/signing_detail.html", context)


@needs(VIEW)
def signing_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download a scan of the signed sheet."""
    return download(attachment_or_404(file_pk, Signing.objects.visible_to(request.user, VIEW).filter(pk=pk)))


@require_http_methods(["GET", "POST"])
@needs(SIGN)
def signing_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the receipts back."""
    signing = _signing(request, pk, SIGN)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.undo_signing(signing, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The receipts are taken back, and the members are told."))
            return redirect(signing)
    warning = ngettext(
        "%(count)s member counts as not having received again, and is told.",
        "%(count)s members count as not having received again, and are told.",
        signing.heads,
    )
    context = {
        "form": form,
        "heading": _("Take the receipts back"),
        "about": signing,
        "back": signing.get_absolute_url(),
        "warning": warning % {"count": signing.heads},
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)
