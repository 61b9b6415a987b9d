from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.hr_api.models.change_stamps import Departure, MemberStamp
from office.admin import ReadOnly


@admin.register(MemberStamp)
class MemberStampAdmin(ReadOnly, PortalAdmin):
    """The transaction that changed each member last, read only."""

    list_display = ["number", "transaction"]

    @admin.display(description=_("number of the member"), ordering="member")
    def number(self, stamp: MemberStamp) -> int:
        return stamp.member_id


@admin.register(Departure)
class DepartureAdmin(ReadOnly, PortalAdmin):
    """Members who left a unit, read only."""

    list_display = ["member_id", "unit", "transaction"]
    list_select_related = ["unit"]
