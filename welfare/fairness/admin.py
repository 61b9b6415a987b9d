"""Recounts of runs in the admin, read only, for whoever may see runs."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.fairness.models import Recount


@admin.register(Recount)
class RecountAdmin(ReadOnly, PortalAdmin):
    unit_field = "run__unit"
    list_display = ["id", "run", "purpose", "without", "name", "state", "by", "at", "done_at", "attempts"]
    list_filter = ["purpose", "state"]
    list_select_related = ["run__plan", "run__occasion", "by"]
    search_fields = ["name", "run__plan__name"]

    def permission_name(self, verb: str) -> str:
        """Return the permission on runs: whoever reads a run reads how it was counted."""
        return f"welfare.{verb}_run"
