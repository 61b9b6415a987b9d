from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from consultation.knowledge.models import CannedAnswer, FaqEntry
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from office import text_index


@admin.register(CannedAnswer)
class CannedAnswerAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["title", "topic", "unit", "active"]
    list_filter = ["topic", "active"]
    list_select_related = ["unit"]
    search_fields = ["title"]
    autocomplete_fields = ["unit"]


@admin.register(FaqEntry)
class FaqEntryAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["question", "topic", "unit", "published", "changed_at"]
    list_filter = ["topic", "published"]
    list_select_related = ["unit"]
    search_fields = ["question"]
    autocomplete_fields = ["unit"]

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        """Save the entry with its index of words and who changed it."""
        assert isinstance(obj, FaqEntry)
        obj.grams, obj.changed_by = text_index.grams([obj.question, obj.answer]), user_of(request)
        super().save_model(request, obj, form, change)
