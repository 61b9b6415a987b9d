from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.units.models.units import Unit


class UnitSerializer(serializers.ModelSerializer[Unit]):
    # Any: a field of this name hides the serializer's own `parent`, which is set on instances only.
    parent: Any = serializers.SerializerMethodField(
        help_text="Code of the unit above, as far as the caller may see it."
    )

    class Meta:
        model = Unit
        fields = [
            "id",
            "code",
            "name",
            "kind",
            "level",
            "credit_code",
            "address",
            "set_up_on",
            "closed_on",
            "depth",
            "parent",
        ]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_parent(self, unit: Unit) -> str | None:
        code: str | None = self.context.get("codes", {}).get(unit.path[: -Unit.steplen])
        return code


class UnitBriefSerializer(serializers.ModelSerializer[Unit]):
    class Meta:
        model = Unit
        fields = ["id", "code", "name"]
