"""Freeze periods in the admin, read only: they are set and lifted by the actions of their room."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from members.freezes.models import FreezePeriod
from office.admin import ReadOnly


@admin.register(FreezePeriod)
class FreezePeriodAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "starts_at", "ends_at", "approving", "issuing", "paying", "reason", "by"]
    list_select_related = ["unit", "by"]
    search_fields = ["unit__name", "unit__code", "reason"]
    date_hierarchy = "starts_at"
