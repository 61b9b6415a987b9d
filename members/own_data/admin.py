"""Change requests, erasures and legal holds in the admin: read only, since the portal's pages write them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure, LegalHold, RetentionRule
from office.admin import ReadOnly


@admin.register(ChangeRequest)
class ChangeRequestAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "label", "state", "asked_at", "due_on", "decided_by"]
    list_filter = ["state", "field", "asked_at"]
    list_select_related = ["member", "decided_by"]
    search_fields = ["member__name", "member__employee_number"]
    fields = [
        "member",
        "label",
        "old_shown",
        "new_shown",
        "reason",
        "state",
        "asked_at",
        "due_on",
        "decided_by",
        "decided_at",
        "answer",
    ]
    readonly_fields = ["label", "old_shown", "new_shown"]

    @admin.display(description=_("field"))
    def label(self, change: ChangeRequest) -> str:
        return change.label

    @admin.display(description=_("as it was"))
    def old_shown(self, change: ChangeRequest) -> str:
        return change.old_shown or "—"

    @admin.display(description=_("as it should be"))
    def new_shown(self, change: ChangeRequest) -> str:
        return change.new_shown or "—"


@admin.register(RetentionRule)
class RetentionRuleAdmin(PortalAdmin):
    list_display = ["state", "years", "notice_days", "source"]
    readonly_fields = ["state"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # every state in which somebody has left ships with its rule

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Erasure)
class ErasureAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "cause", "state", "asked_at", "not_before", "decided_by"]
    list_filter = ["state", "cause"]
    list_select_related = ["member", "decided_by"]


@admin.register(LegalHold)
class LegalHoldAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "reason", "placed_at", "placed_by", "lifted_at", "lifted_by"]
    list_select_related = ["member", "placed_by", "lifted_by"]
