from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportLeaver, ImportRow, ImportSlice
from office.admin import ReadOnly


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["file_name", "unit", "by", "mode", "state", "rows", "rejected", "created", "updated", "started_at"]
    list_filter = ["state", "mode", "started_at"]
    list_select_related = ["unit", "by"]
    search_fields = ["file_name", "unit__name"]
    exclude = ["file"]


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnly, PortalAdmin):
    unit_field = "job__unit"
    list_display = ["number", "job", "outcome", "member", "missing_unit", "left_out"]
    list_filter = ["outcome", "left_out"]
    list_select_related = ["job__unit", "member"]
    # The pages show what a row says, masked.
    exclude = ["new", "old", "id_number"]


@admin.register(ImportSlice)
class ImportSliceAdmin(ReadOnly, PortalAdmin):
    unit_field = "job__unit"
    list_display = ["job", "first_row", "last_row", "rows", "applied_at"]
    list_select_related = ["job__unit"]


@admin.register(ImportFault)
class ImportFaultAdmin(ReadOnly, PortalAdmin):
    unit_field = "job__unit"
    list_display = ["row", "job", "column", "text"]
    list_select_related = ["job__unit"]
    # The pages show what the file says, masked.
    exclude = ["params", "value"]

    @admin.display(description=_("reason"))
    def text(self, fault: ImportFault) -> str:
        return fault.text


@admin.register(ImportLeaver)
class ImportLeaverAdmin(ReadOnly, PortalAdmin):
    unit_field = "job__unit"
    list_display = ["member", "job", "kind", "effective_on", "decided_by"]
    list_filter = ["kind"]
    list_select_related = ["job__unit", "member", "decided_by"]
