from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from members.consents.models import Consent, ConsentText
from office.admin import ReadOnly


@admin.register(ConsentText)
class ConsentTextAdmin(PortalAdmin):
    """Wordings by purpose and day; one that somebody has agreed to can't be changed or deleted."""

    list_display = ["purpose", "effective_from", "source"]
    list_filter = ["purpose"]
    date_hierarchy = "effective_from"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_agreed_to(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not self._is_agreed_to(obj)

    @staticmethod
    def _is_agreed_to(obj: Model | None) -> bool:
        return obj is not None and Consent.objects.filter(text=obj.pk).exists()


@admin.register(Consent)
class ConsentAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "purpose", "given", "channel", "at", "by"]
    list_filter = ["purpose", "given", "channel", "at"]
    list_select_related = ["member", "by"]
    search_fields = ["member__name", "member__employee_number"]
