"""Articles, pickup points and their stock in the admin, read only: actions write them."""

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer, OfferedArticle, OfferedStore, OfferNotice
from welfare.goods.models.stock import Batch, StockEntry
from welfare.grants.querysets import apart_from_hardship


class OfArticles(ReadOnly, PortalAdmin):
    """Rows that are read by whoever sees the articles of their unit."""

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_article"


@admin.register(Article)
class ArticleAdmin(OfArticles):
    unit_field = "unit"
    list_display = ["name", "unit", "measure", "price", "active"]
    list_filter = ["active"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]


@admin.register(Store)
class StoreAdmin(OfArticles):
    unit_field = "unit"
    list_display = ["name", "unit", "address", "active"]
    list_filter = ["active"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]


@admin.register(Batch)
class BatchAdmin(OfArticles):
    unit_field = "store__unit"
    list_display = ["article", "size", "store", "expires_on", "number", "in_stock", "reserved"]
    list_select_related = ["article", "store__unit"]
    search_fields = ["article__name", "store__name", "number"]
    date_hierarchy = "expires_on"


@admin.register(StockEntry)
class StockEntryAdmin(OfArticles):
    unit_field = "batch__store__unit"
    list_display = ["batch", "number", "kind", "quantity", "in_stock_after", "reserved_after", "at", "by"]
    list_filter = ["kind"]
    list_select_related = ["batch__article", "batch__store__unit", "by"]
    search_fields = ["batch__article__name", "batch__store__name"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        hidden = StockEntry.objects.hidden_from(request.user)
        return super().get_queryset(request).exclude(pk__in=hidden.values("pk"))


@admin.register(Offer)
class OfferAdmin(OfArticles):
    unit_field = "unit"
    list_display = ["title", "unit", "run", "plan", "ends_on", "state", "made_by"]
    list_filter = ["state"]
    list_select_related = ["unit", "run__plan", "run__occasion", "plan", "made_by"]
    search_fields = ["title", "unit__name", "unit__code"]
    date_hierarchy = "ends_on"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(Q(run=None) | apart_from_hardship(request.user))


@admin.register(OfferedArticle)
class OfferedArticleAdmin(OfArticles):
    unit_field = "offer__unit"
    list_display = ["offer", "article", "price", "is_default", "default_size"]
    list_select_related = ["offer__unit", "article"]
    search_fields = ["offer__title", "article__name"]


@admin.register(OfferedStore)
class OfferedStoreAdmin(OfArticles):
    unit_field = "offer__unit"
    list_display = ["offer", "store"]
    list_select_related = ["offer__unit", "store"]
    search_fields = ["offer__title", "store__name"]


@admin.register(OfferNotice)
class OfferNoticeAdmin(OfArticles):
    unit_field = "offer__unit"
    list_display = ["offer", "reminder", "at", "told", "done_at"]
    list_select_related = ["offer__unit"]
    search_fields = ["offer__title"]
    date_hierarchy = "at"
