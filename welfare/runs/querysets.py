from typing import TYPE_CHECKING, Self

from django.db import models

from members import access
from welfare.choices import RunState, SliceState
from welfare.runs.rules import MAX_ATTEMPTS

if TYPE_CHECKING:
    from welfare.runs.models import Run, Slice


class Runs(access.ScopedQuerySet["Run"]):
    def open(self) -> Self:
        """Return the runs that are neither closed nor cancelled."""
        return self.exclude(state__in=[RunState.CLOSED, RunState.CANCELLED])


class Slices(models.QuerySet["Slice"]):
    def waiting(self) -> Self:
        """Return the slices of runs being counted that are not done and have failed less than MAX_ATTEMPTS times."""
        return self.filter(state=SliceState.WAITING, attempts__lt=MAX_ATTEMPTS, run__state=RunState.COUNTING)
