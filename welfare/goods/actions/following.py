"""Let the stock follow receipts that no counter noted: lists signed on paper, and what members confirmed themselves."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from office import audit
from office.claims import claim
from welfare.budgets.ledger import Cause
from welfare.choices import RECEIPTS_KIND, RUN_KIND, Form, HandOutState, RunState
from welfare.goods import stock
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch
from welfare.goods.needs import Place, places_of
from welfare.grants.models.grants import Grant
from welfare.runs.models.runs import Run
from welfare.runs.querysets import Runs

# What was received last before a run was closed is taken out of stock after it.
AFTER_CLOSING = timedelta(days=2)


def follow_receipts() -> int:
    """Take out of stock what was received without a counter, and back what such a receipt was cancelled for.

    Where too little is there, what there is is taken, and the rest once goods are taken in. Of an article with sizes,
    among which nobody could choose, nobody knows what was received: counting the stock puts that right. Return how many
    runs that changed. Any number of workers do this at once.
    """
    return sum(_follow(pk) for pk in _to_follow().values_list("pk", flat=True))


def lacking(run: Run) -> int:
    """Return how many pieces were received without a counter that the stock of their pickup points doesn't have."""
    received, out = _received(run), _taken(run)
    return sum(max(0, count - out[place].total()) for place, count in received.items())


def _to_follow() -> Runs:
    """Return the runs of goods whose receipts may have changed: those that are issued, and those closed lately."""
    lately = timezone.now() - AFTER_CLOSING
    runs = Run.objects.filter(Q(state=RunState.ISSUED) | Q(state=RunState.CLOSED, closed_at__gte=lately))
    return runs.filter(article__isnull=False).exclude(form=Form.MONEY).order_by("pk")


def _received(run: Run) -> dict[Place, int]:
    """Return how many pieces were received without a counter where, as far as somebody knows; revoked ones included."""
    received = Grant.with_revoked.filter(run=run, received_at__isnull=False)
    places = places_of(run, received.exclude(hand_outs__state=HandOutState.GIVEN))
    return {place: count for place, count in places.items() if place[0] is not None and count is not None}


def _taken(run: Run) -> dict[Place, Counter[int]]:
    """Return what was taken out of stock for receipts of the run: pieces by the key of their batch, by place."""
    out = stock.handed_out_to(Cause(RECEIPTS_KIND, run.pk))
    found: dict[Place, Counter[int]] = {}
    for batch, store, article, size in Batch.objects.filter(pk__in=out).values_list("pk", "store", "article", "size"):
        found.setdefault((store, article, size), Counter())[batch] = out[batch]
    return found


@transaction.atomic
def _follow(pk: int) -> int:
    if claim(_to_follow().filter(pk=pk)).first() is None:
        return 0
    run = Run.objects.select_related("article", "unit", "plan", "occasion").get(pk=pk)
    received, taken = _received(run), _taken(run)
    articles = Article.objects.in_bulk({article for _store, article, _size in received})
    stores = Store.objects.in_bulk({store for store, _article, _size in received if store is not None})
    cause, moved = Cause(RECEIPTS_KIND, pk), 0
    for place in sorted({*received, *taken}, key=lambda place: (place[0] or 0, *place[1:])):
        batches = taken.get(place, Counter())
        more = received.get(place, 0) - batches.total()
        if more < 0:
            stock.take_back(cause=cause, by=None, quantity=-more, batches=batches)
            moved -= more
        elif more:
            article, store = articles[place[1]], stores[place[0] or 0]
            moved += _take_out(article, store, place[2], more, cause, Cause(RUN_KIND, pk))
    if moved:
        audit.record("run.follow_receipts", run, by=None, unit=run.unit, changes={"pieces": moved})
    return int(moved > 0)


def _take_out(article: Article, store: Store, size: str, wanted: int, cause: Cause, reserved_for: Cause) -> int:
    """Hand out as many as are reserved for the run or free, and return how many."""
    count = min(wanted, stock.within_reach(article, store, size=size, reserved_for=reserved_for))
    if count:
        stock.hand_out(article, store, count, cause=cause, by=None, size=size, reserved_for=reserved_for)
    return count
