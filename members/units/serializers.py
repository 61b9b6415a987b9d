from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.models.membership import Member
from members.units.models.units import Unit


class UnitSerializer(serializers.ModelSerializer):
    parent: Any = serializers.SerializerMethodField(
        help_text="Code of the unit above, as far as the caller may see it."
    )

    class Meta:
        model = Unit
        fields = [
            "id", "code", "name", "kind", "level", "credit_code", "address", "set_up_on", "closed_on", "depth",
            "parent",
        ]  # fmt: skip

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
            "id", "name", "employee_number", "unit", "unit_since", "sex", "birth_date", "id_kind", "id_number", "phone",
            "bank_card", "employment", "employment_form", "post_category", "hired_on", "work_site", "education",
            "skill_level", "state", "joined_on", "state_since", "state_reason", "merged_into", "updated_at",
        ]  # fmt: skip
