"""Reports in the API: the lines that the pages show, one address for each report."""

from collections.abc import Mapping

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from members import access
from members.authority.guards import user_of
from members.authority.models import User
from members.permissions import MembersPermission
from members.units.models.units import Unit
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin
from office.types import FieldValues
from welfare.fairness.api import GroupFiguresSerializer, groups_in
from welfare.permissions import WelfarePermission
from welfare.reports import covered, spending, uncollected, visiting


class AskedSerializer(serializers.Serializer[None]):
    """Of which year and unit a report is asked for."""

    year = serializers.IntegerField(required=False, min_value=2000, max_value=2100, help_text="By default this year.")
    unit = serializers.CharField(
        required=False, max_length=32, help_text="Code of a unit, with everything below it; by default the highest."
    )


class ReportSerializer(serializers.Serializer[FieldValues]):
    """Of which unit and year the lines are."""

    unit = UnitBriefSerializer()
    year = serializers.IntegerField()


@extend_schema_serializer(many=False)
class CoverageReportSerializer(ReportSerializer):
    """Members reached, or heads beside money. Members are those of the day `on`; without a count it is null.

    No groups where even the sums of the unit would tell of fewer than five people.
    """

    on = serializers.DateField(allow_null=True)
    groups = GroupFiguresSerializer(many=True)


class SpendingRowSerializer(serializers.Serializer[None]):
    """Benefits and yuan of a kind, branch or month; several where fewer than five were put together with others."""

    table = serializers.CharField(help_text="kind, branch or month.")
    group = serializers.CharField(source="label")
    benefits = serializers.IntegerField()
    money = serializers.DecimalField(max_digits=14, decimal_places=2)
    budget = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    spent = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    members = serializers.IntegerField(allow_null=True)
    festival = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    cap = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)


@extend_schema_serializer(many=False)
class SpendingReportSerializer(ReportSerializer):
    """What was given, against the budgets and the cap for a person and year; null where there is none."""

    rows = SpendingRowSerializer(many=True)


class UncollectedRowSerializer(serializers.Serializer[None]):
    """What one run gave to one branch, and what of it was collected."""

    run = serializers.IntegerField(source="run.pk")
    branch = UnitBriefSerializer(source="unit")
    place = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    due = serializers.IntegerField(source="sums.heads")
    received = serializers.IntegerField(source="sums.received_heads")
    not_collected = serializers.IntegerField(source="sums.left_heads")
    money_left = serializers.DecimalField(source="sums.left_money", max_digits=14, decimal_places=2)


@extend_schema_serializer(many=False)
class UncollectedReportSerializer(ReportSerializer):
    """What is not collected, by run and branch; what was collected whole is left out."""

    rows = UncollectedRowSerializer(many=True)


class VisitRowSerializer(serializers.Serializer[None]):
    """Visits of a kind; several kinds where fewer than five were put together with others."""

    kind = serializers.CharField(source="label")
    asked = serializers.IntegerField(source="figures.asked")
    visited = serializers.IntegerField(source="figures.visited")
    closed = serializers.IntegerField(source="figures.closed")
    in_time = serializers.IntegerField(source="figures.in_time")
    late = serializers.IntegerField(source="figures.late")
    closed_in_time = serializers.IntegerField(source="figures.closed_in_time")
    closed_late = serializers.IntegerField(source="figures.closed_late")


@extend_schema_serializer(many=False)
class VisitReportSerializer(ReportSerializer):
    """Whether visits were made and closed within the days of the rule of their kind."""

    rows = VisitRowSerializer(many=True)


class _HoldsReport(BasePermission):
    """Refuse, with 403, callers without the report's permission in any unit."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(view, _ReportViewSet) and access.holds(request.user, view.perm)


class _ReportViewSet(OncePerKeyMixin, viewsets.ViewSet):
    """One report of a unit within the caller's reach; 404 for any other."""

    perm: str
    permission_classes = (IsAuthenticated, _HoldsReport)

    def _asked(self, request: Request) -> tuple[User, Unit, int]:
        said = AskedSerializer(data=request.query_params)
        said.is_valid(raise_exception=True)
        user, asked = user_of(request), said.validated_data
        units = access.units(user, self.perm)
        top = access.top_units(user, self.perm).order_by("path")
        unit = units.filter(code=asked["unit"]).first() if asked.get("unit") else top.first()
        if unit is None:
            raise NotFound
        return user, unit, asked.get("year") or timezone.localdate().year

    def _coverage(self, request: Request, tables: tuple[str, ...]) -> Response:
        user, unit, year = self._asked(request)
        found = covered.coverage(user, self.perm, unit, year)
        groups = groups_in(found.by(*tables)) if found else []
        return _answer(
            unit, year, CoverageReportSerializer, {"on": found.count.on if found else None, "groups": groups}
        )


def _answer(unit: Unit, year: int, serializer: type[ReportSerializer], found: Mapping[str, object]) -> Response:
    fields: FieldValues = {"unit": unit, "year": year, **found}
    return Response(serializer(fields).data)


class CoverageViewSet(_ReportViewSet):
    perm = MembersPermission.VIEW_HARDSHIPMARK

    @extend_schema(parameters=[AskedSerializer], responses=CoverageReportSerializer)
    def list(self, request: Request) -> Response:
        """Return how many members the benefits of a year reached, by kind and by branch."""
        return self._coverage(request, covered.COVERAGE_TABLES)


class FairnessViewSet(_ReportViewSet):
    perm = MembersPermission.VIEW_HARDSHIPMARK

    @extend_schema(parameters=[AskedSerializer], responses=CoverageReportSerializer)
    def list(self, request: Request) -> Response:
        """Return heads beside money of a year by post category and sex."""
        return self._coverage(request, covered.FAIRNESS_TABLES)


class SpendingViewSet(_ReportViewSet):
    perm = WelfarePermission.VIEW_RUN

    @extend_schema(parameters=[AskedSerializer], responses=SpendingReportSerializer)
    def list(self, request: Request) -> Response:
        """Return what a year's benefits gave by kind, branch and month."""
        user, unit, year = self._asked(request)
        return _answer(unit, year, SpendingReportSerializer, {"rows": spending.spending(user, unit, year).rows})


class UncollectedViewSet(_ReportViewSet):
    perm = WelfarePermission.VIEW_GRANT

    @extend_schema(parameters=[AskedSerializer], responses=UncollectedReportSerializer)
    def list(self, request: Request) -> Response:
        """Return what is not collected of a year's benefits, by run and branch."""
        user, unit, year = self._asked(request)
        return _answer(unit, year, UncollectedReportSerializer, {"rows": uncollected.uncollected(user, unit, year)})


class VisitsInTimeViewSet(_ReportViewSet):
    perm = WelfarePermission.VIEW_VISIT

    @extend_schema(parameters=[AskedSerializer], responses=VisitReportSerializer)
    def list(self, request: Request) -> Response:
        """Return whether the visits asked for in a year were made and closed in time, by kind."""
        user, unit, year = self._asked(request)
        rows = visiting.visiting(user, unit, year, timezone.localdate()).rows
        return _answer(unit, year, VisitReportSerializer, {"rows": rows})
