from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin
from welfare.objections import actions
from welfare.objections.lines import Line, lines_of, own_runs
from welfare.objections.models import Objection
from welfare.objections.reasons import Reason
from welfare.permissions import WelfarePermission
from welfare.runs.api import RunSerializer, RunViewSet
from welfare.runs.models.runs import Run


class ReasonOfLineSerializer(serializers.Serializer[Reason]):
    """Why less is due, or nothing, in a sentence; the document or plan it rests on; the day as of which it holds."""

    sentence = serializers.CharField()
    rule = serializers.CharField(source="source")
    on = serializers.DateField()


class LineSerializer(serializers.Serializer[Line]):
    """The caller's own line of one run: what is due in yuan, null where nothing is, and why."""

    run = serializers.IntegerField(source="run.pk")
    name = serializers.CharField(source="run")
    unit = UnitBriefSerializer(source="run.unit")
    day = serializers.DateField(source="run.on")
    state = serializers.CharField(source="run.state")
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True)
    due_instead = serializers.DecimalField(source="instead", max_digits=12, decimal_places=2, allow_null=True)
    held = serializers.BooleanField(help_text="Whether it waits for an objection.")
    payment = serializers.CharField(help_text="Of money: to which account, masked, and how far it is; empty for goods.")
    reason = ReasonOfLineSerializer(allow_null=True)
    public_until = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_public_until(self, line: Line) -> str | None:
        return line.notice.ends_on.isoformat() if line.notice else None


class NewestFirst(CursorPagination):
    ordering = ("-on", "-pk")


class OwnLineViewSet(OncePerKeyMixin, viewsets.GenericViewSet[Run]):
    """The caller's own line of each decided run of the last three years, newest first."""

    permission_classes = [IsAuthenticated]
    queryset = Run.objects.none()
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Run]:
        return own_runs(user_of(self.request))

    @extend_schema(responses={200: LineSerializer(many=True)})
    def list(self, request: Request) -> Response:
        """List the lines."""
        page = self.paginate_queryset(self.get_queryset()) or []
        lines = lines_of(user_of(request), page, timezone.localdate())
        return self.get_paginated_response([LineSerializer(line).data for line in lines])

    @extend_schema(responses={200: LineSerializer})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Return the line of one run."""
        lines = lines_of(user_of(request), [self.get_object()], timezone.localdate())
        return Response(LineSerializer(lines[0]).data)


class RunWithNoticeViewSet(RunViewSet):
    """The runs of the caller's units, latest first, and the steps that they may take with them."""

    @extend_schema(request=None, responses={200: RunSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], perm=WelfarePermission.ISSUE_RUN)
    def publish(self, request: Request, pk: str) -> Response:
        """Make an approved list public for the working days that its plan says; its members are told."""
        run = self.get_object()
        actions.publish_run(run, by=user_of(request))
        run.refresh_from_db()
        return Response(RunSerializer(run).data)


class ObjectionSerializer(serializers.ModelSerializer[Objection]):
    """An objection, without names: the page shows who made it and about whom, to who may see that."""

    unit = UnitBriefSerializer()

    class Meta:
        model = Objection
        fields = ["id", "run", "unit", "kind", "state", "amount", "made_at", "due_on", "decided_at", "decision", "due"]


class RejectSerializer(serializers.Serializer[Objection]):
    reason = serializers.CharField(max_length=500)


class UpholdSerializer(RejectSerializer):
    due = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0)


class ObjectionViewSet(ScopedViewSet[Objection]):
    """Objections to public notices of the caller's units, newest first; who may decide upholds or rejects them."""

    perm = WelfarePermission.VIEW_OBJECTION
    queryset = Objection.objects.select_related("run__plan", "run__occasion", "run__unit", "unit", "about", "by")
    serializer_class = ObjectionSerializer
    filterset_fields = ["state", "kind"]

    @extend_schema(request=UpholdSerializer, responses={200: ObjectionSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], perm=WelfarePermission.DECIDE_OBJECTION)
    def uphold(self, request: Request, pk: str) -> Response:
        """Uphold an objection: its row leaves the list; `due` is what a follow-up run gives instead."""
        said = validated(UpholdSerializer, request)
        return Response(
            ObjectionSerializer(actions.uphold_objection(self.get_object(), by=user_of(request), **said)).data
        )

    @extend_schema(request=RejectSerializer, responses={200: ObjectionSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], perm=WelfarePermission.DECIDE_OBJECTION)
    def reject(self, request: Request, pk: str) -> Response:
        """Reject an objection: its row is given like the rest."""
        said = validated(RejectSerializer, request)
        return Response(
            ObjectionSerializer(actions.reject_objection(self.get_object(), by=user_of(request), **said)).data
        )
