"""Heat sites and deliveries in the admin, read only: actions write them. Rules of heat are edited here."""

from django.contrib import admin

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.hardship.admin import SettingAdmin
from welfare.seasonal.models.deliveries import HeatDelivery, HeatDeliveryLine
from welfare.seasonal.models.heat_rules import HeatRule
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite


class OfHeatSites(ReadOnly, PortalAdmin):
    """Rows that are read by whoever sees the heat sites of their unit."""

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_heatsite"


@admin.register(HeatSite)
class HeatSiteAdmin(OfHeatSites):
    unit_field = "unit"
    list_display = ["name", "unit", "place", "exposure", "store", "days_ahead", "active"]
    list_filter = ["exposure", "active"]
    list_select_related = ["unit", "store"]
    search_fields = ["name", "place", "unit__name", "unit__code"]


@admin.register(HeatPeriod)
class HeatPeriodAdmin(OfHeatSites):
    unit_field = "site__unit"
    list_display = ["site", "begins_on", "ends_on", "heads"]
    list_select_related = ["site__unit"]
    search_fields = ["site__name"]
    date_hierarchy = "begins_on"


@admin.register(HeatRation)
class HeatRationAdmin(OfHeatSites):
    unit_field = "site__unit"
    list_display = ["site", "article", "per_head", "begins_on", "ends_on"]
    list_select_related = ["site__unit", "article"]
    search_fields = ["site__name", "article__name"]


@admin.register(HeatDelivery)
class HeatDeliveryAdmin(OfHeatSites):
    unit_field = "site__unit"
    list_display = ["id", "site", "store", "receiver", "received_at", "delivered_by", "state"]
    list_filter = ["state"]
    list_select_related = ["site__unit", "store", "delivered_by"]
    search_fields = ["site__name", "receiver"]
    date_hierarchy = "received_at"


@admin.register(HeatDeliveryLine)
class HeatDeliveryLineAdmin(OfHeatSites):
    unit_field = "delivery__site__unit"
    list_display = ["delivery", "article", "quantity"]
    list_select_related = ["delivery__site__unit", "article"]
    search_fields = ["article__name", "delivery__site__name"]


@admin.register(HeatRule)
class HeatRuleAdmin(SettingAdmin):
    list_display = [
        *("place", "measure", "exposure", "from_degrees", "below_degrees", "amount", "per"),
        *("effective_from", "effective_to", "certainty", "source", "article"),
    ]
    list_filter = ["measure", "exposure", "region", "certainty"]
