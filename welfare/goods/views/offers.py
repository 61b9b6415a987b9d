"""The officers' pages of offers: the list, a new one, what members chose, and the order list."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import ButtonForm, is_key
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message
from office.wake import wake_worker
from welfare.choices import OfferState
from welfare.goods import figures
from welfare.goods.actions import offers
from welfare.goods.figures import OrderRow
from welfare.goods.models.offers import Offer
from welfare.goods.offer_forms import OfferFilter, OfferForm
from welfare.goods.tasks import tell_of_offers
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run

VIEW, EDIT = WelfarePermission.VIEW_ARTICLE, WelfarePermission.CHANGE_ARTICLE
COLUMNS: tuple[Column[Offer], ...] = (
    Column(_("Title"), 32, lambda row: row.title),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Run"), 32, lambda row: row.run or ""),
    Column(_("Choose until"), 12, lambda row: row.ends_on),
    Column(_("State"), 12, lambda row: row.get_state_display()),
)
ORDER_COLUMNS: tuple[Column[OrderRow], ...] = (
    Column(_("Pickup point"), 24, lambda row: row.store or ""),
    Column(_("Address"), 28, lambda row: row.store.address if row.store else ""),
    Column(_("Article"), 28, lambda row: row.offered.article),
    Column(pgettext_lazy("goods", "Size"), 8, lambda row: row.size),
    Column(_("Quantity"), 10, lambda row: row.quantity, total=True),
    Column(_("Unit of measure"), 8, lambda row: row.offered.article.measure),
    Column(_("Of them for who hasn't chosen"), 10, lambda row: row.by_default, total=True),
    Column(_("Price"), 12, lambda row: row.offered.price),
    Column(_("Cost"), 14, lambda row: row.cost, total=True),
)


def _offers(request: AuthenticatedHttpRequest) -> Listing[Offer]:
    form = OfferFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Choices of goods"),
        form=form,
        rows=form.narrow(Offer.objects.visible_to(request.user, VIEW)).select_related(
            "unit", "run__plan", "run__occasion"
        ),
        sorts_if_few={"until": "ends_on", "unit": "unit__path", "state": "state"},
        columns=COLUMNS,
        export_url=reverse("welfare:offer_export"),
    )


@needs(VIEW)
def offer_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the offers of the units in reach, newest first."""
    may_edit = access.holds(request.user, EDIT)
    return _offers(request).render("welfare/goods/offer_list.html", may_edit=may_edit, today=timezone.localdate())


@needs(VIEW)
def offer_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _offers(request).export("offer.export")


@require_http_methods(["GET", "POST"])
@needs(EDIT)
def offer_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask what is offered to whom: to the members of a unit, or with `?run=` to those of a run, and make the offer."""
    offer = Offer()
    if is_key(key := request.GET.get("run", "")):
        runs = Run.objects.visible_to(request.user, EDIT).select_related("plan", "occasion", "unit").defer("counts")
        offer.run = get_object_or_404(runs, pk=key)
        offer.unit, offer.plan = offer.run.unit, offer.run.plan
    elif is_key(key := request.GET.get("plan", "")):
        offer.plan = get_object_or_404(Plan.objects.visible_to(request.user, EDIT), pk=key)
    form = OfferForm(request.POST or None, instance=offer, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            offers.make_offer(form.instance, form.offered, form.cleaned_data["stores"], by=request.user)
            messages.success(request, _("The offer is kept. Look at it, then open it."))
            return redirect(form.instance)
    return answer(request, "welfare/goods/offer_form.html", {"form": form, "run": offer.run, "plan": offer.plan})


def _offer(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> Offer:
    rows = Offer.objects.visible_to(request.user, perm)
    return get_object_or_404(rows.select_related("unit", "plan", "run__plan", "run__occasion"), pk=pk)


@needs(VIEW)
def offer_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what is offered, how many have chosen, and what, by article and size and by unit."""
    return _offer_page(request, _offer(request, pk))


def _offer_page(request: AuthenticatedHttpRequest, offer: Offer, **forms: BaseForm) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "offer": offer,
        "articles": offer.articles.select_related("article"),
        "stores": offer.stores.select_related("store"),
        "heads": figures.heads_of(offer),
        "results": figures.results_of(offer),
        "by_unit": figures.results_by_unit(offer),
        "is_open": offer.is_open(today),
        "may_edit": access.can(request.user, EDIT, offer.unit),
        **forms,
    }
    return answer(request, "welfare/goods/offer_detail.html", context, address=offer.get_absolute_url())


def _step(request: AuthenticatedHttpRequest, pk: int, act: Callable[..., Offer], told: Message) -> HttpResponse:
    offer, button = _offer(request, pk, EDIT), ButtonForm(request.POST)
    with refusals_into(button):
        act(offer, by=request.user)
        wake_worker(tell_of_offers)
        messages.success(request, told)
        return redirect(offer)
    offer.refresh_from_db(fields=["state"])
    return _offer_page(request, offer, button=button)


@require_POST
@needs(EDIT)
def offer_open(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Let members choose from now on."""
    return _step(request, pk, offers.open_offer, _("Members may choose now; they are told."))


@require_POST
@needs(EDIT)
def offer_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End an offer before its day."""
    return _step(request, pk, offers.end_offer, _("The offer is ended."))


def _orders(request: AuthenticatedHttpRequest, offer: Offer) -> Listing[OrderRow]:
    return Listing(
        request=request,
        name=_("Order list of %(offer)s") % {"offer": offer},
        rows=figures.order_rows(offer),
        columns=ORDER_COLUMNS,
        export_url=reverse("welfare:offer_orders_export", args=[offer.pk]),
    )


@needs(VIEW)
def offer_orders(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what is to be ordered for which pickup point."""
    offer = _offer(request, pk)
    orders = _orders(request, offer)
    costs = [row.cost for row in orders.page]
    return orders.render(
        "welfare/goods/offer_orders.html",
        offer=offer,
        rows=orders.page.items,
        pieces=sum(row.quantity for row in orders.page),
        cost=sum(cost for cost in costs if cost is not None) if None not in costs else None,
        is_final=offer.state != OfferState.DRAFT and not offer.is_open(timezone.localdate()),
    )


@needs(VIEW)
def offer_orders_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the order list; an audit event says so."""
    offer = _offer(request, pk)
    return _orders(request, offer).export("offer.export_orders", about=offer, unit=offer.unit)
