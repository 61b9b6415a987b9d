"""What members receive of a run of goods, and where: what they chose, else the default, else what the run names."""

from collections.abc import Iterable
from dataclasses import dataclass

from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Choice, Offer, OfferedArticle
from welfare.grants.models.grants import Grant
from welfare.runs.collection import details_for
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection


@dataclass(frozen=True)
class Chosen:
    """What a grant gives: the article, its size ("" without sizes), the pickup point; None where none is named."""

    article: Article | None
    size: str
    store: Store | None
    by_default: bool
    """Whether the member could choose and hasn't."""


def chosen_of(grants: Iterable[Grant]) -> dict[int, Chosen]:
    """Return what each grant gives, by its key; the grants are of one run and were read with their units.

    The number of queries doesn't depend on how many grants there are.
    """
    rows = list(grants)
    if not rows:
        return {}
    run = Run.objects.select_related("article").get(pk=rows[0].run_id)
    offer = Offer.objects.filter(run=run).first()
    default = default_of(offer) if offer is not None else None
    mine = {}
    if offer is not None:
        choices = Choice.objects.filter(offer=offer, member__in=[grant.member_id for grant in rows])
        mine = {one.member_id: one for one in choices.select_related("article__article", "store")}
    collections = list(RunCollection.objects.filter(run=run).select_related("unit"))
    keys = {grant.pk: details_for(run, grant.unit.path, collections).store_id for grant in rows}
    stores = Store.objects.in_bulk({key for key in keys.values() if key is not None})
    found = {}
    for grant in rows:
        choice, store = mine.get(grant.member_id), stores.get(keys[grant.pk] or 0)
        if choice is not None:
            found[grant.pk] = Chosen(choice.article.article, choice.size, choice.store or store, False)
        elif default is not None:
            found[grant.pk] = Chosen(default.article, default.default_size, store, True)
        else:
            found[grant.pk] = Chosen(run.article, "", store, False)
    return found


def article_of(grant: Grant) -> Article | None:
    """Return the article that a grant gives, None where none is named."""
    return chosen_of([grant])[grant.pk].article


def default_of(offer: Offer) -> OfferedArticle | None:
    """Return what members get who haven't chosen; None where the offer is of no run. One query."""
    if offer.run_id is None:
        return None
    return offer.articles.filter(is_default=True).select_related("article").first()
