"""Approvals in the admin, read only: what was submitted, who decided, and the rules."""

from django.contrib import admin
from unfold.admin import TabularInline

from members.admin_base import PortalAdmin
from members.approvals.models import ApprovalDecision, ApprovalRound, ApprovalRule, ApprovalStage
from office.admin import ReadOnly


class StageInline(ReadOnly, TabularInline):
    model = ApprovalStage
    extra = 0


class DecisionInline(ReadOnly, TabularInline):
    model = ApprovalDecision
    extra = 0


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["kind", "unit", "min_amount", "days", "since", "ended_at"]
    list_filter = ["kind", "ended_at"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]
    inlines = [StageInline]


@admin.register(ApprovalRound)
class ApprovalRoundAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "kind", "object_id", "number", "unit", "amount", "state", "submitted_by", "submitted_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["unit", "submitted_by"]
    search_fields = ["unit__name", "unit__code"]
    date_hierarchy = "submitted_at"
    inlines = [DecisionInline]


@admin.register(ApprovalDecision)
class ApprovalDecisionAdmin(ReadOnly, PortalAdmin):
    unit_field = "round__unit"
    list_display = ["id", "round", "stage", "by", "for_whom", "verdict", "at", "note"]
    list_filter = ["verdict"]
    list_select_related = ["round", "by", "for_whom"]
    search_fields = ["by__name", "by__username"]

    def permission_name(self, verb: str) -> str:
        """Return the permission on rounds: whoever reads a round reads its decisions."""
        return f"members.{verb}_{ApprovalRound._meta.model_name}"
