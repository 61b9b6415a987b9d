from django.contrib import admin

from members.admin_base import PortalAdmin
from members.joining.models import Application
from office.admin import ReadOnly


@admin.register(Application)
class ApplicationAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["name", "unit", "state", "sent_at", "decided_by", "decided_at"]
    list_filter = ["state", "sent_at"]
    list_select_related = ["unit", "decided_by"]
    search_fields = ["name"]
    exclude = ["id_number", "phone"]
