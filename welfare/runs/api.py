from collections.abc import Callable
from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import InReach
from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from members.units.serializers import UnitBrief
from union_portal.office.errors import NotAllowed
from welfare.actions import receipt
from welfare.grants.models import Grant, Occasion
from welfare.runs.actions import review
from welfare.runs.models import Run


class OccasionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Occasion
        fields = ["key", "kind", "name", "on"]


class RunSerializer(serializers.ModelSerializer):
    """A run; `heads` and `cost` (yuan) are null while it is being counted."""

    unit = UnitBrief()
    occasion = OccasionSerializer()
    plan = serializers.CharField(source="plan.name")

    class Meta:
        model = Run
        fields = [
            "id", "plan", "occasion", "unit", "state", "standard", "round", "heads", "cost", "opened_at", "counted_at",
            "issued_at", "closed_at",
        ]  # fmt: skip


class MemberBrief(serializers.ModelSerializer):
    class Meta:
        model = Member
        fields = ["id", "name", "employee_number"]


class GrantSerializer(serializers.ModelSerializer):
    """What one member was given, in yuan; `reduced_by` names the cap that lowered it."""

    member = MemberBrief()
    occasion = OccasionSerializer()
    unit = UnitBrief()

    class Meta:
        model = Grant
        fields = ["id", "run", "member", "occasion", "unit", "amount", "post_category", "reduced_by", "received_at"]


class NoteSerializer(serializers.Serializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=300)


class RefusalSerializer(serializers.Serializer):
    detail = serializers.CharField(help_text="The rule that forbids it, in words.")


class RunFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(method="filter_unit", label="Code of a unit: it and everything below it.")
    occasion = django_filters.CharFilter(field_name="occasion__key", label="Key of an occasion: mid_autumn:2026.")

    class Meta:
        model = Run
        fields = ["state"]

    def filter_unit(self, runs: QuerySet, _name: str, code: str) -> QuerySet:
        unit = Unit.objects.visible_to(self.request.user, "welfare.view_run").filter(code=code).first()
        return runs.filter(unit__path__startswith=unit.path) if unit else runs.none()


class GrantFilterSet(django_filters.FilterSet):
    # Plain numbers: a choice among rows would refuse what doesn't exist and take what is merely out of reach.
    run = django_filters.NumberFilter(field_name="run_id")
    member = django_filters.NumberFilter(field_name="member_id")
    received = django_filters.BooleanFilter(field_name="received_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Grant
        fields: list[str] = []


def _step(request: Any) -> Any:
    return extend_schema(request=request, responses={200: RunSerializer, 409: RefusalSerializer})


class RunViewSet(InReach, viewsets.ReadOnlyModelViewSet):
    """The runs of the caller's units, latest first, and the steps that they may take with them."""

    perm = "welfare.view_run"
    queryset = Run.objects.select_related("plan", "occasion", "unit").defer("counts")
    serializer_class = RunSerializer
    filterset_class = RunFilterSet

    @_step(None)
    @action(detail=True, methods=["post"], perm="welfare.submit_run")
    def submit(self, request: Request, pk: str) -> Response:
        """Send a counted run to review."""
        return self._take(review.submit_run)

    @_step(NoteSerializer)
    @action(detail=True, methods=["post"], perm="welfare.approve_run")
    def approve(self, request: Request, pk: str) -> Response:
        """Approve a run in review; the last approval reserves its money."""
        return self._take(review.approve_run, NoteSerializer)

    @_step(ReasonSerializer)
    @action(detail=True, methods=["post"], perm="welfare.return_run", url_path="return", url_name="return")
    def send_back(self, request: Request, pk: str) -> Response:
        """Return a run in review, for a reason."""
        return self._take(review.return_run, ReasonSerializer)

    @_step(None)
    @action(detail=True, methods=["post"], perm="welfare.issue_run")
    def issue(self, request: Request, pk: str) -> Response:
        """Issue an approved run."""
        return self._take(review.issue_run)

    def _take(self, step: Callable[..., Run], words: type[serializers.Serializer] = serializers.Serializer) -> Response:
        run = self.get_object()
        given = words(data=self.request.data)
        given.is_valid(raise_exception=True)
        try:
            step(run, by=self.request.user, **given.validated_data)
        except NotAllowed as why:
            return Response({"detail": str(why)}, status=status.HTTP_409_CONFLICT)
        run.refresh_from_db()
        return Response(RunSerializer(run).data)


class GrantViewSet(InReach, viewsets.ReadOnlyModelViewSet):
    """What the members of the caller's units were given: issued lists only, latest first."""

    perm = "welfare.view_grant"
    queryset = Grant.objects.issued().select_related("member", "occasion", "unit")
    serializer_class = GrantSerializer
    filterset_class = GrantFilterSet


class OwnGrantViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """The caller's own benefits, latest first; `receive` confirms one of them."""

    permission_classes = [IsAuthenticated]
    queryset = Grant.objects.select_related("member", "occasion", "unit", "run")
    serializer_class = GrantSerializer

    def get_queryset(self) -> QuerySet:
        return self.queryset.all().own(self.request.user)

    @extend_schema(request=None, responses={200: GrantSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"])
    def receive(self, request: Request, pk: str) -> Response:
        """Confirm receipt; a second time changes nothing."""
        grant = self.get_object()
        try:
            receipt.receive_grant(grant, by=cast(User, request.user))
        except NotAllowed as why:
            return Response({"detail": str(why)}, status=status.HTTP_409_CONFLICT)
        return Response(GrantSerializer(grant).data)
