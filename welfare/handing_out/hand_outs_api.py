"""Hand-outs of counters in the API, what phones send, at once or when their network is back; calls to a sample."""

from uuid import UUID

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.authority.models import User
from members.units.serializers import UnitBriefSerializer
from office.types import FieldValues
from welfare.choices import CallResult, Taker
from welfare.handing_out.counter import Outcome, Scan, take_scans
from welfare.handing_out.models import HandOut, SampleCall
from welfare.handing_out.rules import MOST_PIECES
from welfare.handing_out.sampling import note_call
from welfare.permissions import WelfarePermission

SENT_TOGETHER = 200


class HandOutSerializer(serializers.ModelSerializer[HandOut]):
    """What a counter noted: for which benefit, when by the phone's clock, who took it, and what became of it."""

    unit = UnitBriefSerializer()
    taken_by = serializers.CharField()

    class Meta:
        model = HandOut
        fields = [
            "id",
            "nonce",
            "grant",
            "run",
            "unit",
            "at",
            "noted_at",
            "offline",
            "quantity",
            "size",
            "taker",
            "taken_by",
            "state",
            "problem",
            "decided_at",
        ]


class ScanSerializer(serializers.Serializer[HandOut]):
    """One hand-out as the phone noted it; `nonce` is drawn anew for each, `at` is the time by the phone's clock.

    `offline` says that the parcel has gone already: what can't count then becomes a conflict that somebody decides.
    """

    nonce = serializers.UUIDField()
    grant = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField()
    offline = serializers.BooleanField(default=False)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_PIECES, default=1)
    size = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")
    taker = serializers.ChoiceField(choices=Taker.choices, default=Taker.SELF)
    leader = serializers.IntegerField(min_value=1, required=False, allow_null=True, help_text="The leader's account.")
    deputy = serializers.CharField(max_length=64, required=False, allow_blank=True)
    relation = serializers.CharField(max_length=40, required=False, allow_blank=True)
    why = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ScansSerializer(serializers.Serializer[HandOut]):
    """Hand-outs in the order in which they happened."""

    scans = serializers.ListField(child=ScanSerializer(), allow_empty=False, max_length=SENT_TOGETHER)


class OutcomeSerializer(serializers.Serializer[Outcome]):
    """What became of a scan: `given`, `conflict`, what was decided later, `refused` or `unknown`; and why."""

    nonce = serializers.UUIDField()
    outcome = serializers.CharField()
    code = serializers.CharField()
    told = serializers.CharField()


class OutcomesSerializer(serializers.Serializer[dict[str, list[Outcome]]]):
    """One outcome for each scan, in the same order."""

    outcomes = OutcomeSerializer(many=True)


class HandOutFilterSet(django_filters.FilterSet):
    run = django_filters.NumberFilter(field_name="run_id")
    state = django_filters.CharFilter()

    class Meta:
        model = HandOut
        fields: list[str] = []


class HandOutViewSet(ScopedViewSet[HandOut]):
    """What counters handed out to members of the caller's units, latest first; `scans` notes those of a phone."""

    perm = WelfarePermission.VIEW_GRANT
    queryset = HandOut.objects.select_related("unit", "leader")
    serializer_class = HandOutSerializer
    filterset_class = HandOutFilterSet

    @extend_schema(request=ScansSerializer, responses={200: OutcomesSerializer})
    @action(detail=False, methods=["post"], perm=WelfarePermission.SIGN_GRANT)
    def scans(self, request: Request) -> Response:
        """Note hand-outs, each once however often it is sent; the answer says what became of each."""
        sent = validated(ScansSerializer, request)["scans"]
        leaders = User.objects.in_bulk({one["leader"] for one in sent if one.get("leader")})
        outcomes = take_scans([_scan(one, leaders) for one in sent], by=user_of(request))
        return Response(OutcomesSerializer({"outcomes": outcomes}).data)


def _scan(sent: FieldValues, leaders: dict[int, User]) -> Scan:
    leader = leaders.get(sent.get("leader") or 0) if sent["taker"] == Taker.LEADER else None
    deputy = {name: sent.get(name, "") for name in ("deputy", "relation", "why")}
    nonce: UUID = sent["nonce"]
    return Scan(
        nonce=nonce,
        grant=sent["grant"],
        at=sent["at"],
        offline=sent["offline"],
        quantity=sent["quantity"],
        size=sent["size"],
        taker=sent["taker"],
        leader=leader,
        **(deputy if sent["taker"] == Taker.DEPUTY else {}),
    )


class SampleCallSerializer(serializers.ModelSerializer[SampleCall]):
    """A benefit drawn by lot to ask whether it reached the member; `confidence` and `margin` are in per cent.

    `result` and `called_at` are empty until somebody has called.
    """

    unit = UnitBriefSerializer()
    name = serializers.CharField(source="grant.shown_name")

    class Meta:
        model = SampleCall
        fields = [
            *("id", "run", "grant", "unit", "name", "confidence", "margin", "population", "drawn_at"),
            *("result", "words", "called_at"),
        ]


class NoteCallSerializer(serializers.Serializer[SampleCall]):
    """What the member said."""

    result = serializers.ChoiceField(choices=CallResult.choices)
    words = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class SampleCallFilterSet(django_filters.FilterSet):
    run = django_filters.NumberFilter(field_name="run_id")
    called = django_filters.BooleanFilter(field_name="called_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = SampleCall
        fields = ["result"]


class SampleCallViewSet(ScopedViewSet[SampleCall]):
    """Calls about benefits of members of the caller's units, latest first; `note` notes what one said."""

    perm = WelfarePermission.VIEW_GRANT
    queryset = SampleCall.objects.select_related("unit", "grant__member")
    serializer_class = SampleCallSerializer
    filterset_class = SampleCallFilterSet

    @extend_schema(request=NoteCallSerializer, responses={200: SampleCallSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"], perm=WelfarePermission.UNDO_HAND_OUT)
    def note(self, request: Request, pk: str) -> Response:
        """Note a call, once."""
        said = validated(NoteCallSerializer, request)
        call = note_call(self.get_object(), by=user_of(request), result=CallResult(said["result"]), words=said["words"])
        return Response(SampleCallSerializer(call).data)
