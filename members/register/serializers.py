from rest_framework import serializers

from members.register.models.member import Member
from members.units.serializers import UnitBriefSerializer


class MemberSerializer(serializers.ModelSerializer[Member]):
    """A member with certificate number, phone and bank card masked."""

    unit = UnitBriefSerializer()
    id_number = serializers.CharField(source="masked_id_number", help_text="Masked.")
    phone = serializers.CharField(source="masked_phone", help_text="Masked.")
    bank_card = serializers.CharField(source="masked_bank_card", help_text="Masked.")

    class Meta:
        model = Member
        fields = [
            "id",
            "name",
            "employee_number",
            "unit",
            "unit_since",
            "sex",
            "birth_date",
            "id_kind",
            "id_number",
            "phone",
            "bank_card",
            "employment",
            "employment_form",
            "post_category",
            "hired_on",
            "work_site",
            "education",
            "skill_level",
            "state",
            "joined_on",
            "state_since",
            "state_reason",
            "merged_into",
            "updated_at",
        ]
