from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline

from consultation.questions.models import Message, Question, Rating
from members.admin_base import PortalAdmin
from office.admin import ReadOnly


class MessageInline(ReadOnly, TabularInline):
    model = Message
    readonly_fields = ["at", "side", "author", "internal", "text"]
    fields = [*readonly_fields]
    extra = 0


class RatingInline(ReadOnly, TabularInline):
    model = Rating
    readonly_fields = ["at", "grade", "comment"]
    fields = [*readonly_fields]
    extra = 0


@admin.register(Question)
class QuestionAdmin(PortalAdmin):
    """Kind, topic and title may be corrected here; the state changes only by the acts on the desk's page."""

    unit_field = "unit"
    list_display = ["number", "title", "kind", "tier", "unit", "state", "supervised", "asked_at"]
    list_filter = ["state", "kind", "tier", "topic", "supervised"]
    search_fields = ["number", "title"]
    list_select_related = ["unit"]
    date_hierarchy = "asked_at"
    readonly_fields = [
        *("number", "state", "tier", "asker", "member", "unit", "counsellor"),
        *("supervised", "urged_at", "asked_at", "accepted_at", "closed_at"),
    ]
    fields = [readonly_fields[0], "kind", "topic", "title", *readonly_fields[1:]]
    inlines = [MessageInline, RatingInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a question is asked by a worker, which starts its deadline


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
