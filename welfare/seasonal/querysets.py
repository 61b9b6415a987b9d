from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from members import access
from welfare.hardship.querysets import Settings
from welfare.seasonal.choices import DeliveryState

if TYPE_CHECKING:
    from welfare.seasonal.models.deliveries import HeatDelivery, HeatDeliveryLine
    from welfare.seasonal.models.heat_rules import HeatRule
    from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite


class HeatSites(access.ScopedQuerySet["HeatSite"]):
    def exposing(self, day: date) -> Self:
        """Return the sites in use that have heads exposed on a day."""
        periods = apps.get_model("welfare", "HeatPeriod").objects.filter(site=OuterRef("pk"))
        return self.filter(Exists(periods.filter(begins_on__lte=day, ends_on__gte=day)), active=True)

    def with_waiting(self, today: date) -> Self:
        """Annotate `came_on`, the day of the last delivery of this year, and `waits_since`.

        That is the same day; where nothing has come yet, the first day with heads of this year.
        """
        first = date(today.year, 1, 1)
        deliveries = apps.get_model("welfare", "HeatDelivery").objects.standing().filter(site=OuterRef("pk"))
        this_year = deliveries.filter(received_at__date__gte=first).order_by()
        last = this_year.values("site").annotate(last=Max("received_at")).values("last")
        periods = apps.get_model("welfare", "HeatPeriod").objects.filter(site=OuterRef("pk"), ends_on__gte=first)
        begun = periods.order_by().values("site").annotate(first=Min("begins_on")).values("first")
        came_on = TruncDate(Subquery(last))
        return self.annotate(came_on=came_on, waits_since=Coalesce(came_on, Subquery(begun)))

    def waiting(self, today: date, days: int) -> Self:
        """Return the sites with heads today that have had nothing for so many days; call it after `with_waiting`."""
        return self.exposing(today).filter(waits_since__lte=today - timedelta(days=days))

    def named(self, text: str) -> Self:
        """Return the sites in whose name or place the text stands."""
        return self.filter(Q(name__icontains=text) | Q(place__icontains=text))


class HeatPeriods(access.ScopedQuerySet["HeatPeriod"]):
    unit_field = "site__unit"


class HeatRations(access.ScopedQuerySet["HeatRation"]):
    unit_field = "site__unit"


class HeatDeliveries(access.ScopedQuerySet["HeatDelivery"]):
    unit_field = "site__unit"

    def standing(self) -> Self:
        """Return those that were not taken back."""
        return self.filter(state=DeliveryState.DELIVERED)


class HeatDeliveryLines(access.ScopedQuerySet["HeatDeliveryLine"]):
    unit_field = "delivery__site__unit"


class HeatRules(Settings["HeatRule"]):
    pass
