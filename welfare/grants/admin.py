"""Occasions, grants, exclusions and receipts taken back in the admin, read only: runs and receipts write them."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant, ReceiptCancellation
from welfare.grants.models.occasions import Occasion
from welfare.grants.querysets import apart_from_hardship
from welfare.kinds.admin import KindFilter
from welfare.permissions import WelfarePermission


@admin.register(Occasion)
class OccasionAdmin(ReadOnly, PortalAdmin):
    list_display = ["key", "kind_name", "name", "on"]
    list_filter = [("kind", KindFilter)]
    search_fields = ["key", "name"]
    date_hierarchy = "on"

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, occasion: Occasion) -> str:
        return occasion.get_kind_display()


@admin.register(Grant)
class GrantAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "member", "occasion", "unit", "amount", "reduced_by", "received_at", "received_by"]
    list_filter = ["occasion", "reduced_by"]
    list_select_related = ["member", "occasion", "unit", "received_by"]
    search_fields = ["member__name", "member__employee_number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(apart_from_hardship(request.user))


@admin.register(Exclusion)
class ExclusionAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["id", "member", "run", "unit", "verdict"]
    list_filter = ["verdict"]
    list_select_related = ["member", "run__plan", "run__occasion", "unit"]
    search_fields = ["member__name", "member__employee_number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        seen = Exclusion.objects.visible_to(request.user, WelfarePermission.VIEW_RUN)
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_run"


@admin.register(ReceiptCancellation)
class ReceiptCancellationAdmin(ReadOnly, PortalAdmin):
    unit_field = "grant__unit"
    list_display = ["grant", "received_at", "received_by", "at", "by", "reason"]
    list_select_related = ["grant__member", "grant__occasion", "grant__unit", "received_by", "by"]
    search_fields = ["grant__member__name", "grant__member__employee_number"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(apart_from_hardship(request.user, "grant__run", "grant__unit"))

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_grant"
