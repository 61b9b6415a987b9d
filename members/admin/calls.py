from django.contrib import admin

from members.admin_rights import PortalAdmin, ReadOnly
from members.models import ApiCall


@admin.register(ApiCall)
class ApiCallAdmin(ReadOnly, PortalAdmin):
    list_display = ["key", "by", "called_at"]
    list_filter = ["called_at"]
    list_select_related = ["by"]
    search_fields = ["key", "by__username"]
