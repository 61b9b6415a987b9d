from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets

from members import codes
from members.api_rights import InReach
from members.models import Member, Unit


class UnitSerializer(serializers.ModelSerializer):
    parent: Any = serializers.SerializerMethodField(
        help_text="Code of the unit above, as far as the caller may see it."
    )

    class Meta:
        model = Unit
        fields = ["id", "code", "name", "kind", "depth", "parent"]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_parent(self, unit: Unit) -> str | None:
        return self.context.get("codes", {}).get(unit.path[: -Unit.steplen])


class UnitBrief(serializers.ModelSerializer):
    class Meta:
        model = Unit
        fields = ["id", "code", "name"]


class MemberSerializer(serializers.ModelSerializer):
    """A member with every number masked; the API never gives one in full."""

    unit = UnitBrief()
    id_number = serializers.CharField(source="masked_id_number", help_text="Masked.")
    phone = serializers.CharField(source="masked_phone", help_text="Masked.")
    bank_card = serializers.CharField(source="masked_bank_card", help_text="Masked.")

    class Meta:
        model = Member
        fields = [
            "id", "name", "employee_number", "unit", "sex", "birth_date", "id_kind", "id_number", "phone", "bank_card",
            "employment", "employment_form", "post_category", "hired_on", "state", "joined_on", "state_since",
            "updated_at",
        ]  # fmt: skip


class UnitFilter(django_filters.FilterSet):
    under = django_filters.CharFilter(method="filter_under", label="Code of a unit: it and everything below it.")
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Part of the name.")

    class Meta:
        model = Unit
        fields = ["code", "kind"]

    def filter_under(self, units: QuerySet, _name: str, code: str) -> QuerySet:
        top = units.filter(code=code).first()
        return units.filter(path__startswith=top.path) if top else units.none()


class MemberFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(method="filter_unit", label="Code of a unit: it and everything below it.")
    q = django_filters.CharFilter(method="search", label="Name, pinyin, initials, employee number or phone tail.")
    state = django_filters.ChoiceFilter(choices=codes.MemberState.choices)

    class Meta:
        model = Member
        fields = ["employment", "post_category", "employee_number"]

    def filter_unit(self, members: QuerySet, _name: str, code: str) -> QuerySet:
        unit = Unit.objects.visible_to(self.request.user, "members.view_member").filter(code=code).first()
        return members.filter(unit__path__startswith=unit.path) if unit else members.none()

    def search(self, members: Any, _name: str, text: str) -> QuerySet:
        return members.matching(text)


class UnitViewSet(InReach, viewsets.ReadOnlyModelViewSet):
    """The units where the caller may look, in the order they were set up."""

    perm = "members.view_unit"
    queryset = Unit.objects.all()
    serializer_class = UnitSerializer
    filterset_class = UnitFilter

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if not getattr(self, "swagger_fake_view", False):
            context["codes"] = dict(self.get_queryset().filter(numchild__gt=0).values_list("path", "code"))
        return context


class MemberViewSet(InReach, viewsets.ReadOnlyModelViewSet):
    """The members of the caller's units, latest first, masked."""

    perm = "members.view_member"
    queryset = Member.objects.select_related("unit")
    serializer_class = MemberSerializer
    filterset_class = MemberFilterSet
