from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery


class Clocks(models.QuerySet):
    def running(self) -> Self:
        return self.filter(met_at=None, dropped_at=None)

    def overdue(self, today: date) -> Self:
        """Running past their last day."""
        return self.running().filter(due_on__lt=today)


class Timed(models.QuerySet):
    """Rows that clocks run on; `clock_field` is the clock's way back to them."""

    clock_field = ""

    def _running(self) -> QuerySet:
        clocks = apps.get_model("consultation.Clock").objects.running()
        return clocks.filter(**{self.clock_field: OuterRef("pk")})

    def with_due(self) -> Self:
        """Annotate `due_on`, the last day of the most pressing running clock, and `due_estimated`."""
        pressing = self._running().order_by("due_on", "id")
        return self.annotate(
            due_on=Subquery(pressing.values("due_on")[:1]), due_estimated=Subquery(pressing.values("estimated")[:1])
        )

    def pressing_first(self) -> Self:
        """With `due_on`, the earliest on top, those that nothing runs on last."""
        return self.with_due().order_by(F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, today: date) -> Self:
        return self.filter(Exists(self._running().filter(due_on__lt=today)))
