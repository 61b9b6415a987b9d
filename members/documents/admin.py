from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from members.documents.reach import documents_visible_to
from office.admin import ReadOnly
from office.documents.models import DocumentBatch, DocumentCount, DocumentText, IssuedDocument, TextVersion, WordLayout


@admin.register(DocumentText)
class DocumentTextAdmin(ReadOnly, PortalAdmin):
    """Texts are written on the portal's own page, which checks placeholders and keeps versions."""

    unit_field = "unit"
    list_display = ["kind_label", "unit", "dropped_at"]
    list_select_related = ["unit"]
    search_fields = ["kind__startswith", "unit__name"]


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnly, PortalAdmin):
    list_display = ["text", "number", "saved_by", "saved_at"]
    list_select_related = ["text__unit", "saved_by"]
    search_fields = ["text__kind__startswith"]


@admin.register(WordLayout)
class WordLayoutAdmin(ReadOnly, PortalAdmin):
    """Layouts are uploaded on the portal's own page, which checks what is in them."""

    unit_field = "unit"
    list_display = ["kind_label", "unit", "name", "uploaded_by", "uploaded_at", "dropped_at"]
    list_select_related = ["unit", "uploaded_by"]
    search_fields = ["kind__startswith", "unit__name"]
    exclude = ["file"]


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["full_number", "kind_label", "subject", "unit", "issued_by", "issued_at", "voided_at"]
    list_filter = ["kind", "year"]
    list_select_related = ["unit", "issued_by"]
    search_fields = ["subject__startswith"]
    # What a document says is read on its own page, under the right of its kind.
    exclude = ["snapshot", "key_hash", "about_type", "about_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(pk__in=documents_visible_to(request.user).values("pk"))


@admin.register(DocumentBatch)
class DocumentBatchAdmin(ReadOnly, PortalAdmin):
    list_display = ["kind_label", "unit", "state", "done", "asked_by", "asked_at"]
    list_filter = ["state"]
    list_select_related = ["unit", "asked_by"]
    # The file is given to who asked for it, on its own page.
    exclude = ["file", "keys", "address"]


@admin.register(DocumentCount)
class DocumentCountAdmin(ReadOnly, PortalAdmin):
    list_display = ["kind", "unit", "year", "last"]
    list_select_related = ["unit"]
    search_fields = ["kind__startswith", "unit__name"]
