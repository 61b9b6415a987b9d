from django.db.models import QuerySet
from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.freezes.models import FreezePeriod
from members.permissions import MembersPermission
from members.units.serializers import UnitBriefSerializer


class FreezeSerializer(serializers.ModelSerializer[FreezePeriod]):
    """A time in which nothing is approved, issued or paid in a unit and below it; `ends_at` is outside."""

    unit = UnitBriefSerializer()
    by = serializers.CharField()

    class Meta:
        model = FreezePeriod
        fields = ["id", "unit", "starts_at", "ends_at", "reason", "approving", "issuing", "paying", "by", "at"]


class FreezeViewSet(ScopedViewSet[FreezePeriod]):
    """The freeze periods of the caller's units, the latest entered first. They are set and lifted on the page."""

    perm = MembersPermission.VIEW_FREEZEPERIOD
    queryset = FreezePeriod.objects.all()
    serializer_class = FreezeSerializer

    def get_queryset(self) -> QuerySet[FreezePeriod]:
        return super().get_queryset().select_related("unit", "by").order_by("-pk")
