"""What runs write: to be looked at; it changes through the runs' own steps alone."""

from django.contrib import admin

from members.admin_base import PortalAdmin, ReadOnly
from welfare.grants.models import Grant, Occasion
from welfare.runs.models import Approval, Run, RunUnit, Slice


class Written(ReadOnly, PortalAdmin):
    """Rows of a run: what changed them is in the audit log."""


@admin.register(Occasion)
class OccasionAdmin(Written):
    list_display = ["key", "kind", "name", "on"]
    list_filter = ["kind"]
    search_fields = ["key", "name"]
    date_hierarchy = "on"


@admin.register(Run)
class RunAdmin(Written):
    unit_field = "unit"
    list_display = ["id", "plan", "occasion", "unit", "state", "heads", "cost", "opened_at"]
    list_filter = ["state", "plan__festival"]
    list_select_related = ["plan", "occasion", "unit"]
    search_fields = ["plan__name", "unit__name", "unit__code"]
    date_hierarchy = "opened_at"


@admin.register(RunUnit)
class RunUnitAdmin(Written):
    unit_field = "unit"
    list_display = ["run", "unit", "year_cap", "festival_cap", "heads", "cost"]
    list_select_related = ["run__plan", "run__occasion", "unit"]
    search_fields = ["unit__name", "unit__code"]


@admin.register(Slice)
class SliceAdmin(Written):
    unit_field = "run__unit"
    list_display = ["id", "run", "lo", "hi", "state", "attempts", "done_at"]
    list_filter = ["state"]
    list_select_related = ["run__plan", "run__occasion"]


@admin.register(Grant)
class GrantAdmin(Written):
    unit_field = "unit"
    list_display = ["id", "member", "occasion", "unit", "amount", "reduced_by", "received_at", "received_by"]
    list_filter = ["occasion", "reduced_by"]
    list_select_related = ["member", "occasion", "unit", "received_by"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(Approval)
class ApprovalAdmin(Written):
    unit_field = "run__unit"
    list_display = ["id", "run", "round", "by", "at", "note"]
    list_select_related = ["run__plan", "run__occasion", "by"]
    search_fields = ["by__name", "by__username"]
