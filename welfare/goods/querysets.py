from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from members import access

if TYPE_CHECKING:
    from members.units.models.units import Unit
    from welfare.goods.models.articles import Article, Store
    from welfare.goods.models.stock import Batch, StockEntry


class Articles(access.ScopedQuerySet["Article"]):
    def usable_in(self, unit: "Unit") -> Self:
        """Return the articles in use of a unit and of those above it."""
        return self.filter(active=True, unit__path__in=unit.paths_down_to(unit.path))


class Stores(access.ScopedQuerySet["Store"]):
    def below(self, unit: "Unit") -> Self:
        """Return the pickup points in use of a unit and of those below it."""
        return self.filter(active=True, unit__path__startswith=unit.path)


class StockBatches(access.ScopedQuerySet["Batch"]):
    unit_field = "store__unit"

    def there(self) -> Self:
        """Return the batches of which something is there."""
        return self.filter(in_stock__gt=0)

    def with_free(self) -> Self:
        """Return the batches of which something is not reserved."""
        return self.filter(in_stock__gt=F("reserved"))

    def in_date(self, today: date) -> Self:
        """Return the batches that may be handed out today: their last day is not over."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=today))

    def expiring_before(self, day: date) -> Self:
        """Return the batches whose last day is before `day`, of which something is there."""
        return self.there().filter(expires_on__lt=day)

    def first_expiring_first(self) -> Self:
        return self.order_by(F("expires_on").asc(nulls_last=True), "pk")


class StockEntries(access.ScopedQuerySet["StockEntry"]):
    unit_field = "batch__store__unit"

    def of_cause(self, kind: str, pk: int) -> Self:
        """Return the entries that rest on one row of another table."""
        return self.filter(cause_kind=kind, cause_id=pk)

    def latest_of_cause(self, kind: str, pk: int) -> Self:
        """Return for each batch its last entry of a cause, which says what the cause holds and was handed out of it."""
        return self.of_cause(kind, pk).order_by("batch_id", "-number").distinct("batch_id")
