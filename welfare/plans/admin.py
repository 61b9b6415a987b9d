from django.contrib import admin

from members.admin_base import PortalAdmin
from welfare.plans.models import Plan


@admin.register(Plan)
class PlanAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["name", "unit", "festival", "amount", "form", "lead_days", "active"]
    list_filter = ["festival", "active"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    fields = [
        "unit",
        "name",
        "festival",
        "amount",
        "form",
        "lead_days",
        "goods",
        "place",
        "hours",
        "contact",
        "collect_days",
        "active",
    ]
