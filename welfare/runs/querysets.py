from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from members import access
from welfare.choices import GIVEN_UP, RunState, SliceState
from welfare.runs.rules import MAX_ATTEMPTS

if TYPE_CHECKING:
    from welfare.runs.models.runs import Run
    from welfare.runs.models.slices import Slice


class Runs(access.ScopedQuerySet["Run"]):
    def open(self) -> Self:
        """Return the runs that are neither closed nor cancelled nor being cancelled."""
        return self.exclude(state__in=[RunState.CLOSED, RunState.CANCELLING, RunState.CANCELLED])

    def in_the_way(self) -> Self:
        """Return the runs beside which their event can have no other: not cancelled ones, nor lists that were revoked.

        Who received from such a list receives nothing from the next one.
        """
        revoked = Q(from_list__isnull=False, revoked_at__isnull=False, revoking=False)
        return self.exclude(Q(state=RunState.CANCELLED) | revoked)

    def with_given(self) -> Self:
        """Return them with `heads_given` and `cost_given`: as counted, NULL for runs that were given up."""

        def given(name: str) -> Case:
            return Case(When(state__in=GIVEN_UP, then=Value(None)), default=F(name))

        return self.annotate(heads_given=given("heads"), cost_given=given("cost"))

    def to_clear(self) -> Self:
        """Return the runs that workers cancel, or of which they revoke what was not collected."""
        return self.filter(Q(state=RunState.CANCELLING) | Q(revoking=True))


class Slices(models.QuerySet["Slice"]):
    def waiting(self) -> Self:
        """Return the slices of runs being counted that are not done and have failed less than MAX_ATTEMPTS times."""
        return self.filter(state=SliceState.WAITING, attempts__lt=MAX_ATTEMPTS, run__state=RunState.COUNTING)

    def to_clear(self) -> Self:
        """Return the slices of runs that are cancelled, or of which the rest is revoked, that are not cleared yet."""
        return self.filter(Q(run__state=RunState.CANCELLING) | Q(run__revoking=True)).exclude(state=SliceState.CLEARED)
