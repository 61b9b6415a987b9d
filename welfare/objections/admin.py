"""Public notices, objections and rows taken off lists in the admin, read only: actions write them."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.objections.models import Objection, PublicNotice
from welfare.permissions import WelfarePermission


@admin.register(PublicNotice)
class PublicNoticeAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["run", "unit", "starts_on", "ends_on", "names_shown", "by", "ended_at"]
    list_select_related = ["run__plan", "run__occasion", "unit", "by"]
    search_fields = ["unit__name", "unit__code", "run__plan__name"]
    date_hierarchy = "starts_on"

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_run"


@admin.register(Objection)
class ObjectionAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "run", "unit", "kind", "state", "due_on", "decided_by"]
    list_filter = ["state", "kind"]
    list_select_related = ["run__plan", "run__occasion", "unit", "decided_by"]
    search_fields = ["unit__name", "unit__code", "run__plan__name"]
    date_hierarchy = "made_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """Return the objections in reach, but for those about the reader."""
        seen = Objection.objects.visible_to(request.user, WelfarePermission.VIEW_OBJECTION)
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))


@admin.register(WithdrawnGrant)
class WithdrawnGrantAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["run", "member", "unit", "amount", "due", "at"]
    list_select_related = ["run__plan", "run__occasion", "member", "unit"]
    search_fields = ["member__name", "member__employee_number"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        seen = WithdrawnGrant.objects.visible_to(request.user, WelfarePermission.VIEW_GRANT)
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_grant"
