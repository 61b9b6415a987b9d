"""Questions and grievances in the workshop: words of grievances appear only one case at a time, and on record."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from consultation.actions.grievances import record_reading
from consultation.models.grievances import Grievance, GrievanceEntry, GrievanceReporter
from consultation.models.questions import Message, Question, Rating
from members.admin_base import PortalAdmin, ReadOnly
from members.authority.models import User


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


class MessageInline(ReadOnly, TabularInline):
    model = Message
    fields = ["at", "side", "author", "internal", "text"]
    readonly_fields = fields
    extra = 0


class RatingInline(ReadOnly, TabularInline):
    model = Rating
    fields = ["at", "grade", "comment"]
    readonly_fields = fields
    extra = 0


@admin.register(Question)
class QuestionAdmin(PortalAdmin):
    """Kind, topic and title can be put right here; state and clocks move by the desk's own acts only."""

    unit_field = "unit"
    list_display = ["number", "title", "kind", "tier", "unit", "state", "supervised", "asked_at"]
    list_filter = ["state", "kind", "tier", "topic", "supervised"]
    search_fields = ["number", "title"]
    list_select_related = ["unit"]
    date_hierarchy = "asked_at"
    fields = [
        *("number", "kind", "topic", "title", "state", "tier", "asker", "member", "unit", "counsellor"),
        *("supervised", "urged_at", "asked_at", "accepted_at", "closed_at"),
    ]
    readonly_fields = [name for name in fields if name not in ("kind", "topic", "title")]
    inlines = [MessageInline, RatingInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a question is asked by a worker, with its clock


@admin.register(Message)
class MessageAdmin(ReadOnly, PortalAdmin):
    unit_field = "question__unit"
    list_display = ["question", "side", "author", "internal", "at"]
    list_filter = ["side", "internal"]
    list_select_related = ["question", "author"]
    search_fields = ["question__number"]


@admin.register(Rating)
class RatingAdmin(ReadOnly, PortalAdmin):
    unit_field = "question__unit"
    list_display = ["question", "grade", "at"]
    list_filter = ["grade"]
    list_select_related = ["question"]


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

    list_display = fields = readonly_fields = ["grievance", "masked"]
    list_select_related = ["grievance", "member"]
    search_fields = ["grievance__number"]

    @admin.display(description=_("reporter"))
    def masked(self, reporter: GrievanceReporter) -> str:
        return reporter.masked_name
