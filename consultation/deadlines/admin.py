from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from consultation.deadlines.models import Clock, ClockEvent, DeadlineRule, Series
from members.admin_base import PortalAdmin
from office.admin import ReadOnly


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(PortalAdmin):
    list_display = ["__str__", "code", "working_days", "certainty", "source"]
    readonly_fields = ["code"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a rule that no action starts would never run

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Clock)
class ClockAdmin(ReadOnly, PortalAdmin):
    list_display = [
        "rule",
        "question",
        "referral",
        "grievance",
        "starts_on",
        "due_on",
        "estimated",
        "paused_on",
        "met_at",
    ]
    list_filter = ["rule", "estimated"]
    list_select_related = ["rule", "question", "referral", "grievance"]
    date_hierarchy = "due_on"


@admin.register(ClockEvent)
class ClockEventAdmin(ReadOnly, PortalAdmin):
    list_display = ["clock", "kind", "on", "amount", "due_before", "due_after", "note", "by"]
    list_filter = ["kind"]
    list_select_related = ["clock__rule", "by"]
    date_hierarchy = "on"


@admin.register(Series)
class SeriesAdmin(ReadOnly, PortalAdmin):
    list_display = ["prefix", "year", "last"]
