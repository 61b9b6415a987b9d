"""Hand-outs of counters in the admin, read only: counters write them."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.grants.querysets import apart_from_hardship
from welfare.handing_out.models import HandOut, SampleCall


@admin.register(HandOut)
class HandOutAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "grant", "unit", "by", "at", "taker", "quantity", "offline", "state"]
    list_filter = ["state", "offline", "taker"]
    list_select_related = ["grant__member", "grant__occasion", "unit", "by"]
    search_fields = ["grant__member__name", "grant__member__employee_number"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(apart_from_hardship(request.user))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_grant"


@admin.register(SampleCall)
class SampleCallAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "grant", "unit", "drawn_at", "drawn_by", "result", "called_by", "called_at"]
    list_filter = ["result"]
    list_select_related = ["grant__member", "grant__occasion", "unit", "drawn_by", "called_by"]
    search_fields = ["grant__member__name", "grant__member__employee_number"]
    date_hierarchy = "drawn_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(apart_from_hardship(request.user))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_grant"
