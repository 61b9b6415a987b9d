from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.kinds.admin import KindFilter
from welfare.permissions import WelfarePermission
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit


class OfVisits(ReadOnly, PortalAdmin):
    """Shown under the one right to see visits; what they say is never shown in the admin."""

    def permission_name(self, verb: str) -> str:
        return WelfarePermission.VIEW_VISIT


@admin.register(Visit)
class VisitAdmin(OfVisits):
    unit_field = "unit"
    list_display = ["id", "member", "unit", "get_kind_display", "event_on", "amount", "state", "paid_on"]
    list_filter = ["state", ("kind", KindFilter), "source"]
    list_select_related = ["member", "unit"]
    search_fields = ["member__name", "member__employee_number__istartswith"]
    date_hierarchy = "event_on"
    exclude = ["content", "report", "receipt", "answer"]


@admin.register(VisitPaper)
class VisitPaperAdmin(OfVisits):
    unit_field = "visit__unit"
    list_display = ["visit", "kind", "added_by", "added_at"]
    list_filter = ["kind"]
    list_select_related = ["visit", "added_by"]
    search_fields = ["visit__member__name"]
