from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.units.serializers import UnitBriefSerializer
from welfare.permissions import WelfarePermission
from welfare.visits.models.visits import Visit


class VisitSerializer(serializers.ModelSerializer[Visit]):
    """A visit: to whom, for which event, how much and how far it is; never what it says of health and family."""

    unit = UnitBriefSerializer()
    member_name = serializers.CharField(source="member.name")

    class Meta:
        model = Visit
        fields = [
            *("id", "member", "member_name", "unit", "kind", "event_on", "source", "asked_at", "amount", "form"),
            *("document", "state", "planned_on", "visited_on", "paid_on", "way", "closed_at"),
        ]


class VisitViewSet(ScopedViewSet[Visit]):
    """The visits of the caller's units, the latest first. They are decided on the page."""

    perm = WelfarePermission.VIEW_VISIT
    queryset = Visit.objects.select_related("member", "unit").defer("content", "report", "receipt", "answer")
    serializer_class = VisitSerializer
    filterset_fields = ["state", "kind"]
