"""Rows of heat sites and of what is brought there."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from members.authority.models import User
from members.units.models.units import Unit
from office.types import Files
from tests.factories.accounts import user
from tests.factories.goods import article as new_article
from tests.factories.goods import batch
from tests.factories.goods import store as new_store
from tests.factories.personal_file import scan
from tests.factories.units import unit as new_unit
from welfare.goods.models.articles import Article, Store
from welfare.seasonal.actions.deliveries import Receipt, deliver
from welfare.seasonal.models.deliveries import HeatDelivery
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite


def heat_site(unit: Unit | None = None, *, store: Store | None = None, **fields: object) -> HeatSite:
    """Create a heat site outdoors, without heads or goods, with a pickup point of its unit."""
    unit = unit or new_unit()
    given = {"name": "常减压装置检修现场", "place": "二号装置区", "contact": "现场值班长", **fields}
    return HeatSite.objects.create(unit=unit, store=store or new_store(unit, name=f"{given['name']}仓库"), **given)


def heat_period(site: HeatSite, heads: int = 20, begins_on: date | None = None, days: int = 10) -> HeatPeriod:
    """Expose people of a site to heat for some days, from today where nothing else is said."""
    first = begins_on or timezone.localdate()
    return HeatPeriod.objects.create(site=site, begins_on=first, ends_on=first + timedelta(days=days - 1), heads=heads)


def heat_ration(
    site: HeatSite, article: Article | None = None, per_head: str = "2", begins_on: date | None = None
) -> HeatRation:
    """Give each head of a site so many pieces of an article a day: bottles of water where nothing else is said."""
    article = article or new_article(site.unit, name="矿泉水", measure="瓶", price=1)
    first = begins_on or timezone.localdate()
    return HeatRation.objects.create(site=site, article=article, per_head=Decimal(per_head), begins_on=first)


def supplied_site(
    unit: Unit | None = None, in_stock: int = 200, *, name: str = "焦化装置清焦现场", active: bool = True
) -> HeatSite:
    """Create a site with 20 heads for ten days from today, who get two bottles a day, and with bottles in stock."""
    site = heat_site(unit, name=name, active=active)
    heat_period(site)
    ration = heat_ration(site, new_article(site.unit, name=f"{site.name}矿泉水", measure="瓶", price=1))
    if in_stock:
        batch(ration.article, site.store, in_stock)
    return site


def heat_delivery(
    site: HeatSite, quantity: int = 40, *, by: User | None = None, receiver: str = "王班长", photos: Files = ()
) -> HeatDelivery:
    """Deliver pieces of the first article of a site, signed for now on a slip."""
    article = site.rations.select_related("article").order_by("pk")[0].article
    return deliver(
        site, {article: quantity}, Receipt(receiver, timezone.now(), photos or [scan("签收单.txt")]), by=by or user()
    )
