from collections.abc import Callable
from typing import TypeAlias, TypeVar

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet
from members.authority.guards import user_of
from members.units.models.units import Unit
from members.units.serializers import UnitBriefSerializer
from office.paging import KeysetPages
from welfare.choices import RECEIVING, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.occasions import Occasion
from welfare.permissions import WelfarePermission
from welfare.runs.actions import review
from welfare.runs.actions.following_up import open_follow_up
from welfare.runs.decided import document_of, with_places
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection

StepSerializer: TypeAlias = serializers.Serializer[None]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])


class OccasionSerializer(serializers.ModelSerializer[Occasion]):
    class Meta:
        model = Occasion
        fields = ["key", "kind", "name", "on"]


class RunCollectionSerializer(serializers.ModelSerializer[RunCollection]):
    """Where members of one unit and those below collect; what is empty holds as the run says."""

    unit = UnitBriefSerializer()

    class Meta:
        model = RunCollection
        fields = ["unit", "place", "hours", "contact", "collect_until"]


class RunSerializer(serializers.ModelSerializer[Run]):
    """A run; `heads` and `cost` (yuan) are null while it is being counted.

    `conditions` says for whom it is, {} for everybody; `amounts` what differs from the standard. `part` and `until` are
    those of a run for birthdays. `notice_days` says for how many working days the list is made public before it is
    issued, `notice_until` the last of them. A follow-up has its `source`, the `reason`, and `corrects` where it gives
    what is missing to those who got too little. `decision` is the minutes or document of its plan.
    """

    unit = UnitBriefSerializer()
    occasion = OccasionSerializer()
    plan = serializers.CharField(source="plan.name")
    collections = RunCollectionSerializer(many=True)

    class Meta:
        model = Run
        fields = [
            "id",
            "plan",
            "occasion",
            "unit",
            "state",
            "source",
            "corrects",
            "reason",
            "decision",
            "on",
            "until",
            "part",
            "notice_days",
            "notice_until",
            "standard",
            "amounts",
            "conditions",
            "form",
            "goods",
            "place",
            "hours",
            "contact",
            "collect_until",
            "collections",
            "round",
            "heads",
            "cost",
            "opened_at",
            "counted_at",
            "issued_at",
            "closed_at",
        ]


class NoteSerializer(serializers.Serializer[None]):
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ReasonSerializer(serializers.Serializer[None]):
    reason = serializers.CharField(max_length=300)


class FollowUpSerializer(ReasonSerializer):
    """Why a follow-up is needed; `corrects` is for those who got too little, else it is for those who got nothing."""

    corrects = serializers.BooleanField(default=False)
    since = serializers.DateField(required=False, allow_null=True)


class ExclusionSerializer(serializers.ModelSerializer[Exclusion]):
    """Why a run gives nothing to one member; `standard` and `reduced_by` where a cap left nothing, in yuan."""

    unit = UnitBriefSerializer()
    name = serializers.CharField(source="member.name")
    employee_number = serializers.CharField(source="member.employee_number", allow_null=True)
    document = serializers.SerializerMethodField()

    class Meta:
        model = Exclusion
        fields = [
            "id",
            "member",
            "name",
            "employee_number",
            "unit",
            "post_category",
            "verdict",
            "document",
            "standard",
            "reduced_by",
        ]

    def get_document(self, row: Exclusion) -> str:
        return document_of(row)


class RunFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(method="filter_unit", label="Code of a unit: it and everything below it.")
    occasion = django_filters.CharFilter(field_name="occasion__key", label="Key of an occasion: mid_autumn:2026.")

    class Meta:
        model = Run
        fields = ["state"]

    def filter_unit(self, runs: QuerySet[Run], _name: str, code: str) -> QuerySet[Run]:
        unit = Unit.objects.visible_to(self.request.user, WelfarePermission.VIEW_RUN).filter(code=code).first()
        return runs.filter(unit__path__startswith=unit.path) if unit else runs.none()


def _step_schema(request: type[StepSerializer] | None) -> Callable[[Endpoint], Endpoint]:
    return extend_schema(request=request, responses={200: RunSerializer, 409: RefusalSerializer})


class RunViewSet(ScopedViewSet[Run]):
    """The runs of the caller's units, latest first, and the steps that they may take with them."""

    perm = WelfarePermission.VIEW_RUN
    queryset = (
        Run.objects.select_related("plan", "occasion", "unit").prefetch_related("collections__unit").defer("counts")
    )
    serializer_class = RunSerializer
    filterset_class = RunFilterSet

    @_step_schema(None)
    @action(detail=True, methods=["post"], perm=WelfarePermission.SUBMIT_RUN)
    def submit(self, request: Request, pk: str) -> Response:
        """Send a counted run to review."""
        return self._take(review.submit_run)

    @_step_schema(NoteSerializer)
    @action(detail=True, methods=["post"], perm=WelfarePermission.APPROVE_RUN)
    def approve(self, request: Request, pk: str) -> Response:
        """Approve a run in review; the last approval reserves its money."""
        return self._take(review.approve_run, NoteSerializer)

    @_step_schema(ReasonSerializer)
    @action(detail=True, methods=["post"], perm=WelfarePermission.RETURN_RUN, url_path="return", url_name="return")
    def send_back(self, request: Request, pk: str) -> Response:
        """Return a run in review, for a reason."""
        return self._take(review.return_run, ReasonSerializer)

    @_step_schema(None)
    @action(detail=True, methods=["post"], perm=WelfarePermission.ISSUE_RUN)
    def issue(self, request: Request, pk: str) -> Response:
        """Issue an approved run."""
        return self._take(review.issue_run)

    @_step_schema(FollowUpSerializer)
    @action(detail=True, methods=["post"], perm=WelfarePermission.OPEN_RUN, url_path="follow-up", url_name="follow-up")
    def follow_up(self, request: Request, pk: str) -> Response:
        """Open a follow-up of an issued run, and return it."""
        sent = FollowUpSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = open_follow_up(self.get_object(), by=user_of(request), **sent.validated_data)
        return Response(RunSerializer(made).data)

    @extend_schema(
        responses=ExclusionSerializer(many=True),
        parameters=[OpenApiParameter("verdict", enum=[one.value for one in Verdict if one not in RECEIVING])],
    )
    @action(detail=True, methods=["get"])
    def excluded(self, request: Request, pk: str) -> Response:
        """Return the members to whom the run does not give, and why, as it was counted."""
        rows = with_places(Exclusion.objects.visible_to(request.user, self.perm).filter(run=self.get_object()))
        if asked := request.query_params.get("verdict"):
            rows = rows.filter(verdict=asked)
        pages = KeysetPages()
        page = pages.paginate_queryset(rows.select_related("member", "unit"), request, view=self)
        return pages.get_paginated_response(ExclusionSerializer(page or [], many=True).data)

    def _take(self, step: Callable[..., Run], serializer: type[StepSerializer] = serializers.Serializer) -> Response:
        """Take a step with what was sent, as `serializer` reads it, and return the run."""
        run = self.get_object()
        sent = serializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        step(run, by=user_of(self.request), **sent.validated_data)
        run.refresh_from_db()
        return Response(RunSerializer(run).data)
