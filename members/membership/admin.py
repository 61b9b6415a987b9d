from django.contrib import admin

from members.admin_base import PortalAdmin
from members.membership.models.changes import MembershipChange, TransferBatch
from members.membership.models.periods import MembershipPeriod
from office.admin import ReadOnly


@admin.register(MembershipPeriod)
class MembershipPeriodAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["member", "unit", "state", "starts_on", "ends_on", "reason"]
    list_filter = ["state", "starts_on"]
    list_select_related = ["member", "unit"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(MembershipChange)
class MembershipChangeAdmin(ReadOnly, PortalAdmin):
    unit_field = "from_unit"
    list_display = ["member", "kind", "from_unit", "to_unit", "effective_on", "state", "begun_by"]
    list_filter = ["state", "kind", "effective_on"]
    list_select_related = ["member", "from_unit", "to_unit", "begun_by"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(TransferBatch)
class TransferBatchAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "to_unit", "effective_on", "by", "at"]
    list_select_related = ["unit", "to_unit", "by"]
