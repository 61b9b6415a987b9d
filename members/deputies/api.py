from django.db.models import QuerySet
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from members.authority.guards import user_of
from members.deputies.models import Deputyship
from members.permissions import MembersPermission
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin


class DeputySerializer(serializers.ModelSerializer[Deputyship]):
    """Who approves in place of the absent holder of a post; `ends_at` is outside."""

    absent = serializers.CharField(source="appointment.holder")
    post = serializers.CharField(source="appointment.post")
    unit = UnitBriefSerializer(source="appointment.unit")
    deputy = serializers.CharField()

    class Meta:
        model = Deputyship
        fields = ["id", "absent", "post", "unit", "deputy", "starts_at", "ends_at", "reason", "at"]


class DeputyViewSet(OncePerKeyMixin, viewsets.ReadOnlyModelViewSet[Deputyship]):
    """One's own deputies and those whom one stands in for, and all of the units where the caller may see them.

    They are named and ended on the page: no program hands on the right to approve.
    """

    permission_classes = [IsAuthenticated]
    queryset = Deputyship.objects.none()
    serializer_class = DeputySerializer

    def get_queryset(self) -> QuerySet[Deputyship]:
        found = Deputyship.objects.concerning(user_of(self.request), MembersPermission.VIEW_DEPUTYSHIP)
        people = ("appointment__holder", "appointment__post", "appointment__unit", "deputy")
        return found.select_related(*people).order_by("-pk")
