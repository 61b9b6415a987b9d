import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.units.models.units import Unit
from members.units.serializers import UnitBriefSerializer
from welfare.budgets.models import BudgetEntry, BudgetLine, YearEnd, YearEndLine
from welfare.permissions import WelfarePermission


class BudgetLineSerializer(serializers.ModelSerializer[BudgetLine]):
    """What a unit may spend on one kind of benefit in one year, in yuan; the sums are those of its entries."""

    unit = UnitBriefSerializer()
    left = serializers.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        model = BudgetLine
        fields = ["id", "unit", "year", "kind", "amount", "reserved", "spent", "left"]


class BudgetEntrySerializer(serializers.ModelSerializer[BudgetEntry]):
    """One entry of a ledger; `number` is its position, the sums `…_after` are those of the line after it, in yuan."""

    unit = UnitBriefSerializer(source="line.unit")
    by = serializers.CharField(allow_null=True)

    class Meta:
        model = BudgetEntry
        fields = [
            *("id", "line", "unit", "number", "kind", "amount", "cause_kind", "cause_id", "day", "at", "by", "reason"),
            *("amount_after", "reserved_after", "spent_after"),
        ]


class YearEndLineSerializer(serializers.ModelSerializer[YearEndLine]):
    class Meta:
        model = YearEndLine
        fields = ["line", "treatment", "left"]


class YearEndSerializer(serializers.ModelSerializer[YearEnd]):
    """The closing of a unit's year, and what becomes of each of its lines."""

    unit = UnitBriefSerializer()
    proposed_by = serializers.CharField()
    lines = YearEndLineSerializer(many=True)

    class Meta:
        model = YearEnd
        fields = ["id", "unit", "year", "state", "reason", "proposed_by", "proposed_at", "decided_at", "lines"]


class BudgetLineFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(method="filter_unit", label="Code of a unit: it and everything below it.")

    class Meta:
        model = BudgetLine
        fields = ["year", "kind"]

    def filter_unit(self, lines: QuerySet[BudgetLine], _name: str, code: str) -> QuerySet[BudgetLine]:
        reach = Unit.objects.visible_to(self.request.user, WelfarePermission.VIEW_BUDGETLINE)
        unit = reach.filter(code=code).first()
        return lines.filter(unit__path__startswith=unit.path) if unit else lines.none()


class BudgetEntryFilterSet(django_filters.FilterSet):
    line = django_filters.NumberFilter(field_name="line_id", label="Key of a budget line.")
    since = django_filters.DateFilter(field_name="day", lookup_expr="gte", label="From this day on.")
    until = django_filters.DateFilter(field_name="day", lookup_expr="lte", label="Until this day.")

    class Meta:
        model = BudgetEntry
        fields = ["kind", "cause_kind", "cause_id"]


class BudgetLineViewSet(ScopedViewSet[BudgetLine]):
    """The budget lines of the caller's units, the latest entered first. They are adjusted on the page."""

    perm = WelfarePermission.VIEW_BUDGETLINE
    queryset = BudgetLine.objects.select_related("unit")
    serializer_class = BudgetLineSerializer
    filterset_class = BudgetLineFilterSet


class BudgetEntryViewSet(ScopedViewSet[BudgetEntry]):
    """The entries of the ledgers of the caller's units, the latest first; they are never changed or deleted."""

    perm = WelfarePermission.VIEW_BUDGETLINE
    queryset = BudgetEntry.objects.select_related("by", "line__unit")
    serializer_class = BudgetEntrySerializer
    filterset_class = BudgetEntryFilterSet


class YearEndViewSet(ScopedViewSet[YearEnd]):
    """The year ends of the caller's units, the latest entered first. They are proposed on the page."""

    perm = WelfarePermission.VIEW_BUDGETLINE
    queryset = YearEnd.objects.select_related("unit", "proposed_by").prefetch_related("lines")
    serializer_class = YearEndSerializer
    filterset_fields = ["year", "state"]
