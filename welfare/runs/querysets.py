from typing import TYPE_CHECKING, Self

from django.db import models

from members import access
from welfare.choices import RunState, SliceState
from welfare.runs.rules import MAX_ATTEMPTS

if TYPE_CHECKING:
    from welfare.runs.models import Run, Slice


class Runs(access.ScopedQuerySet["Run"]):
    def open(self) -> Self:
        """Those that still wait for somebody or something."""
        return self.exclude(state__in=[RunState.CLOSED, RunState.CANCELLED])


class Slices(models.QuerySet["Slice"]):
    def waiting(self) -> Self:
        """Those of runs being counted that a worker may still take."""
        return self.filter(state=SliceState.WAITING, attempts__lt=MAX_ATTEMPTS, run__state=RunState.COUNTING)
