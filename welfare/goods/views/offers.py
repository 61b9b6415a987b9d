"""The officers' pages of offers: the list, a new one, what members chose, and the order list."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import ButtonForm, is_key
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message
from office.wake import wake_worker
from welfare.choices import OfferState, Satisfaction
from welfare.goods import figures
from welfare.goods.actions import offers
from welfare.goods.actions.naming import name_goods
from welfare.goods.figures import OrderRow
from welfare.goods.models.offers import Offer
from welfare.goods.offer_forms import OfferFilter, OfferForm, RunGoodsForm
from welfare.goods.tasks import tell_of_offers
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run

VIEW, EDIT = WelfarePermission.VIEW_ARTICLE, WelfarePermission.CHANGE_ARTICLE
ISSUE = WelfarePermission.ISSUE_RUN
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
    Column(_("Size"), 8, lambda row: row.size),
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


@require_http_methods(["GET", "POST"])
@needs(ISSUE)
def run_goods(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show which article of the stock a run gives from which pickup point, and change it."""
    runs = Run.objects.visible_to(request.user, ISSUE).select_related("plan", "occasion", "unit", "article", "store")
    run = get_object_or_404(runs.defer("counts"), pk=pk)
    form = RunGoodsForm(request.POST or None, user=request.user, perm=ISSUE, article=run.article_id, store=run.store_id)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            name_goods(run, by=request.user, **form.cleaned_data)
            messages.success(request, _("The article and the pickup point are kept."))
            return redirect("welfare:run_goods", run.pk)
    context = {
        "form": form,
        "run": run,
        "collections": run.collections.exclude(store=None).select_related("unit", "store"),
        "offer": Offer.objects.filter(run=run).first(),
        "may_offer": access.can(request.user, EDIT, run.unit),
    }
    return answer(request, "welfare/goods/run_goods.html", context)


@needs(WelfarePermission.VIEW_PLAN)
def plan_satisfaction(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how satisfied members were with each article of a plan's runs, and what they were asked for it."""
    plans = Plan.objects.visible_to(request.user, WelfarePermission.VIEW_PLAN).select_related("unit")
    plan = get_object_or_404(plans, pk=pk)
    context = {
        "plan": plan,
        "rows": figures.satisfaction_by_article(plan),
        "grades": Satisfaction.labels,
        "offers": Offer.objects.visible_to(request.user, VIEW).filter(plan=plan).order_by("-pk")[:10],
        "may_offer": access.can(request.user, EDIT, plan.unit),
    }
    return answer(request, "welfare/goods/plan_satisfaction.html", context)
