"""The one way to change the numbers of a batch: write entries into it.

Apps call these inside their own actions, in a transaction, and record their own audit events. Each locks the batches of
one article, size and pickup point in the order of their keys until the transaction ends; whoever moves several of them
takes them in the order of pickup point, article and size. What a cause was reserved or handed out is known by its
entries: a cause is the kind of a thing and its key, as in `welfare.budgets.ledger`.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from office.constraints import refused_by
from office.errors import NotAllowed
from welfare.budgets.ledger import Cause
from welfare.choices import StockKind
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch, StockEntry
from welfare.goods.rules import allocate, expiry_order

REFUSED = {
    "stock_is_not_negative": gettext_lazy("There is too little of it in stock."),
    "stock_reserves_what_is_there": gettext_lazy("So much of it is reserved: release that first."),
    "stock_cause_returns_what_it_has": gettext_lazy("More is given back than was reserved or handed out for this."),
}
# A move of so many pieces of one batch: kind, quantity, what for.
Move = tuple[Batch, StockKind, int, Cause | None]


@transaction.atomic
def take_in(
    article: Article,
    store: Store,
    quantity: int,
    *,
    by: User | None,
    size: str = "",
    expires_on: date | None = None,
    number: str = "",
    cause: Cause | None = None,
    reason: str = "",
) -> list[StockEntry]:
    """Take pieces into a pickup point, into the batch of that day and number, which is made where there is none.

    As all functions here, it returns the entries. Raises NotAllowed for a size that the article doesn't have.
    """
    _require_size(article, size)
    if quantity <= 0:
        raise NotAllowed(_("Say how many pieces."), code="no_quantity", field="quantity")
    batch, _made = Batch.objects.get_or_create(
        article=article, store=store, size=size, expires_on=expires_on, number=number.strip()
    )
    return _write([(batch, StockKind.IN, quantity, cause)], by, reason)


@transaction.atomic
def reserve(
    article: Article,
    store: Store,
    quantity: int,
    *,
    cause: Cause,
    by: User | None,
    size: str = "",
    reason: str = "",
) -> list[StockEntry]:
    """Reserve pieces for a cause, of those batches first that expire first; none whose last day is over.

    Raises NotAllowed when fewer are free.
    """
    batches = _lock(article, store, size)
    taken, missing = allocate(quantity, ((one, one.free) for one in _usable(batches)))
    if missing:
        raise _too_little(article, store, quantity, quantity - missing)
    return _write([(one, StockKind.RESERVE, count, cause) for one, count in taken], by, reason)


@transaction.atomic
def release(
    article: Article,
    store: Store,
    quantity: int | None = None,
    *,
    cause: Cause,
    by: User | None,
    size: str = "",
    reason: str = "",
) -> list[StockEntry]:
    """Give back pieces that are reserved for a cause, all without a quantity, of those first that expire last.

    Raises NotAllowed for more than is reserved.
    """
    batches = _lock(article, store, size)
    held = _held(batches, cause)
    if quantity is None:
        quantity = sum(held.values())
    last_first = reversed(_in_order(batches))
    taken, missing = allocate(quantity, ((one, held.get(one.pk, 0)) for one in last_first))
    if missing:
        raise NotAllowed(REFUSED["stock_cause_returns_what_it_has"], code="stock_cause_returns_what_it_has")
    return _write([(one, StockKind.RELEASE, count, cause) for one, count in taken], by, reason)


@transaction.atomic
def release_all(*, cause: Cause, by: User | None, reason: str = "") -> list[StockEntry]:
    """Give back everything that is reserved for a cause, wherever it lies."""
    batches = _lock_of(cause)
    moves: list[Move] = [
        (batches[pk], StockKind.RELEASE, count, cause) for pk, count in _held(batches.values(), cause).items() if count
    ]
    return _write(moves, by, reason)


@transaction.atomic
def hand_out(
    article: Article,
    store: Store,
    quantity: int = 1,
    *,
    cause: Cause,
    by: User | None,
    size: str = "",
    reserved_for: Cause | None = None,
    reason: str = "",
) -> list[StockEntry]:
    """Hand pieces out to a cause: first what is reserved for `reserved_for`, then what is free; none that is over.

    Raises NotAllowed when both together are fewer.
    """
    batches = _lock(article, store, size)
    usable = _usable(batches)
    held = _held(batches, reserved_for) if reserved_for is not None else {}
    own, missing = allocate(quantity, ((one, held.get(one.pk, 0)) for one in usable))
    free, missing = allocate(missing, ((one, one.free) for one in usable))
    if missing:
        raise _too_little(article, store, quantity, quantity - missing)
    out: dict[Batch, int] = {}
    for one, count in [*own, *free]:
        out[one] = out.get(one, 0) + count
    moves: list[Move] = [(one, StockKind.RELEASE, count, reserved_for) for one, count in own]
    moves += [(one, StockKind.HAND_OUT, count, cause) for one, count in out.items()]
    return _write(moves, by, reason)


@transaction.atomic
def take_back(*, cause: Cause, by: User | None, quantity: int | None = None, reason: str = "") -> list[StockEntry]:
    """Take pieces back that were handed out to a cause, all without a quantity, into the batches that they came from.

    Nothing is written where nothing was handed out. Raises NotAllowed for more than was.
    """
    batches = _lock_of(cause)
    out = {one.batch_id: one.cause_out for one in _latest(cause)}
    if quantity is None:
        quantity = sum(out.values())
    last_first = reversed(_in_order(batches.values()))
    taken, missing = allocate(quantity, ((one, out.get(one.pk, 0)) for one in last_first))
    if missing:
        raise NotAllowed(REFUSED["stock_cause_returns_what_it_has"], code="stock_cause_returns_what_it_has")
    return _write([(one, StockKind.TAKE_BACK, count, cause) for one, count in taken], by, reason)


@transaction.atomic
def count(
    batch: Batch, counted: int, *, by: User | None, reason: str = "", seen: int | None = None
) -> list[StockEntry]:
    """Set what is in stock of a batch to what was counted; an entry says the difference, also of 0.

    `seen` is the number against which it was counted. Raises NotAllowed for a difference without a reason, for fewer
    than are reserved, and when something was moved since it was `seen`.
    """
    batch = _lock_one(batch)
    if seen is not None and seen != batch.in_stock:
        message = _("Meanwhile %(there)s are there by the entries, not %(seen)s: count this batch again.")
        raise NotAllowed(message % {"there": batch.in_stock, "seen": seen}, code="moved_since")
    if counted < 0:
        raise NotAllowed(_("A number of pieces is not negative."), code="no_quantity")
    difference = counted - batch.in_stock
    if difference and not reason.strip():
        raise NotAllowed(
            _("Give a reason for the difference of %(number)+d.") % {"number": difference}, code="no_reason"
        )
    if counted < batch.reserved:
        message = _("%(reserved)s of it are reserved: release what is not there first.")
        raise NotAllowed(message % {"reserved": batch.reserved}, code="stock_reserves_what_is_there")
    return _write([(batch, StockKind.COUNT, difference, None)], by, reason)


@transaction.atomic
def spoil(batch: Batch, quantity: int, *, by: User | None, reason: str) -> list[StockEntry]:
    """Write off pieces that are spoilt or lost. Raises NotAllowed without a reason, and beyond what is free."""
    if not reason.strip():
        raise NotAllowed(_("Say what became of them."), code="no_reason", field="reason")
    batch = _lock_one(batch)
    if not 0 < quantity <= batch.free:
        raise _too_little(batch.article, batch.store, quantity, batch.free)
    return _write([(batch, StockKind.SPOIL, quantity, None)], by, reason)


def handed_out_to(cause: Cause) -> dict[int, int]:
    """Return how many pieces were handed out to a cause, by the key of their batch. One query."""
    return {one.batch_id: one.cause_out for one in _latest(cause) if one.cause_out}


def reserved_for(cause: Cause) -> dict[int, int]:
    """Return how many pieces are reserved for a cause, by the key of their batch. One query."""
    return {one.batch_id: one.cause_reserved for one in _latest(cause) if one.cause_reserved}


def _require_size(article: Article, size: str) -> None:
    if size not in (article.sizes or [""]):
        message = _("Say which size: %(sizes)s.") if article.sizes else _("This article has no sizes.")
        raise NotAllowed(message % {"sizes": "、".join(article.sizes)}, code="wrong_size", field="size")


def _lock(article: Article, store: Store, size: str) -> list[Batch]:
    _require_size(article, size)
    rows = Batch.objects.filter(article=article, store=store, size=size).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _lock_one(batch: Batch) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",), no_key=True).select_related("article", "store")
    return rows.get(pk=batch.pk)


def _lock_of(cause: Cause) -> dict[int, Batch]:
    """Lock the batches of which a cause has entries, and return them by their keys."""
    keys = StockEntry.objects.of_cause(*cause).values("batch")
    rows = Batch.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True)
    return {one.pk: one for one in rows}


def _in_order(batches: Iterable[Batch]) -> list[Batch]:
    return sorted(batches, key=lambda one: (expiry_order(one.expires_on), one.pk))


def _usable(batches: Iterable[Batch]) -> list[Batch]:
    today = timezone.localdate()
    return [one for one in _in_order(batches) if not one.is_over(today)]


def _latest(cause: Cause) -> Iterable[StockEntry]:
    return StockEntry.objects.latest_of_cause(*cause)


def _held(batches: Iterable[Batch], cause: Cause) -> dict[int, int]:
    """Return how many pieces of these batches, which are locked, are reserved for a cause."""
    rows = StockEntry.objects.latest_of_cause(*cause).filter(batch__in=[one.pk for one in batches])
    return {one.batch_id: one.cause_reserved for one in rows}


def _too_little(article: Article, store: Store, wanted: int, there: int) -> NotAllowed:
    told = {"there": there, "wanted": wanted, "article": article, "store": store, "measure": article.measure}
    message = _("%(store)s has %(there)s %(measure)s of %(article)s left, and %(wanted)s are needed.") % told
    return NotAllowed(message, code="stock_too_small")


def _write(moves: Iterable[Move], by: User | None, reason: str) -> list[StockEntry]:
    rows = [
        StockEntry(
            batch=batch,
            kind=kind,
            quantity=quantity,
            cause_kind=cause.kind if cause else "",
            cause_id=cause.pk if cause else None,
            by=by,
            reason=reason.strip()[:300],
        )
        for batch, kind, quantity, cause in moves
    ]
    with refused_by(REFUSED):
        made = StockEntry.objects.bulk_create(rows)
    return list(StockEntry.objects.filter(pk__in=[one.pk for one in made]).select_related("batch").order_by("pk"))
