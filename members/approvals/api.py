from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet
from members.approvals.kinds import KINDS, ApprovalKind, Step
from members.approvals.models import ApprovalDecision, ApprovalRound, ApprovalRule, ApprovalStage
from members.authority.guards import user_of
from members.permissions import MembersPermission
from members.units.serializers import UnitBriefSerializer


class DecisionSerializer(serializers.ModelSerializer[ApprovalDecision]):
    """A decision; `for_whom` is the absent officer in whose place a deputy decided, else null."""

    by = serializers.CharField()
    for_whom = serializers.CharField(allow_null=True)

    class Meta:
        model = ApprovalDecision
        fields = ["stage", "by", "for_whom", "verdict", "note", "at"]


class ApprovalSerializer(serializers.ModelSerializer[ApprovalRound]):
    """One submission of one thing; `object_id` is its key, `amount` is in yuan."""

    unit = UnitBriefSerializer()
    submitted_by = serializers.CharField(allow_null=True)
    decisions = DecisionSerializer(many=True)

    class Meta:
        model = ApprovalRound
        fields = [
            "id",
            "kind",
            "object_id",
            "number",
            "unit",
            "amount",
            "state",
            "stage",
            "stage_needed",
            "due_on",
            "submitted_by",
            "submitted_at",
            "closed_at",
            "decisions",
        ]


class StageSerializer(serializers.ModelSerializer[ApprovalStage]):
    """How many people approve; without a post whoever may approve this kind, `whose` is the unit's own or above."""

    post = serializers.CharField(allow_null=True)

    class Meta:
        model = ApprovalStage
        fields = ["order", "post", "whose", "needed"]


class ApprovalRuleSerializer(serializers.ModelSerializer[ApprovalRule]):
    """Who approves from a sum in yuan on; without a unit wherever none has a rule of its own."""

    unit = UnitBriefSerializer(allow_null=True)
    stages = StageSerializer(many=True)

    class Meta:
        model = ApprovalRule
        fields = ["id", "kind", "unit", "min_amount", "days", "stages", "since", "ended_at"]


class ApprovalRuleViewSet(ScopedViewSet[ApprovalRule]):
    """The rules of the caller's units, ended ones too, and those that hold everywhere. They are set on the page."""

    perm = MembersPermission.VIEW_APPROVALRULE
    queryset = ApprovalRule.objects.all()
    serializer_class = ApprovalRuleSerializer
    filterset_fields = ["kind"]

    def get_queryset(self) -> QuerySet[ApprovalRule]:
        return super().get_queryset().select_related("unit").prefetch_related("stages__post").order_by("-pk")


class ApprovalNoteSerializer(serializers.Serializer[None]):
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ApprovalReasonSerializer(serializers.Serializer[None]):
    reason = serializers.CharField(max_length=300)


class ApprovalViewSet(ScopedViewSet[ApprovalRound]):
    """What was submitted for approval in the caller's units; whoever approves it takes the steps, a deputy too."""

    perm = MembersPermission.VIEW_APPROVALROUND
    queryset = ApprovalRound.objects.select_related("unit", "submitted_by").prefetch_related(
        "decisions__by", "decisions__for_whom"
    )
    serializer_class = ApprovalSerializer
    filterset_fields = ["kind", "state"]

    def get_queryset(self) -> QuerySet[ApprovalRound]:
        """Return the rounds of the caller's units; for a step those that the caller may look at."""
        if self.action in ("approve", "send_back"):
            return self.queryset.filter(pk__in=ApprovalRound.objects.concerning(user_of(self.request)).values("pk"))
        return super().get_queryset()

    @extend_schema(request=ApprovalNoteSerializer, responses={200: ApprovalSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated])
    def approve(self, request: Request, pk: str) -> Response:
        """Approve; the last approval that the rule asks for puts it in force."""
        return self._take(lambda kind: kind.approve, ApprovalNoteSerializer, "note")

    @extend_schema(request=ApprovalReasonSerializer, responses={200: ApprovalSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated], url_path="return", url_name="return")
    def send_back(self, request: Request, pk: str) -> Response:
        """Return to its maker, for a reason."""
        return self._take(lambda kind: kind.send_back, ApprovalReasonSerializer, "reason")

    def _take(
        self, step: Callable[[ApprovalKind], Step], serializer: type[serializers.Serializer[None]], field: str
    ) -> Response:
        """Take a step of the kind with the text that was sent, and return the round."""
        round = self.get_object()
        sent = serializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        text = sent.validated_data.get(field, "")
        kind = KINDS.get(round.kind)
        row = kind.rows([round.object_id]).get(round.object_id) if kind else None
        if kind is None or row is None:
            raise Http404
        step(kind)(row, by=user_of(self.request), text=text)
        round.refresh_from_db()
        return Response(ApprovalSerializer(self.get_object()).data)
