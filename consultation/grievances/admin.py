from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from consultation.grievances.actions import record_reading
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from consultation.questions.admin import _reader
from members.admin_base import PortalAdmin, ReadOnly


@admin.register(Grievance)
class GrievanceAdmin(ReadOnly, PortalAdmin):
    """Cases move by the officers' own acts; opening one here is a reading like any other and is recorded."""

    unit_field = "unit"
    list_display = ["number", "category", "unit", "state", "outcome", "officer", "is_anonymous", "filed_at"]
    list_filter = ["state", "category", "outcome"]
    search_fields = ["number"]
    list_select_related = ["unit", "officer"]
    date_hierarchy = "filed_at"

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().change_view(request, object_id, *args, **kwargs)
        grievance = self.get_object(request, object_id)
        if grievance is not None and response.status_code == 200:
            record_reading(grievance, by=_reader(request))
        return response

    @admin.display(boolean=True, description=_("anonymous"))
    def is_anonymous(self, grievance: Grievance) -> bool:
        return grievance.is_anonymous


@admin.register(GrievanceEntry)
class GrievanceEntryAdmin(ReadOnly, PortalAdmin):
    """Lines of a case; opening one is a reading of the case."""

    unit_field = "grievance__unit"
    list_display = ["grievance", "kind", "side", "internal", "author", "at"]
    list_filter = ["kind", "side", "internal"]
    list_select_related = ["grievance", "author"]
    search_fields = ["grievance__number"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().change_view(request, object_id, *args, **kwargs)
        entry = self.get_object(request, object_id)
        if entry is not None and response.status_code == 200:
            record_reading(entry.grievance, by=_reader(request))
        return response


@admin.register(GrievanceReporter)
class GrievanceReporterAdmin(ReadOnly, PortalAdmin):
    """That somebody reported, masked; who it was is read on the case's own page, for a reason and on record."""

    readonly_fields = ["grievance", "masked"]
    list_display = [*readonly_fields]
    fields = [*readonly_fields]
    list_select_related = ["grievance", "member"]
    search_fields = ["grievance__number"]

    @admin.display(description=_("reporter"))
    def masked(self, reporter: GrievanceReporter) -> str:
        return reporter.masked_name
