"""The officers' pages of articles and pickup points: lists, exports, forms."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.goods.actions.articles import save_article, save_store
from welfare.goods.forms import ArticleFilter, ArticleForm, StoreForm
from welfare.goods.models.articles import Article, Store
from welfare.permissions import WelfarePermission

VIEW, EDIT = WelfarePermission.VIEW_ARTICLE, WelfarePermission.CHANGE_ARTICLE
ARTICLE_COLUMNS: tuple[Column[Article], ...] = (
    Column(_("Article"), 28, lambda row: row.name),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Unit of measure"), 10, lambda row: row.measure),
    Column(_("Sizes"), 20, lambda row: "、".join(row.sizes)),
    Column(_("Price"), 12, lambda row: row.price),
    Column(_("State"), 10, lambda row: _("in use") if row.active else _("not in use")),
)
STORE_COLUMNS: tuple[Column[Store], ...] = (
    Column(_("Pickup point"), 28, lambda row: row.name),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Address"), 30, lambda row: row.address),
    Column(_("State"), 10, lambda row: _("in use") if row.active else _("not in use")),
)


def _articles(request: AuthenticatedHttpRequest) -> Listing[Article]:
    form = ArticleFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Articles"),
        form=form,
        rows=form.narrow_articles(Article.objects.visible_to(request.user, VIEW)).select_related("unit"),
        sorts_if_few={"name": "name", "unit": "unit__path", "price": "price"},
        columns=ARTICLE_COLUMNS,
        export_url=reverse("welfare:article_export"),
    )


@needs(VIEW)
def article_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the articles of the units in reach."""
    may_edit = access.holds(request.user, EDIT)
    return _articles(request).render("welfare/goods/article_list.html", may_edit=may_edit)


@needs(VIEW)
def article_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _articles(request).export("article.export")


@needs(EDIT)
def article_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new article, and create it."""
    return _article_form(request, Article())


@needs(EDIT)
def article_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of an article, and change it."""
    return _article_form(request, get_object_or_404(Article.objects.visible_to(request.user, EDIT), pk=pk))


def _article_form(request: AuthenticatedHttpRequest, article: Article) -> HttpResponse:
    form = ArticleForm(request.POST or None, instance=article, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            save_article(form.instance, by=request.user)
            messages.success(request, _("The article is kept."))
            return redirect("welfare:article_list")
    return answer(request, "welfare/goods/article_form.html", {"form": form, "is_new": article.pk is None})


def _stores(request: AuthenticatedHttpRequest) -> Listing[Store]:
    form = ArticleFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Pickup points"),
        form=form,
        rows=form.narrow_stores(Store.objects.visible_to(request.user, VIEW)).select_related("unit"),
        sorts_if_few={"name": "name", "unit": "unit__path"},
        columns=STORE_COLUMNS,
        export_url=reverse("welfare:store_export"),
    )


@needs(VIEW)
def store_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the pickup points of the units in reach."""
    return _stores(request).render(
        "welfare/goods/store_list.html",
        may_edit=access.holds(request.user, EDIT),
        may_count=access.holds(request.user, WelfarePermission.KEEP_STOCK),
    )


@needs(VIEW)
def store_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _stores(request).export("store.export")


@needs(EDIT)
def store_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new pickup point, and create it."""
    return _store_form(request, Store())


@needs(EDIT)
def store_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a pickup point, and change it."""
    return _store_form(request, get_object_or_404(Store.objects.visible_to(request.user, EDIT), pk=pk))


def _store_form(request: AuthenticatedHttpRequest, store: Store) -> HttpResponse:
    form = StoreForm(request.POST or None, instance=store, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            save_store(form.instance, by=request.user)
            messages.success(request, _("The pickup point is kept."))
            return redirect("welfare:store_list")
    return answer(request, "welfare/goods/store_form.html", {"form": form, "is_new": store.pk is None})
