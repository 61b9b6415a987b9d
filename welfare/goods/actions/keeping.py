"""Take goods in, count a pickup point, and write off what is spoilt or lost."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue
from welfare.goods import stock
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch


class Counted(NamedTuple):
    """What was counted of a batch against the number `seen`, and why it differs; "" where it doesn't."""

    batch: Batch
    seen: int
    number: int
    reason: str


@transaction.atomic
def take_in_goods(
    store: Store,
    article: Article,
    quantity: int,
    *,
    by: User,
    size: str = "",
    expires_on: date | None = None,
    number: str = "",
    reason: str = "",
) -> Batch:
    """Take pieces of an article into a pickup point, and return their batch.

    Raises NotAllowed for an article of another unit than those above the pickup point, and for a size that it hasn't.
    """
    if not store.unit.path.startswith(article.unit.path):
        message = _("This article is not one of the pickup point's unit or of those above it.")
        raise NotAllowed(message, code="foreign_article", field="article")
    entries = stock.take_in(
        article, store, quantity, by=by, size=size, expires_on=expires_on, number=number, reason=reason
    )
    batch = entries[0].batch
    changes: dict[str, JsonValue] = {"quantity": quantity, "store": store.name}
    audit.record("stock.take_in", batch, by=by, unit=store.unit, reason=reason.strip(), changes=changes)
    return batch


@transaction.atomic
def count_store(store: Store, counted: Sequence[Counted], *, by: User) -> int:
    """Enter what was counted of the batches of a pickup point; return how many differ.

    Raises NotAllowed for a difference without a reason, for fewer than are reserved, and for a batch that was moved
    since it was seen; then nothing is entered. Its field is that of the batch's number.
    """
    differing = 0
    for one in sorted(counted, key=lambda one: one.batch.pk):
        try:
            entries = stock.count(one.batch, one.number, by=by, reason=one.reason, seen=one.seen)
        except NotAllowed as why:
            field = f"reason_{one.batch.pk}" if why.code == "no_reason" else f"number_{one.batch.pk}"
            raise NotAllowed(str(why), code=why.code, field=field) from why
        differing += sum(1 for entry in entries if entry.quantity)
    changes = {"batches": len(counted), "differing": differing}
    audit.record("stock.count", store, by=by, unit=store.unit, changes=changes)
    return differing


@transaction.atomic
def write_off(batch: Batch, quantity: int, *, by: User, reason: str) -> Batch:
    """Write off pieces of a batch that are spoilt or lost. Raises NotAllowed as `stock.spoil` does."""
    stock.spoil(batch, quantity, by=by, reason=reason)
    audit.record(
        "stock.spoil", batch, by=by, unit=batch.store.unit, reason=reason.strip(), changes={"quantity": quantity}
    )
    return batch
