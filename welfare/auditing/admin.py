"""Auditor's packs in the admin, read only, for whoever may see them."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.auditing.models import AuditPack, PackPart
from welfare.permissions import WelfarePermission


class OfPacks(ReadOnly, PortalAdmin):
    """Shown under the one right to see packs; archives are fetched from their pages alone."""

    def permission_name(self, verb: str) -> str:
        return WelfarePermission.VIEW_AUDITPACK


@admin.register(AuditPack)
class AuditPackAdmin(OfPacks):
    unit_field = "unit"
    list_display = ["unit", "year", "state", "as_of", "reason", "asked_by", "asked_at", "attempts", "error"]
    list_filter = ["state", "year"]
    list_select_related = ["unit", "asked_by"]
    search_fields = ["reason"]
    exclude = ["file", "units"]


@admin.register(PackPart)
class PackPartAdmin(OfPacks):
    unit_field = "pack__unit"
    list_display = ["pack", "name", "kind", "rows", "amount", "size", "sha256", "sealed_at"]
    list_filter = ["kind"]
    list_select_related = ["pack__unit"]
    search_fields = ["name"]
    exclude = ["file", "totals"]
