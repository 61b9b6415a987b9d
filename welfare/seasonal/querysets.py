from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate

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
        return self.exposing_between(day, day)

    def exposing_between(self, first: date, last: date) -> Self:
        """Return the sites in use that have heads exposed on one of these days at least."""
        periods = apps.get_model("welfare", "HeatPeriod").objects.filter(site=OuterRef("pk"))
        return self.filter(Exists(periods.filter(begins_on__lte=last, ends_on__gte=first)), active=True)

    def with_waiting(self, today: date) -> Self:
        """Annotate `came_on`, the day of the last delivery of this year, and `waits_since`.

        That is the same day, or the first day of the present stretch of heat where that is later: a pause is no
        waiting. Where nothing has come and no heat begun, it is the first day with heads of this year.
        """
        first = date(today.year, 1, 1)
        deliveries = apps.get_model("welfare", "HeatDelivery").objects.standing().filter(site=OuterRef("pk"))
        this_year = deliveries.filter(received_at__date__gte=first).order_by()
        last = this_year.values("site").annotate(last=Max("received_at")).values("last")
        all_periods = apps.get_model("welfare", "HeatPeriod").objects.filter(ends_on__gte=first)
        periods = all_periods.filter(site=OuterRef("pk")).order_by().values("site")
        before = all_periods.filter(site=OuterRef("site"), ends_on=OuterRef("begins_on") - timedelta(days=1))
        begun = periods.filter(~Exists(before), begins_on__lte=today).annotate(day=Max("begins_on")).values("day")
        begins = periods.annotate(day=Min("begins_on")).values("day")
        came_on = TruncDate(Subquery(last))
        waits_since = Coalesce(Greatest(came_on, Subquery(begun)), Subquery(begins))
        return self.annotate(came_on=came_on, waits_since=waits_since)

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
