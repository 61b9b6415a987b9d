"""The officers' pages of grants: the list, its export, signing for members who received on paper."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.register.models.member import Member
from office.exports import Column
from office.forms import StatementForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.choices import Form
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions
from welfare.handing_out.forms import GrantFilter
from welfare.handing_out.taking_back import cancel_receipt
from welfare.permissions import WelfarePermission
from welfare.runs.accounts import account_told
from welfare.runs.decided import rule_of, with_places

PERM = WelfarePermission.VIEW_GRANT
READ = ("member", "unit", "occasion", "run", "received_by", "payment")
COLUMNS: tuple[Column[Grant], ...] = (
    Column(_("Name"), 12, lambda grant: grant.shown_name),
    Column(_("Unit"), 24, lambda grant: grant.unit),
    Column(_("Occasion"), 24, lambda grant: grant.occasion),
    Column(_("Goods"), 24, lambda grant: grant.run.goods),
    Column(_("Amount"), 12, lambda grant: grant.amount, total=True),
    Column(_("Rule"), 40, lambda grant: rule_of(grant)),
    Column(pgettext_lazy("of the committee", "Decision"), 24, lambda grant: grant.run.decision),
    Column(pgettext_lazy("time", "received"), 20, lambda grant: grant.received_at),
    Column(_("Signed by"), 12, lambda grant: grant.signer),
)


def _grants(request: AuthenticatedHttpRequest) -> Listing[Grant]:
    form = GrantFilter(request.GET, user=request.user, perm=PERM)
    grants = form.narrow(Grant.objects.visible_to(request.user, PERM).issued())
    asked = form.cleaned_data.get("member")
    member = Member.objects.visible_to(request.user, PERM).filter(pk=asked).first() if asked else None
    return Listing(
        request=request,
        name=_("Benefits of members"),
        form=form,
        rows=with_places(grants).select_related(*READ),
        on_page=grants.select_related(*READ).prefetch_related("payment_lines"),
        sorts={"occasion": "occasion__on", "amount": "amount", "issued": "pk"},
        default="-issued",
        sorts_if_few={"name": "member__pinyin", "unit": "unit__path"},
        sums=("amount",),
        columns=COLUMNS,
        selectable=access.holds(request.user, WelfarePermission.SIGN_GRANT),
        export_url=reverse("welfare:grant_export"),
        named={"member": member} if member else {},
    )


@needs(PERM)
def grant_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the grants of the units in reach: those of issued and closed runs."""
    grants = _grants(request)
    return grants.render(
        "welfare/handing_out/grant_list.html",
        member=grants.named.get("member"),
        may_sign=access.holds(request.user, WelfarePermission.SIGN_GRANT),
    )


@needs(PERM)
def grant_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what one member was given and what decided it: name, unit, category, rule and account when counted."""
    grants = with_places(Grant.objects.visible_to(request.user, PERM).issued())
    read = (
        "member",
        "unit",
        "occasion",
        "run__plan",
        "run__occasion",
        "run__unit",
        "received_by",
        "payment",
        "account",
    )
    grant = get_object_or_404(grants.select_related(*read), pk=pk)
    context = {
        "grant": grant,
        "rule": rule_of(grant),
        "unit_then": getattr(grant, "place_name", ""),
        "account": account_told(grant),
        "payments": grant.payment_lines.select_related("file").order_by("-pk") if grant.run.form == Form.MONEY else [],
    }
    return answer(request, "welfare/handing_out/grant_detail.html", context)


@needs(PERM)
def grant_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _grants(request).export("grant.export")


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.SIGN_GRANT)
def grant_sign(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask how the member confirmed the receipt, then record it."""
    grants = Grant.objects.visible_to(request.user, WelfarePermission.SIGN_GRANT).issued()
    grant = get_object_or_404(grants.select_related("member", "occasion", "run", "unit"), pk=pk)
    form = StatementForm(request.POST or None, proposed=str(_("signed on paper")))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            first = actions.sign_grant(grant, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The receipt is noted.") if first else _("It was noted before."))
            return redirect(grant)
    context = {"form": form, "heading": _("Sign for the member"), "about": grant, "back": grant.get_absolute_url()}
    return answer(request, "office/reason_form.html", context)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.SIGN_GRANT)
def grant_take_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask why a member's receipt is wrong, then take it back."""
    grants = Grant.objects.visible_to(request.user, WelfarePermission.SIGN_GRANT).issued()
    grant = get_object_or_404(grants.select_related("member", "occasion", "run", "unit"), pk=pk)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            cancel_receipt(grant, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The receipt is taken back; the member is told."))
            return redirect(grant)
    heading = _("Take the receipt back")
    context = {"form": form, "heading": heading, "about": grant, "back": grant.get_absolute_url()}
    return answer(request, "office/reason_form.html", context)
