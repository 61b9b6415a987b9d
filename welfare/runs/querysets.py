from typing import Self

from django.db import models

from welfare.choices import RunState, SliceState
from welfare.grants.querysets import Scoped
from welfare.runs.rules import MAX_ATTEMPTS


class Runs(Scoped):
    def open(self) -> Self:
        """Those that still wait for somebody or something."""
        return self.exclude(state__in=[RunState.CLOSED, RunState.CANCELLED])


class Slices(models.QuerySet):
    def waiting(self) -> Self:
        """Those of runs being counted that a worker may still take."""
        return self.filter(state=SliceState.WAITING, attempts__lt=MAX_ATTEMPTS, run__state=RunState.COUNTING)
