"""Articles, pickup points, stock and offers in the API: officers read them, members choose.

Single choices are read by nobody but the member, as on the pages.
"""

import django_filters
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin
from office.types import AnnotatedRow
from welfare.goods import figures
from welfare.goods.actions.offers import choose
from welfare.goods.figures import OrderRow
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Choice, Offer, OfferedArticle
from welfare.goods.models.stock import Batch, StockEntry
from welfare.permissions import WelfarePermission

VIEW = WelfarePermission.VIEW_ARTICLE


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """What a union gives in kind; `price` is in yuan for one piece of its `measure`."""

    unit = UnitBriefSerializer()

    class Meta:
        model = Article
        fields = ["id", "unit", "name", "measure", "sizes", "price", "active"]


class StoreSerializer(serializers.ModelSerializer[Store]):
    """Where goods are kept and collected."""

    unit = UnitBriefSerializer()

    class Meta:
        model = Store
        fields = ["id", "unit", "name", "address", "active"]


class StockBatchSerializer(serializers.ModelSerializer[Batch]):
    """The pieces of an article, of one size, that came to a pickup point together and are to be used until a day."""

    article_name = serializers.CharField(source="article.name")
    store_name = serializers.CharField(source="store.name")
    free = serializers.IntegerField()

    class Meta:
        model = Batch
        fields = [
            *("id", "article", "article_name", "store", "store_name", "size", "expires_on", "number"),
            *("in_stock", "reserved", "free"),
        ]


class StockEntrySerializer(serializers.ModelSerializer[StockEntry]):
    """One entry of a batch; `number` is its position, `…_after` are the numbers of the batch after it, in pieces."""

    article_name = serializers.CharField(source="batch.article.name")
    store_name = serializers.CharField(source="batch.store.name")
    by = serializers.CharField(allow_null=True)

    class Meta:
        model = StockEntry
        fields = [
            *(
                "id",
                "batch",
                "article_name",
                "store_name",
                "number",
                "kind",
                "quantity",
                "cause_kind",
                "cause_id",
                "at",
                "by",
                "reason",
            ),
            *("in_stock_after", "reserved_after"),
        ]


class OfferedArticleSerializer(serializers.ModelSerializer[OfferedArticle]):
    """One of the articles of an offer; `price` is what was offered, in yuan."""

    name = serializers.CharField(source="article.name")
    sizes = serializers.ListField(child=serializers.CharField(), source="article.sizes")

    class Meta:
        model = OfferedArticle
        fields = ["id", "article", "name", "sizes", "price", "is_default", "default_size"]


class OfferSerializer(serializers.ModelSerializer[Offer]):
    """Articles among which members choose until a day: of a run, or, without one, to say what should be bought."""

    unit = UnitBriefSerializer()
    articles = OfferedArticleSerializer(many=True)
    stores = serializers.SerializerMethodField()

    class Meta:
        model = Offer
        fields = ["id", "unit", "run", "plan", "title", "text", "ends_on", "state", "articles", "stores"]

    def get_stores(self, offer: Offer) -> list[int]:
        return [one.store_id for one in offer.stores.all()]


class OrderRowSerializer(serializers.Serializer[OrderRow]):
    """How many pieces are to be ordered for a pickup point, null where none is named; `cost` is in yuan."""

    store = serializers.IntegerField(source="store.pk", allow_null=True, default=None)
    store_name = serializers.CharField(source="store.name", allow_null=True, default=None)
    article = serializers.IntegerField(source="offered.article_id")
    article_name = serializers.CharField(source="offered.article.name")
    size = serializers.CharField()
    quantity = serializers.IntegerField()
    by_default = serializers.IntegerField(help_text="Of them for who hasn't chosen.")
    cost = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)


class OwnChoiceSerializer(serializers.ModelSerializer[Choice]):
    """What the caller chose."""

    article = serializers.IntegerField(source="article_id", help_text="The key of one of the offer's `articles`.")

    class Meta:
        model = Choice
        fields = ["article", "size", "store", "at"]


class OwnOfferSerializer(OfferSerializer):
    """An offer to the caller, and what they chose of it."""

    open = serializers.SerializerMethodField()
    chosen = serializers.SerializerMethodField()

    class Meta(OfferSerializer.Meta):
        fields = [*OfferSerializer.Meta.fields, "open", "chosen"]

    def get_open(self, offer: Offer) -> bool:
        return offer.is_open(timezone.localdate())

    @extend_schema_field(OwnChoiceSerializer(allow_null=True))
    def get_chosen(self, offer: AnnotatedRow) -> dict[str, object] | None:
        mine = offer.own_choices
        return dict(OwnChoiceSerializer(mine[0]).data) if mine else None


