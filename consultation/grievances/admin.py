"""Grievances in the admin, read only; opening one is recorded as a reading."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from consultation.grievances.actions import record_reading
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from office.admin import ReadOnly


@admin.register(Grievance)
class GrievanceAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["number", "category", "unit", "state", "outcome", "officer", "is_anonymous", "filed_at"]
    list_filter = ["state", "category", "outcome"]
    search_fields = ["number"]
    list_select_related = ["unit", "officer"]
    date_hierarchy = "filed_at"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        grievance = self.get_object(request, object_id)
        if grievance is not None and response.status_code == 200:
            record_reading(grievance, by=user_of(request))
        return response

    @admin.display(boolean=True, description=_("anonymous"))
    def is_anonymous(self, grievance: Grievance) -> bool:
        return grievance.is_anonymous


@admin.register(GrievanceEntry)
class GrievanceEntryAdmin(ReadOnly, PortalAdmin):
    unit_field = "grievance__unit"
    list_display = ["grievance", "kind", "side", "internal", "author", "at"]
    list_filter = ["kind", "side", "internal"]
    list_select_related = ["grievance", "author"]
    search_fields = ["grievance__number"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        entry = self.get_object(request, object_id)
        if entry is not None and response.status_code == 200:
            record_reading(entry.grievance, by=user_of(request))
        return response


@admin.register(GrievanceReporter)
class GrievanceReporterAdmin(ReadOnly, PortalAdmin):
    """Shows which cases have a named reporter; who it is, is on the case's page, for a reason, which is recorded."""

    readonly_fields = ["grievance"]
    list_display = ["grievance"]
    fields = [*readonly_fields]
    list_select_related = ["grievance"]
    search_fields = ["grievance__number"]
