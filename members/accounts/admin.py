from django.contrib import admin

from members.accounts.models import ActivationCode
from members.admin_base import PortalAdmin
from office.admin import ReadOnly


@admin.register(ActivationCode)
class ActivationCodeAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "purpose", "made_by", "made_at", "expires_at", "attempts", "used_at", "voided_at"]
    list_filter = ["purpose", "made_at", "used_at"]
    list_select_related = ["member", "made_by"]
    search_fields = ["member__name", "member__employee_number__istartswith"]
    date_hierarchy = "made_at"
