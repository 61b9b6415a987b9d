"""Committees, their terms and seats in the admin: written by the portal's pages only, but a mistake can be deleted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.committees.models.committees import Committee, Seat, Term
from office.admin import DeletableOnly


@admin.register(Committee)
class CommitteeAdmin(DeletableOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "kind", "dissolved_on"]
    list_filter = ["kind", "dissolved_on"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]


@admin.register(Term)
class TermAdmin(DeletableOnly, PortalAdmin):
    unit_field = "committee__unit"
    list_display = ["committee", "number", "years", "starts_on", "ends_on", "elected_on", "warned_at"]
    list_filter = ["committee__kind", "years", "ends_on"]
    list_select_related = ["committee__unit"]
    search_fields = ["committee__unit__name", "committee__unit__code"]


@admin.register(Seat)
class SeatAdmin(DeletableOnly, PortalAdmin):
    unit_field = "term__committee__unit"
    list_display = ["holder", "term", "post", "portfolio", "side", "since", "until"]
    list_filter = ["post", "term__committee__kind", "side", "until"]
    list_select_related = ["member", "term__committee__unit"]
    search_fields = ["member__name", "name", "term__committee__unit__name"]
    autocomplete_fields = ["member"]

    @admin.display(description=_("holder"))
    def holder(self, seat: Seat) -> str:
        return seat.holder
