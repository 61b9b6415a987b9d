"""Uploaded lists in the admin, read only, for whoever may see runs."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.lists.models import BenefitList


@admin.register(BenefitList)
class BenefitListAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["file_name", "plan", "unit", "on", "by", "state", "heads", "refused", "amount", "started_at"]
    list_filter = ["state"]
    list_select_related = ["plan", "unit", "by"]
    search_fields = ["file_name", "plan__name"]
    exclude = ["file"]

    def permission_name(self, verb: str) -> str:
        """Return the permission on runs: whoever reads a run reads its list."""
        return f"welfare.{verb}_run"
