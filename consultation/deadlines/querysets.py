from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.db import connections
from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    F,
    Field,
    Func,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    TextChoices,
)

from members.access import ScopedQuerySet

if TYPE_CHECKING:
    from consultation.deadlines.models import Clock, Series

M_co = TypeVar("M_co", bound=Model, covariant=True)

NEXT_OF_SERIES = """
    INSERT INTO consultation_series AS series (prefix, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = series.last + 1
    RETURNING last
"""

# As Clocks.running.
PRESSING = """(
    SELECT clock.{column} FROM consultation_clock AS clock
    WHERE clock.{owner} = %(expressions)s AND clock.met_at IS NULL AND clock.dropped_at IS NULL
    ORDER BY clock.paused_on IS NOT NULL, clock.due_on, clock.id LIMIT 1
)"""


class Clocks(QuerySet["Clock"]):
    def running(self) -> Self:
        """Return those neither met nor dropped."""
        return self.filter(met_at=None, dropped_at=None)

    def overdue(self, today: date) -> Self:
        """Return those running past their last day; a paused one is not late."""
        return self.running().filter(due_on__lt=today, paused_on=None)

    def of_rules(self, *codes: str) -> Self:
        """Return those of the deadlines with these codes; all of them if no code is given."""
        return self.filter(rule__code__in=codes) if codes else self


class WithDeadlines(ScopedQuerySet[M_co]):
    """Rows with states and deadlines."""

    clock_field = ""
    """The foreign key of `Clock` to them."""
    open_states: Collection[TextChoices] = ()
    """The states in which somebody still has to do something about them."""

    def _running(self) -> QuerySet["Clock"]:
        clocks: Clocks = apps.get_model("consultation.Clock").objects.all()
        return clocks.running().filter(**{self.clock_field: OuterRef("pk")})

    def open(self) -> Self:
        """Return those in one of `open_states`."""
        return self.filter(state__in=self.open_states)

    def with_due(self) -> Self:
        """Annotate `due_on`, the last day of the most pressing running deadline, `due_estimated` and `due_left`.

        A deadline that isn't paused is more pressing than any paused one.
        """
        return self.annotate(
            due_on=self._pressing("due_on", DateField()),
            due_estimated=self._pressing("estimated", BooleanField()),
            due_left=self._pressing("days_left", IntegerField()),
        )

    def _pressing(self, column: str, kind: "Field[object, object]") -> Func:
        """Return a column of the most pressing running deadline, in SQL: Django would compile a queryset for longer."""
        sql = PRESSING.format(column=column, owner=f"{self.clock_field}_id")
        return Func(F("pk"), template=sql, output_field=kind)

    def pressing_first(self) -> Self:
        """Return them with `due_on`, the earliest first, those without a running deadline last."""
        return self.with_due().order_by(F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, today: date) -> Self:
        """Return those with a deadline running past its last day."""
        return self.filter(Exists(self._running().filter(due_on__lt=today, paused_on=None)))


class SeriesQuerySet(QuerySet["Series"]):
    def take_next(self, prefix: str, year: int) -> int:
        """Increment the series and return its number; a second transaction waits for the first, so none is skipped."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(NEXT_OF_SERIES, [prefix, year])
            number: int = cursor.fetchone()[0]
            return number
