from datetime import date

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet
from members.authority.guards import user_of
from members.units.forms import default_unit
from members.units.models.units import Unit
from members.units.serializers import UnitBriefSerializer
from office.errors import NotAllowed
from welfare.choices import Condition, Festival, Kind
from welfare.kinds.models import BenefitKind
from welfare.permissions import WelfarePermission
from welfare.standards.lookup import Standards
from welfare.standards.models import Cap
from welfare.standards.rules import Ambiguous, caps_for


class CapSerializer(serializers.ModelSerializer[Cap]):
    """The most that may be given for a kind of benefit.

    In yuan, for `budget_share` in per cent of the year's budget income. Without `unit` and `region` it is for
    everywhere; `source` is the document.
    """

    unit = UnitBriefSerializer(allow_null=True)

    class Meta:
        model = Cap
        fields = [
            *("id", "unit", "region", "kind", "festival", "condition", "basis", "amount"),
            *("effective_from", "effective_to", "day_unclear", "source", "dated_on", "certainty", "note"),
        ]


class CapFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(
        method="filter_unit", label="Code of a unit: caps set for it and everything below it."
    )
    on = django_filters.DateFilter(method="filter_on", label="In force on this day.")

    class Meta:
        model = Cap
        fields = ["kind", "region", "basis", "festival"]

    def filter_unit(self, caps: QuerySet[Cap], _name: str, code: str) -> QuerySet[Cap]:
        unit = Unit.objects.visible_to(self.request.user, WelfarePermission.VIEW_CAP).filter(code=code).first()
        return caps.filter(unit__path__startswith=unit.path) if unit else caps.none()

    def filter_on(self, caps: QuerySet[Cap], _name: str, day: date) -> QuerySet[Cap]:
        return caps.filter(pk__in=Cap.objects.in_force(day).values("pk"))


class EventSerializer(serializers.Serializer[None]):
    """The event for which caps are asked."""

    unit = serializers.CharField(required=False, help_text="Code of the member's unit; by default the caller's own.")
    kind = serializers.SlugRelatedField(
        slug_field="code", queryset=BenefitKind.objects.all(), required=False, help_text="By default festival."
    )
    on = serializers.DateField(required=False, help_text="Day of the event; by default today.")
    festival = serializers.ChoiceField(choices=Festival.choices, required=False)
    operation = serializers.BooleanField(required=False, help_text="Whether there was an operation.")


class CapViewSet(ScopedViewSet[Cap]):
    """The caps of documents and of the caller's units, those no longer in force too. They are entered in the admin."""

    perm = WelfarePermission.VIEW_CAP
    queryset = Cap.objects.select_related("unit")
    serializer_class = CapSerializer
    filterset_class = CapFilterSet

    @extend_schema(
        parameters=[EventSerializer, OpenApiParameter("page", exclude=True)],
        responses={200: CapSerializer(many=True), 409: RefusalSerializer},
        filters=False,
    )
    @action(detail=False, methods=["get"], url_path="in-force", pagination_class=None, filterset_class=None)
    def in_force(self, request: Request) -> Response:
        """Return the caps that count in a unit for an event: one for each basis, that of the nearest unit or region."""
        asked = EventSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        event, user = asked.validated_data, user_of(request)
        reach = Unit.objects.visible_to(user, self.perm)
        code = event.get("unit")
        unit = reach.filter(code=code).first() if code else default_unit(user, self.perm)
        if unit is None:
            raise serializers.ValidationError({"unit": [_("There is no such unit within your reach.")]})
        kind = event["kind"].code if "kind" in event else Kind.FESTIVAL.value
        reached = Standards(kind).at(unit.path)
        met = {Condition.OPERATION.value} if event.get("operation") else set()
        try:
            found = caps_for(
                reached.caps,
                kind=kind,
                on=event.get("on") or timezone.localdate(),
                festival=event.get("festival", ""),
                conditions={*met, *reached.conditions},
            )
        except Ambiguous as why:
            message = _("Two caps hold at once, one of %(document)s: an administrator has to end one of them.")
            raise NotAllowed(message % {"document": why}, code="ambiguous") from why
        # Those of units above count here, and so are told, though they are not in the caller's list.
        caps = Cap.objects.filter(pk__in=[cap.key for cap in found.values()]).select_related("unit").order_by("pk")
        return Response(CapSerializer(caps, many=True).data)
