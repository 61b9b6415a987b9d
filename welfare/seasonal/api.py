from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.units.serializers import UnitBriefSerializer
from welfare.permissions import WelfarePermission
from welfare.seasonal.models.deliveries import HeatDelivery, HeatDeliveryLine
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite


class HeatPeriodSerializer(serializers.ModelSerializer[HeatPeriod]):
    class Meta:
        model = HeatPeriod
        fields = ["begins_on", "ends_on", "heads"]


class HeatRationSerializer(serializers.ModelSerializer[HeatRation]):
    article_name = serializers.CharField(source="article.name")
    measure = serializers.CharField(source="article.measure")

    class Meta:
        model = HeatRation
        fields = ["article", "article_name", "measure", "per_head", "begins_on", "ends_on"]


class HeatSiteSerializer(serializers.ModelSerializer[HeatSite]):
    """A heat site, how many people it exposes from when to when, and what each of them gets a day."""

    unit = UnitBriefSerializer()
    periods = HeatPeriodSerializer(many=True)
    rations = HeatRationSerializer(many=True)

    class Meta:
        model = HeatSite
        fields = [
            *("id", "name", "unit", "place", "exposure", "contact", "store", "days_ahead", "active"),
            *("periods", "rations"),
        ]


class HeatSiteViewSet(ScopedViewSet[HeatSite]):
    """The heat sites of the caller's units, the latest first. They are kept on the page."""

    perm = WelfarePermission.VIEW_HEATSITE
    queryset = HeatSite.objects.select_related("unit").prefetch_related("periods", "rations__article")
    serializer_class = HeatSiteSerializer
    filterset_fields = ["exposure", "active"]


class HeatDeliveryLineSerializer(serializers.ModelSerializer[HeatDeliveryLine]):
    article_name = serializers.CharField(source="article.name")
    measure = serializers.CharField(source="article.measure")

    class Meta:
        model = HeatDeliveryLine
        fields = ["article", "article_name", "measure", "quantity"]


class HeatDeliverySerializer(serializers.ModelSerializer[HeatDelivery]):
    """A delivery to a heat site: what was brought, who there signed for it, and whether it was taken back."""

    unit = UnitBriefSerializer(source="site.unit")
    site_name = serializers.CharField(source="site.name")
    lines = HeatDeliveryLineSerializer(many=True)

    class Meta:
        model = HeatDelivery
        fields = [
            *("id", "site", "site_name", "unit", "store", "lines", "receiver", "received_at", "entered_at"),
            *("state", "undone_at", "undo_reason"),
        ]


class HeatDeliveryViewSet(ScopedViewSet[HeatDelivery]):
    """The deliveries to heat sites of the caller's units, the latest first. They are noted on the page."""

    perm = WelfarePermission.VIEW_HEATSITE
    queryset = HeatDelivery.objects.select_related("site__unit").prefetch_related("lines__article")
    serializer_class = HeatDeliverySerializer
    filterset_fields = ["state", "site"]
