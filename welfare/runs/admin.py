"""Runs in the admin, read only: they are changed by the actions of their room, which write audit events."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.grants.querysets import apart_from_hardship
from welfare.runs.models.accounts import GrantAccount
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice
from welfare.runs.models.units import RunCollection, RunUnit


class CollectionInline(ReadOnly, TabularInline):
    model = RunCollection
    extra = 0


@admin.register(Run)
class RunAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "plan", "occasion", "unit", "state", "heads", "cost", "opened_at"]
    list_filter = ["state", "plan__festival"]
    list_select_related = ["plan", "occasion", "unit"]
    search_fields = ["plan__name", "unit__name", "unit__code"]
    date_hierarchy = "opened_at"
    inlines = [CollectionInline]


@admin.register(RunUnit)
class RunUnitAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["run", "unit", "year_cap", "festival_cap", "heads", "cost"]
    list_select_related = ["run__plan", "run__occasion", "unit"]
    search_fields = ["unit__name", "unit__code"]


@admin.register(Slice)
class SliceAdmin(ReadOnly, PortalAdmin):
    unit_field = "run__unit"
    list_display = ["id", "run", "lo", "hi", "state", "attempts", "done_at"]
    list_filter = ["state"]
    list_select_related = ["run__plan", "run__occasion"]


@admin.register(GrantAccount)
class GrantAccountAdmin(ReadOnly, PortalAdmin):
    unit_field = "grant__unit"
    list_display = ["grant", "masked"]
    list_select_related = ["grant__member", "grant__occasion"]

    @admin.display(description=_("account"))
    def masked(self, account: GrantAccount) -> str:
        return str(account)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(apart_from_hardship(request.user, "grant__run", "grant__unit"))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_grant"
