"""Payments in the admin, read only: the actions of their room change them, and write audit events."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.payment.models.answers import AnswerFile, AnswerRow
from welfare.payment.models.batches import LeftOut, PaymentBatch
from welfare.payment.models.files import FileFetch, PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.permissions import WelfarePermission


class PaymentAdmin(ReadOnly, PortalAdmin):
    """Shown under the one right to see payments."""

    def permission_name(self, verb: str) -> str:
        return WelfarePermission.VIEW_PAYMENTBATCH


class ProfileAdmin(ReadOnly, PortalAdmin):
    """Shown under the right to see bank profiles."""

    def permission_name(self, verb: str) -> str:
        return WelfarePermission.VIEW_BANKPROFILE


@admin.register(BankProfile)
class BankProfileAdmin(ProfileAdmin):
    unit_field = "unit"
    list_display = ["name", "unit", "active"]
    list_filter = ["active"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]


@admin.register(ProfileVersion)
class ProfileVersionAdmin(ProfileAdmin):
    unit_field = "profile__unit"
    list_display = ["profile", "number", "file_format", "encoding", "rows_per_file", "made_at", "checked_by"]
    list_filter = ["file_format"]
    list_select_related = ["profile", "checked_by"]
    search_fields = ["profile__name"]


@admin.register(PaymentBatch)
class PaymentBatchAdmin(PaymentAdmin):
    unit_field = "unit"
    list_display = ["id", "purpose", "unit", "state", "heads", "amount", "made_by", "released_by", "started_at"]
    list_filter = ["state"]
    list_select_related = ["unit", "made_by", "released_by"]
    search_fields = ["purpose", "unit__name", "unit__code"]
    date_hierarchy = "started_at"


@admin.register(PaymentFile)
class PaymentFileAdmin(PaymentAdmin):
    unit_field = "batch__unit"
    list_display = ["id", "batch", "number", "rows", "amount", "digest", "fetched_at", "fetched_by"]
    list_select_related = ["batch__unit", "fetched_by"]
    # It is fetched on the page of its payment, where a reason is asked for.
    exclude = ["file"]


@admin.register(FileFetch)
class FileFetchAdmin(PaymentAdmin):
    unit_field = "file__batch__unit"
    list_display = ["file", "by", "at", "reason"]
    list_select_related = ["file__batch__unit", "file__batch__version", "by"]
    date_hierarchy = "at"


@admin.register(PaymentLine)
class PaymentLineAdmin(PaymentAdmin):
    unit_field = "file__batch__unit"
    list_display = ["id", "name", "amount", "account_tail", "state", "paid_on", "reason"]
    list_filter = ["state"]
    raw_id_fields = ["grant", "visit", "replaces", "answer"]


@admin.register(LeftOut)
class LeftOutAdmin(PaymentAdmin):
    unit_field = "batch__unit"
    list_display = ["batch", "grant", "visit", "reason"]
    list_filter = ["reason"]
    list_select_related = ["batch__unit", "grant__member", "grant__occasion", "visit"]


@admin.register(AnswerFile)
class AnswerFileAdmin(PaymentAdmin):
    unit_field = "batch__unit"
    list_display = ["file_name", "batch", "by", "started_at", "state", "paid", "returned", "undone_at"]
    list_filter = ["state"]
    list_select_related = ["batch__unit", "by"]
    exclude = ["file"]


@admin.register(AnswerRow)
class AnswerRowAdmin(PaymentAdmin):
    unit_field = "file__batch__unit"
    list_display = ["file", "row", "number", "amount", "said", "day", "outcome"]
    list_filter = ["outcome"]
    list_select_related = ["file"]
