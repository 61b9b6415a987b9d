from django.contrib import admin

from consultation.referrals.models import Referral
from members.admin_base import PortalAdmin
from office.admin import ReadOnly


@admin.register(Referral)
class ReferralAdmin(ReadOnly, PortalAdmin):
    unit_field = "question__unit"
    list_display = ["number", "question", "unit", "state", "sent_by", "sent_at", "replied_at"]
    list_filter = ["state"]
    list_select_related = ["question", "unit", "sent_by"]
    search_fields = ["number", "question__number"]
