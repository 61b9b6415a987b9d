"""The officers' pages of the stock: batches, their entries, taking in, counting, writing off."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import AnnotatedRow
from welfare.budgets.causes import causes_of
from welfare.goods.actions.keeping import count_store, take_in_goods, write_off
from welfare.goods.forms import CountForm, EntryFilter, StockFilter, TakeInForm, WriteOffForm
from welfare.goods.models.articles import Store
from welfare.goods.models.stock import Batch, StockEntry
from welfare.goods.rules import SOON_DAYS
from welfare.permissions import WelfarePermission

VIEW, KEEP = WelfarePermission.VIEW_ARTICLE, WelfarePermission.KEEP_STOCK
# So many batches of one pickup point are counted on one page.
COUNTED_TOGETHER = 200
COLUMNS: tuple[Column[Batch], ...] = (
    Column(_("Article"), 28, lambda row: row.article),
    Column(pgettext_lazy("goods", "Size"), 8, lambda row: row.size),
    Column(_("Pickup point"), 24, lambda row: row.store),
    Column(_("Unit"), 24, lambda row: row.store.unit),
    Column(_("Batch number"), 16, lambda row: row.number),
    Column(_("To be used until"), 12, lambda row: row.expires_on),
    Column(_("In stock"), 10, lambda row: row.in_stock, total=True),
    Column(_("Reserved"), 10, lambda row: row.reserved, total=True),
    Column(_("Free"), 10, lambda row: row.free, total=True),
    Column(_("Unit of measure"), 8, lambda row: row.article.measure),
)
ENTRY_COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("No."), 6, lambda row: row.number),
    Column(_("Time"), 20, lambda row: row.at),
    Column(_("Kind"), 14, lambda row: row.get_kind_display()),
    Column(_("Quantity"), 10, lambda row: row.quantity),
    Column(_("What for"), 30, lambda row: row.about),
    Column(_("Reason"), 30, lambda row: row.reason),
    Column(_("By"), 14, lambda row: row.by),
    Column(_("In stock after it"), 12, lambda row: row.in_stock_after),
    Column(_("Reserved after it"), 12, lambda row: row.reserved_after),
)


def _stock(request: AuthenticatedHttpRequest) -> Listing[Batch]:
    form = StockFilter(request.GET, user=request.user)
    named = {}
    if form.is_valid():
        stores = Store.objects.visible_to(request.user, VIEW)
        named = {"store": stores.filter(pk=form.cleaned_data["store"] or 0).first() or ""}
    return Listing(
        request=request,
        name=_("Stock"),
        form=form,
        rows=form.narrow(Batch.objects.visible_to(request.user, VIEW)).select_related("article", "store__unit"),
        sorts={"entered": "pk"},
        sorts_if_few={
            "article": "article__name",
            "store": "store__name",
            "expires": "expires_on",
            "in_stock": "in_stock",
        },
        columns=COLUMNS,
        sums=("in_stock", "reserved"),
        export_url=reverse("welfare:stock_export"),
        named=named,
    )


@needs(VIEW)
def stock_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the batches of the pickup points in reach, and how many are to be used soon or are over."""
    today = timezone.localdate()
    reach = Batch.objects.visible_to(request.user, VIEW)
    return _stock(request).render(
        "welfare/goods/stock_list.html",
        today=today,
        soon=today + timedelta(days=SOON_DAYS),
        soon_days=SOON_DAYS,
        over_count=reach.expiring_before(today).count(),
        soon_count=reach.expiring_before(today + timedelta(days=SOON_DAYS + 1)).in_date(today).count(),
        may_keep=access.holds(request.user, KEEP),
    )


@needs(VIEW)
def stock_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _stock(request).export("stock.export")


def _batch(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> Batch:
    rows = Batch.objects.visible_to(request.user, perm).select_related("article", "store__unit")
    return get_object_or_404(rows, pk=pk)


def _set_causes(entries: list[StockEntry], request: AuthenticatedHttpRequest) -> list[StockEntry]:
    """Set on each entry the name and URL of its cause as this account may see them, "" where that tells of hardship."""
    of_these = StockEntry.objects.filter(pk__in=[one.pk for one in entries])
    hidden = set(of_these.hidden_from(request.user).values_list("pk", flat=True))
    told = [one for one in entries if one.pk not in hidden]
    found = causes_of(((one.cause_kind, one.cause_id) for one in told if one.cause_id is not None), request.user)
    for one in entries:
        if one.pk in hidden:
            set_for_template(one, about="", about_url="")
            continue
        about, url = found.get((one.cause_kind, one.cause_id or 0), ("", ""))
        set_for_template(one, about=about, about_url=url)
    return entries


def _entries(request: AuthenticatedHttpRequest, batch: Batch) -> Listing[StockEntry]:
    form = EntryFilter(request.GET)
    return Listing(
        request=request,
        name=_("Entries of %(batch)s") % {"batch": batch},
        form=form,
        rows=form.narrow(StockEntry.objects.filter(batch=batch)).select_related("by"),
        sorts={"entered": "number"},
        columns=ENTRY_COLUMNS,
        export_url=reverse("welfare:stock_entries_export", args=[batch.pk]),
    )


@needs(VIEW)
def stock_entries(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the entries of a batch, the latest first, with its numbers after each."""
    batch = _batch(request, pk)
    entries = _entries(request, batch)
    _set_causes(list(entries.page), request)
    return entries.render(
        "welfare/goods/stock_entries.html",
        batch=batch,
        is_over=batch.is_over(timezone.localdate()),
        may_keep=access.can(request.user, KEEP, batch.store.unit),
    )


@needs(VIEW)
def stock_entries_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the filtered entries of a batch; an audit event says so."""
    batch = _batch(request, pk)
    described = partial(_set_causes, request=request)
    return _entries(request, batch).export(
        "stock.export_entries", about=batch, unit=batch.store.unit, transform=described
    )


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def stock_take_in(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask what has come, and take it in."""
    form = TakeInForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            batch = take_in_goods(by=request.user, **form.cleaned_data)
            messages.success(request, _("It is taken in."))
            return redirect(batch)
    return answer(request, "welfare/goods/stock_take_in.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def stock_spoil(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask how many pieces of a batch are spoilt or lost and why, and write them off."""
    batch, form = _batch(request, pk, KEEP), WriteOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            write_off(batch, by=request.user, **form.cleaned_data)
            messages.success(request, _("It is written off."))
            return redirect(batch)
    return answer(request, "welfare/goods/stock_spoil.html", {"form": form, "batch": batch})


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def stock_count(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the batches of a pickup point to count, and enter what was counted, with a reason for each difference."""
    stores = Store.objects.visible_to(request.user, KEEP).select_related("unit")
    store = get_object_or_404(stores, pk=pk)
    batches = list(
        store.batches.there().select_related("article").order_by("article__name", "size", "pk")[:COUNTED_TOGETHER]
    )
    form = CountForm(request.POST or None, batches=batches)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            differing = count_store(store, form.counted, by=request.user)
            told = ngettext(
                "The count is entered: %(count)s batch differs.",
                "The count is entered: %(count)s batches differ.",
                differing,
            )
            messages.success(request, told % {"count": differing})
            return redirect("welfare:store_list")
    return answer(request, "welfare/goods/stock_count.html", {"form": form, "store": store})
