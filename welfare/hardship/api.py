from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.units.serializers import UnitBriefSerializer
from welfare.hardship.models.files import HardshipFile
from welfare.permissions import WelfarePermission


class HardshipFileSerializer(serializers.ModelSerializer[HardshipFile]):
    """A hardship file: whose, its level and state; never income, health or family."""

    unit = UnitBriefSerializer(source="member.unit")
    member_name = serializers.CharField(source="member.name")

    class Meta:
        model = HardshipFile
        fields = [
            *("id", "member", "member_name", "unit", "state", "level", "since", "review_on", "above_since"),
            *("leaves_on", "ended_on", "end_reason"),
        ]


class HardshipFileViewSet(ScopedViewSet[HardshipFile]):
    """The hardship files of the caller's units that were handed in, the latest first. They are decided on the page."""

    perm = WelfarePermission.VIEW_HARDSHIPFILE
    queryset = HardshipFile.objects.handed_in().select_related("member__unit").defer("content", "answer")
    serializer_class = HardshipFileSerializer
    filterset_fields = ["state", "level"]
