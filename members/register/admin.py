from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event
from unfold.admin import ModelAdmin

from members.admin_base import PortalAdmin, ReadOnly


class HistoryAdmin(ReadOnly, PortalAdmin):
    """Row history, for those who may read the row itself."""

    list_display = ["pgh_created_at", "pgh_obj", "pgh_label"]
    list_filter = ["pgh_label", "pgh_created_at"]
    list_select_related = ["pgh_obj"]
    ordering = ["-pgh_id"]
    # Columns that are read in full only with a permission and a reason; the row itself shows them masked.
    exclude = ["id", "pgh_context", "phone", "id_hash", "bank_card_hash"]

    @property
    def _of(self) -> Any:
        return self.admin_site._registry[self.model.pgh_tracked_model]

    def is_allowed(self, request: HttpRequest, verb: str, obj: Any = None) -> bool:
        user: Any = request.user
        if user.is_superuser:
            return user.is_active
        may: bool = self._of.is_allowed(request, verb, obj.pgh_obj if obj else None)
        return may

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = ModelAdmin.get_queryset(self, request)
        user: Any = request.user
        return rows if user.is_superuser else rows.filter(pgh_obj__in=self._of.get_queryset(request))


for model in Event.__subclasses__():
    tracked: Any = model.pgh_tracked_model
    name = format_lazy(_("{kind}: history"), kind=tracked._meta.verbose_name)
    model._meta.verbose_name = model._meta.verbose_name_plural = name
    admin.site.register(model, HistoryAdmin)