class ChooseSerializer(serializers.Serializer[Choice]):
    """What the caller chooses: one of the offer's `articles`, its size if any, a pickup point if some are offered."""

    article = serializers.IntegerField(min_value=1)
    size = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")
    store = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class BatchFilterSet(django_filters.FilterSet):
    # Plain numbers: a choice among rows would refuse what doesn't exist and take what is merely out of reach.
    article = django_filters.NumberFilter(field_name="article_id")
    store = django_filters.NumberFilter(field_name="store_id")
    expires_before = django_filters.DateFilter(field_name="expires_on", lookup_expr="lt")

    class Meta:
        model = Batch
        fields: list[str] = []


class StockEntryFilterSet(django_filters.FilterSet):
    batch = django_filters.NumberFilter(field_name="batch_id")

    class Meta:
        model = StockEntry
        fields = ["kind", "cause_kind", "cause_id"]


class OfferFilterSet(django_filters.FilterSet):
    run = django_filters.NumberFilter(field_name="run_id")
    plan = django_filters.NumberFilter(field_name="plan_id")

    class Meta:
        model = Offer
        fields = ["state"]


class ArticleViewSet(ScopedViewSet[Article]):
    """The articles of the caller's units, the latest entered first. They are changed on the page."""

    perm = VIEW
    queryset = Article.objects.select_related("unit").order_by("-pk")
    serializer_class = ArticleSerializer
    filterset_fields = ["active"]


class StoreViewSet(ScopedViewSet[Store]):
    """The pickup points of the caller's units, the latest entered first. They are changed on the page."""

    perm = VIEW
    queryset = Store.objects.select_related("unit").order_by("-pk")
    serializer_class = StoreSerializer
    filterset_fields = ["active"]


class BatchViewSet(ScopedViewSet[Batch]):
    """The batches in the pickup points of the caller's units, the latest entered first."""

    perm = VIEW
    queryset = Batch.objects.select_related("article", "store").order_by("-pk")
    serializer_class = StockBatchSerializer
    filterset_class = BatchFilterSet


class StockEntryViewSet(ScopedViewSet[StockEntry]):
    """The entries of batches of the caller's units, the latest first; they are never changed or deleted.

    Those for benefits that tell who is in hardship are left out for who may not see that.
    """

    perm = VIEW
    queryset = StockEntry.objects.select_related("by", "batch__article", "batch__store").order_by("-pk")
    serializer_class = StockEntrySerializer
    filterset_class = StockEntryFilterSet

    def get_queryset(self) -> QuerySet[StockEntry]:
        rows = super().get_queryset()
        return rows.exclude(pk__in=StockEntry.objects.hidden_from(self.request.user).values("pk"))


class OfferViewSet(ScopedViewSet[Offer]):
    """The offers of the caller's units, the latest first; `orders` is what is to be ordered for which pickup point."""

    perm = VIEW
    queryset = Offer.objects.select_related("unit").prefetch_related("articles__article", "stores")
    serializer_class = OfferSerializer
    filterset_class = OfferFilterSet

    @extend_schema(responses={200: OrderRowSerializer(many=True)}, filters=False)
    @action(detail=True, pagination_class=None)
    def orders(self, request: Request, pk: str) -> Response:
        """Return what is to be ordered, by pickup point, article and size."""
        return Response([OrderRowSerializer(row).data for row in figures.order_rows(self.get_object())])


class OwnOfferViewSet(
    OncePerKeyMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Offer]
):
    """The offers to the caller, the latest first; `choose` notes what they want, until the last day."""

    permission_classes = [IsAuthenticated]
    queryset = Offer.objects.select_related("unit").prefetch_related("articles__article", "stores")
    serializer_class = OwnOfferSerializer

    def get_queryset(self) -> QuerySet[Offer]:
        mine = Offer.objects.for_member(user_of(self.request))
        chosen = Prefetch("choices", Choice.objects.own(user_of(self.request)), to_attr="own_choices")
        return mine.select_related("unit").prefetch_related("articles__article", "stores", chosen)

    @extend_schema(request=ChooseSerializer, responses={200: OwnOfferSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, pk: str) -> Response:
        """Choose; chosen again, the last one counts."""
        offer, said = self.get_object(), validated(ChooseSerializer, request)
        article = offer.articles.select_related("article").filter(pk=said["article"]).first()
        if article is None:
            raise serializers.ValidationError({"article": [_("Choose one of what is offered.")]})
        store = Store.objects.filter(pk=said["store"] or 0, pk__in=offer.stores.values("store")).first()
        if said["store"] and store is None:
            raise serializers.ValidationError({"store": [_("Choose a pickup point.")]})
        choose(offer, article, size=said["size"], store=store, by=user_of(request))
        return Response(OwnOfferSerializer(self.get_object(), context=self.get_serializer_context()).data)
