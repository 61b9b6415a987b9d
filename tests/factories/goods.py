from datetime import date, timedelta

from django.utils import timezone

from members.authority.models import User
from members.units.models.units import Unit
from tests.factories.accounts import user
from tests.factories.units import unit as new_unit
from welfare.goods import stock
from welfare.goods.actions.offers import Offered, make_offer, open_offer
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer
from welfare.goods.models.stock import Batch
from welfare.runs.models.runs import Run


def article(unit: Unit | None = None, **fields: object) -> Article:
    """Create an article of a unit: rice in bags, of one size, for 45 yuan."""
    return Article.objects.create(
        unit=unit or new_unit(), **{"name": "大米5公斤", "measure": "袋", "price": 45, **fields}
    )


def store(unit: Unit | None = None, **fields: object) -> Store:
    """Create a pickup point of a unit."""
    return Store.objects.create(unit=unit or new_unit(), **{"name": "工会仓库", "address": "一楼", **fields})


def batch(
    article: Article, store: Store, quantity: int, *, expires_on: date | None = None, size: str = "", number: str = ""
) -> Batch:
    """Take pieces into a pickup point as a batch."""
    entries = stock.take_in(article, store, quantity, by=None, expires_on=expires_on, size=size, number=number)
    return entries[0].batch


def offer(
    unit: Unit,
    *articles: Article,
    run: Run | None = None,
    stores: tuple[Store, ...] = (),
    size: str = "",
    days: int = 9,
    is_open: bool = True,
    by: User | None = None,
    title: str = "中秋选礼",
) -> Offer:
    """Offer articles to the members of a unit or run for some days; `size` is that of who hasn't chosen."""
    made = Offer(unit=unit, run=run, title=title, ends_on=timezone.localdate() + timedelta(days=days))
    by = by or user()
    make_offer(made, [Offered(one, size if one.sizes else "") for one in articles], stores, by=by)
    return open_offer(made, by=by) if is_open else made
