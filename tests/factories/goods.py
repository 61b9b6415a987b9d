from datetime import date

from members.units.models.units import Unit
from tests.factories.units import unit as new_unit
from welfare.goods import stock
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch


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
