"""What a run needs of the stock: for whom goods wait, what is reserved for it, and what is missing where."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Sum
from django.utils import timezone

from welfare.budgets.ledger import Cause
from welfare.choices import GIVEN_UP, RUN_KIND, RunState
from welfare.goods import stock
from welfare.goods.chosen import default_of
from welfare.goods.figures import choices_of, without_choice
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer
from welfare.goods.models.stock import Batch
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Grants
from welfare.runs.collection import details_for
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection

# In these states goods may be reserved for a run; what is reserved already is released in any.
RESERVABLE = (RunState.COUNTED, RunState.IN_REVIEW, RunState.APPROVED, RunState.IN_NOTICE, RunState.ISSUED)
# Key of the pickup point (None where none is named), key of the article, size.
Place = tuple[int | None, int, str]


@dataclass(frozen=True)
class Need:
    """How many wait for an article of a size at a pickup point, and what is there for them; pieces.

    `waiting` is None for a size of which nobody knows before the counter how many will want it.
    """

    article: Article
    size: str
    store: Store | None
    waiting: int | None
    reserved: int
    free: int

    @property
    def missing(self) -> int:
        """How many are neither reserved nor there."""
        return max(0, (self.waiting or 0) - self.reserved - self.free)

    @property
    def wanted(self) -> int:
        """How many would best be reserved: as many as wait, as far as they are there; where unknown, as many as are."""
        if self.waiting is None:
            return self.reserved
        return min(self.waiting, self.reserved + self.free)

    @property
    def number(self) -> str:
        """What the form calls it."""
        return f"{self.store.pk if self.store else 0}_{self.article.pk}_{self.sizes_place}"

    @property
    def sizes_place(self) -> int:
        """The place of the size among those of the article; 0 without sizes."""
        return self.article.sizes.index(self.size) if self.size in self.article.sizes else 0


def needs_of(run: Run) -> list[Need]:
    """Return what a run needs where, by pickup point, article and size; and what is reserved for it beside that.

    Who has received needs nothing any more. The run was read with its article. At most ten queries.
    """
    wanted = _wanted(run)
    held = stock.reserved_for(Cause(RUN_KIND, run.pk))
    batches = Batch.objects.filter(pk__in=held).values_list("pk", "store", "article", "size")
    reserved: Counter[Place] = Counter()
    for batch, store, article, size in batches:
        reserved[store, article, size] += held[batch]
    places = {*wanted, *reserved}
    articles = Article.objects.in_bulk({article for _store, article, _size in places})
    stores = Store.objects.in_bulk({store for store, _article, _size in places if store is not None})
    free = _free(articles, stores)
    rows = [
        Need(
            articles[place[1]],
            place[2],
            stores.get(place[0] or 0),
            wanted.get(place, 0),
            reserved[place],
            free.get(place, 0),
        )
        for place in places
    ]
    return sorted(rows, key=_order)


def _wanted(run: Run) -> dict[Place, int | None]:
    waiting = Grant.objects.filter(run=run, received_at=None)
    if run.state in GIVEN_UP or run.article is None:
        return {}
    offer = Offer.objects.filter(run=run).first()
    return _chosen(run, offer, waiting) if offer is not None else _named(run, run.article, waiting)


def _order(row: Need) -> tuple[bool, str, int, str, int, int]:
    name, pk = (row.store.name, row.store.pk) if row.store else ("", 0)
    return row.store is None, name, pk, row.article.name, row.article.pk, row.sizes_place


def _named(run: Run, article: Article, waiting: Grants) -> dict[Place, int | None]:
    """Return for whom the article of a run waits where; of an article with sizes nobody knows which."""
    found: Counter[int | None] = Counter()
    nearest = _nearest(run)
    for path, count in waiting.order_by().values_list("unit__path").annotate(count=Count("pk")):
        found[nearest(path)] += count
    if not article.sizes:
        return {(store, article.pk, ""): count for store, count in found.items()}
    return {(store, article.pk, size): None for store in found for size in article.sizes}


def _chosen(run: Run, offer: Offer, waiting: Grants) -> dict[Place, int | None]:
    """Return how many of those who wait chose what, or get the default, where."""
    articles = dict(offer.articles.values_list("pk", "article"))
    nearest = _nearest(run)
    found: Counter[Place] = Counter()
    chosen = choices_of(offer, waiting).order_by().values_list("store", "article", "size", "unit__path")
    for store, offered, size, path, count in chosen.annotate(count=Count("pk")):
        found[store or nearest(path), articles[offered], size] += count
    default = default_of(offer)
    if default is not None:
        rest = without_choice(offer, waiting).order_by().values_list("unit__path")
        for path, count in rest.annotate(count=Count("pk")):
            found[nearest(path), default.article_id, default.default_size] += count
    return dict(found)


def _nearest(run: Run) -> Callable[[str], int | None]:
    """Return the function that tells the pickup point of a unit, by its path. One query."""
    collections = list(RunCollection.objects.filter(run=run).select_related("unit"))
    return lambda path: details_for(run, path, collections).store_id


def _free(articles: Iterable[int], stores: Iterable[int]) -> dict[Place, int]:
    """Return how many pieces of these articles are free in these pickup points and not over their day."""
    usable = Batch.objects.in_date(timezone.localdate()).with_free().filter(article__in=articles, store__in=stores)
    rows = usable.order_by().values_list("store", "article", "size").annotate(left=Sum(F("in_stock") - F("reserved")))
    return {(store, article, size): left for store, article, size, left in rows}
