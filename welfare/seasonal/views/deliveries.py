"""The pages of deliveries to heat sites: the form on the phone of who delivers, the list, one delivery, undoing it."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import StatementForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download
from welfare.permissions import WelfarePermission
from welfare.seasonal.actions import deliveries
from welfare.seasonal.choices import DeliveryState
from welfare.seasonal.forms import DeliverForm, DeliveryFilter
from welfare.seasonal.models.deliveries import HeatDelivery
from welfare.seasonal.models.sites import HeatSite
from welfare.seasonal.supply import heat_rules_of, outlooks

VIEW, CHANGE = WelfarePermission.VIEW_HEATSITE, WelfarePermission.CHANGE_HEATSITE
DELIVER = WelfarePermission.DELIVER_HEATSITE


def _goods(delivery: HeatDelivery) -> str:
    return "、".join(f"{line.article} {line.quantity}{line.article.measure}" for line in delivery.lines.all())


COLUMNS: tuple[Column[HeatDelivery], ...] = (
    Column(_("Number"), 10, lambda row: row.pk),
    Column(_("Heat site"), 24, lambda row: row.site),
    Column(_("Unit"), 24, lambda row: row.site.unit),
    Column(_("Goods"), 36, _goods),
    Column(_("Pickup point"), 20, lambda row: row.store),
    Column(pgettext_lazy("heat delivery", "Received by"), 14, lambda row: row.receiver),
    Column(_("Received at"), 18, lambda row: row.received_at),
    Column(_("Delivered by"), 14, lambda row: row.delivered_by),
    Column(_("State"), 10, lambda row: row.get_state_display()),
    Column(_("Why it was taken back"), 30, lambda row: row.undo_reason),
)


def _deliveries(request: AuthenticatedHttpRequest) -> Listing[HeatDelivery]:
    form = DeliveryFilter(request.GET, user=request.user)
    named = {}
    if form.is_valid():
        of_site = HeatSite.objects.visible_to(request.user, VIEW).filter(pk=form.cleaned_data["site"] or 0)
        named = {"site": of_site.first() or ""}
    rows = form.narrow(HeatDelivery.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Deliveries to heat sites"),
        form=form,
        rows=rows.select_related("site__unit", "store", "delivered_by").prefetch_related("lines__article"),
        sorts_if_few={"received": "received_at"},
        columns=COLUMNS,
        export_url=reverse("welfare:heat_delivery_export"),
        named=named,
    )


@needs(VIEW)
def heat_delivery_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the deliveries to the sites in reach, the latest first."""
    return _deliveries(request).render("welfare/seasonal/heat_delivery_list.html")


@needs(VIEW)
def heat_delivery_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _deliveries(request).export("heat_delivery.export")


@require_http_methods(["GET", "POST"])
@needs(DELIVER)
def heat_deliver(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask what was brought to a site and who there signed for it, and hand it out of the stock."""
    rows = HeatSite.objects.visible_to(request.user, DELIVER).select_related("unit", "store")
    site, today = get_object_or_404(rows, pk=pk), timezone.localdate()
    outlook = outlooks([site], today)[site.pk]
    form = DeliverForm(request.POST or None, request.FILES or None, supplies=outlook.supplies)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            delivery = deliveries.deliver(site, form.quantities, form.receipt, by=request.user)
            messages.success(request, _("The delivery is noted, and taken from the stock."))
            return redirect(delivery)
    context = {"form": form, "site": site, "outlook": outlook, "rules": heat_rules_of(site, today)}
    return answer(request, "welfare/seasonal/heat_deliver.html", context)


def _delivery(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> HeatDelivery:
    rows = HeatDelivery.objects.visible_to(request.user, perm)
    rows = rows.select_related("site__unit", "store", "delivered_by", "undone_by")
    return get_object_or_404(rows, pk=pk)


@needs(VIEW)
def heat_delivery_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a delivery: what was brought, who signed for it, and the photos of the slip."""
    delivery = _delivery(request, pk)
    context = {
        "delivery": delivery,
        "lines": delivery.lines.select_related("article"),
        "photos": delivery.attachments.all(),
        "may_undo": delivery.state == DeliveryState.DELIVERED and access.can(request.user, CHANGE, delivery.site.unit),
    }
    return answer(request, "welfare/seasonal/heat_delivery_detail.html", context)


@needs(VIEW)
def heat_delivery_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download a photo of the signed slip."""
    return download(attachment_or_404(file_pk, HeatDelivery.objects.visible_to(request.user, VIEW).filter(pk=pk)))


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_delivery_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take a delivery back: its goods are in stock again."""
    delivery = _delivery(request, pk, CHANGE)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            deliveries.undo_delivery(delivery, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The delivery is taken back; its goods are in stock again."))
            return redirect(delivery)
    context = {
        "form": form,
        "heading": _("Take the delivery back"),
        "about": delivery,
        "back": delivery.get_absolute_url(),
        "warning": _("Its goods lie in the pickup point again, as if they had never been brought."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)
