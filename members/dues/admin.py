from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.dues.models.charges import DuesBasis, DuesBook, DuesCharge, DuesMonth, DuesRule, DuesWaiver
from members.dues.models.payments import DuesPayment, ReceiptCount
from members.dues.models.payroll import PayrollFile, PayrollRow
from members.permissions import MembersPermission
from office.admin import ReadOnly


class DuesAdmin(ReadOnly, PortalAdmin):
    """Shown under the one right to see dues; kept on the portal's own pages, where sums follow what changes."""

    def permission_name(self, verb: str) -> str:
        return MembersPermission.VIEW_DUES


@admin.register(DuesRule)
class DuesRuleAdmin(PortalAdmin):
    list_display = ["effective_from", "rate", "step", "source"]


@admin.register(DuesBasis)
class DuesBasisAdmin(DuesAdmin):
    unit_field = "member__unit"
    list_display = ["member", "starts_on", "wage"]
    list_select_related = ["member"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(DuesWaiver)
class DuesWaiverAdmin(DuesAdmin):
    unit_field = "member__unit"
    list_display = ["member", "starts_on", "ends_on", "reason", "by", "at"]
    list_select_related = ["member", "by"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(DuesBook)
class DuesBookAdmin(DuesAdmin):
    unit_field = "unit"
    list_display = ["unit", "opens_itself"]
    list_select_related = ["unit"]


@admin.register(DuesMonth)
class DuesMonthAdmin(DuesAdmin):
    unit_field = "unit"
    list_display = ["unit", "month", "opened_by", "opened_at", "computed_at"]
    list_filter = ["month"]
    list_select_related = ["unit", "opened_by"]
    search_fields = ["unit__name", "unit__code"]


@admin.register(DuesCharge)
class DuesChargeAdmin(DuesAdmin):
    unit_field = "unit"
    list_display = ["member", "month", "unit", "basis", "amount", "paid", "state", "exemption"]
    list_filter = ["state", "exemption", "month"]
    list_select_related = ["member", "unit"]
    search_fields = ["member__name", "member__employee_number"]


@admin.register(DuesPayment)
class DuesPaymentAdmin(DuesAdmin):
    unit_field = "charge__unit"
    list_display = ["receipt", "charge", "amount", "paid_on", "paid_by", "by"]
    list_filter = ["paid_by", "year"]
    list_select_related = ["unit", "charge__member", "by"]
    search_fields = ["charge__member__name", "charge__member__employee_number"]

    @admin.display(description=_("receipt number"))
    def receipt(self, payment: DuesPayment) -> str:
        return payment.receipt or "—"


@admin.register(ReceiptCount)
class ReceiptCountAdmin(DuesAdmin):
    unit_field = "unit"
    list_display = ["unit", "year", "last"]
    list_filter = ["year"]
    list_select_related = ["unit"]


@admin.register(PayrollFile)
class PayrollFileAdmin(DuesAdmin):
    unit_field = "unit"
    list_display = ["file_name", "unit", "by", "month", "state", "payments", "amount", "started_at"]
    list_filter = ["state", "started_at"]
    list_select_related = ["unit", "by"]
    search_fields = ["file_name", "unit__name"]
    exclude = ["file"]


@admin.register(PayrollRow)
class PayrollRowAdmin(DuesAdmin):
    unit_field = "file__unit"
    list_display = ["file", "row", "employee_number", "name", "month", "amount", "outcome"]
    list_filter = ["outcome"]
    list_select_related = ["file"]
    search_fields = ["employee_number", "name"]
