from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event
from unfold.admin import ModelAdmin

from members import access
from members.admin_base import PortalAdmin
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.admin import ReadOnly


class HistoryAdmin(ReadOnly, PortalAdmin):
    """The row history of a model, for those who may view its rows in the admin; of deleted rows for superusers only."""

    list_display = ["pgh_created_at", "pgh_obj", "pgh_label"]
    list_filter = ["pgh_label", "pgh_created_at"]
    list_select_related = ["pgh_obj"]
    ordering = ["-pgh_id"]
    # phone and the hashes: pages show the numbers masked, and in full only with a permission and a reason.
    exclude = ["id", "pgh_context", "phone", "id_hash", "bank_card_hash"]

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Return the fields left out; hardship, too, for who may not know it in the member's unit."""
        member = getattr(obj, "pgh_obj", None)
        if isinstance(member, Member) and not access.can(
            request.user, MembersPermission.VIEW_HARDSHIPMARK, member.unit
        ):
            return [*self.exclude, "hardship"]
        return [*self.exclude]

    @property
    def _tracked_admin(self) -> PortalAdmin:
        found = self.admin_site._registry[self.model.pgh_tracked_model]
        assert isinstance(found, PortalAdmin)
        return found

    def is_allowed(self, request: HttpRequest, verb: str, obj: Model | None = None) -> bool:
        if request.user.is_superuser:
            return request.user.is_active
        return self._tracked_admin.is_allowed(request, verb, getattr(obj, "pgh_obj", None))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = ModelAdmin.get_queryset(self, request)
        return rows if request.user.is_superuser else rows.filter(pgh_obj__in=self._tracked_admin.get_queryset(request))


for model in Event.__subclasses__():
    # pghistory gives the type of None, which only its base class has.
    tracked: Any = model.pgh_tracked_model
    name = format_lazy(_("{kind}: history"), kind=tracked._meta.verbose_name)
    model._meta.verbose_name = model._meta.verbose_name_plural = name
    admin.site.register(model, HistoryAdmin)
