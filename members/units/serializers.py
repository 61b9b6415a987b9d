from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

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
