"""How heat sites stand with their goods: what they need, what came, what is left, and what the pickup point has."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.db.models.functions import TruncDate

from office.types import AnnotatedRow
from welfare.goods.models.articles import Article
from welfare.goods.models.stock import Batch
from welfare.hardship.lookup import region_said_for
from welfare.seasonal.choices import DeliveryState
from welfare.seasonal.models.deliveries import HeatDeliveryLine
from welfare.seasonal.models.heat_rules import HeatRule
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite
from welfare.seasonal.rules import Came, Heads, Needs, Outlook, Ration, outlook


@dataclass(frozen=True)
class Supply:
    """How a site stands with one article; `free` is what its pickup point has in date and not reserved."""

    site: HeatSite
    article: Article
    needs: Needs
    outlook: Outlook
    free: int

    @property
    def proposed(self) -> int:
        """What to bring now: what the coming days need and the pickup point has."""
        return min(self.outlook.to_bring, self.free)


@dataclass(frozen=True)
class SiteOutlook:
    """How a site stands on a day: heads at work, and each article that it gets or has got."""

    heads: int
    supplies: list[Supply]

    @property
    def is_low(self) -> bool:
        """Whether something is too little for the coming days."""
        return any(one.outlook.is_low for one in self.supplies)

    @property
    def low(self) -> list[Supply]:
        """What is too little for the coming days."""
        return [one for one in self.supplies if one.outlook.is_low]


def outlooks(sites: Collection[HeatSite], today: date) -> dict[int, SiteOutlook]:
    """Return how each of these sites stands at the end of a day, by its key; four queries.

    Only rows of the year of `today` count: what was left of another summer is not counted.
    """
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    heads: dict[int, list[Heads]] = defaultdict(list)
    for period in HeatPeriod.objects.filter(site__in=sites, ends_on__gte=first, begins_on__lte=last):
        heads[period.site_id].append(Heads(max(period.begins_on, first), min(period.ends_on, last), period.heads))
    rations: dict[tuple[int, int], list[Ration]] = defaultdict(list)
    articles: dict[int, dict[int, Article]] = defaultdict(dict)
    for row in HeatRation.objects.filter(site__in=sites).exclude(ends_on__lt=first).select_related("article"):
        rations[row.site_id, row.article_id].append(Ration(row.begins_on, row.ends_on, row.per_head))
        articles[row.site_id][row.article_id] = row.article
    came: dict[tuple[int, int], list[Came]] = defaultdict(list)
    for line in _lines(sites, first, last):
        where, article = line.delivery.site_id, line.article
        came[where, article.pk].append(Came(line.on, line.quantity))
        articles[where].setdefault(article.pk, article)
    free = _free(sites, {pk for named in articles.values() for pk in named}, today)
    found = {}
    for site in sites:
        supplies = []
        for pk, article in sorted(articles[site.pk].items(), key=lambda pair: (pair[1].name, pair[0])):
            needs = Needs(heads[site.pk], rations[site.pk, pk])
            stands = outlook(needs, came[site.pk, pk], today, site.days_ahead)
            supplies.append(Supply(site, article, needs, stands, free.get((site.store_id, pk), 0)))
        at_work = sum(one.heads for one in heads[site.pk] if one.first <= today <= one.last)
        found[site.pk] = SiteOutlook(at_work, supplies)
    return found


def _lines(sites: Collection[HeatSite], first: date, last: date) -> Iterable[AnnotatedRow]:
    """Return the lines of the deliveries that stand, each with the day on which it came: `on`."""
    rows = HeatDeliveryLine.objects.filter(
        delivery__site__in=sites,
        delivery__state=DeliveryState.DELIVERED,
        delivery__received_at__date__range=(first, last),
    )
    return rows.annotate(on=TruncDate("delivery__received_at")).select_related("delivery", "article")


def _free(sites: Collection[HeatSite], articles: Collection[int], today: date) -> dict[tuple[int, int], int]:
    """Return how many pieces in date are not reserved, by pickup point and article."""
    rows = Batch.objects.in_date(today).filter(store__in={one.store_id for one in sites}, article__in=articles)
    counted = rows.order_by().values_list("store", "article").annotate(there=Sum(F("in_stock") - F("reserved")))
    return {(store, article): there for store, article, there in counted}


def heat_rules_of(site: HeatSite, today: date) -> list[HeatRule]:
    """Return the rules of heat that hold for a site on a day: of its unit and above, its region, everywhere."""
    said = region_said_for(site.unit)
    rules = HeatRule.objects.in_force(today).filter(exposure=site.exposure)
    return list(rules.reaching(site.unit, said.region if said else ""))
