"""Change requests and consents in the workshop: the worker and the officer write them, here they are read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin, ReadOnly
from members.consents.models import Consent, ConsentText
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure, LegalHold, RetentionRule


@admin.register(ChangeRequest)
class ChangeRequestAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "label", "state", "asked_at", "due_on", "decided_by"]
    list_filter = ["state", "field", "asked_at"]
    list_select_related = ["member", "decided_by"]
    search_fields = ["member__name", "member__employee_number"]
    fields = [
        "member", "label", "old_words", "new_words", "reason", "state", "asked_at", "due_on", "decided_by",
        "decided_at", "answer",
    ]  # fmt: skip
    readonly_fields = ["label", "old_words", "new_words"]

    @admin.display(description=_("field"))
    def label(self, change: ChangeRequest) -> str:
        return change.label

    @admin.display(description=_("as it was"))
    def old_words(self, change: ChangeRequest) -> str:
        return change.old_words or "—"

    @admin.display(description=_("as it should be"))
    def new_words(self, change: ChangeRequest) -> str:
        return change.new_words or "—"


@admin.register(ConsentText)
class ConsentTextAdmin(PortalAdmin):
    """Wordings by purpose and day; one that somebody has agreed to stays as it is."""

    list_display = ["purpose", "effective_from", "source"]
    list_filter = ["purpose"]
    date_hierarchy = "effective_from"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        agreed = obj is not None and Consent.objects.filter(text=obj).exists()
        return super().has_change_permission(request, obj) and not agreed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        agreed = obj is not None and Consent.objects.filter(text=obj).exists()
        return super().has_delete_permission(request, obj) and not agreed


@admin.register(Consent)
class ConsentAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "purpose", "given", "channel", "at", "by"]
    list_filter = ["purpose", "given", "channel", "at"]
    list_select_related = ["member", "by"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(RetentionRule)
class RetentionRuleAdmin(PortalAdmin):
    list_display = ["state", "years", "notice_days", "source"]
    readonly_fields = ["state"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # every state in which somebody has left ships with its rule

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
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
