"""Deputies in the admin, read only: they are named and ended by the actions of their room."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from members.deputies.models import Deputyship
from office.admin import ReadOnly


@admin.register(Deputyship)
class DeputyshipAdmin(ReadOnly, PortalAdmin):
    unit_field = "appointment__unit"
    list_display = ["appointment", "deputy", "starts_at", "ends_at", "reason", "by"]
    list_select_related = ["appointment__holder", "appointment__post", "appointment__unit", "deputy", "by"]
    search_fields = ["deputy__name", "deputy__username", "appointment__unit__name"]
    date_hierarchy = "starts_at"
