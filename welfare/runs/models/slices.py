from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from welfare.choices import (
    SliceState,
)
from welfare.runs import querysets
from welfare.runs.models.runs import Run


class Slice(models.Model):
    """A range of member keys, both included, that one worker counts, clears or revokes in one transaction."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="slices", db_index=False)
    lo = models.BigIntegerField(_("from member"))
    hi = models.BigIntegerField(_("to member"))
    state = models.CharField(_("state"), max_length=8, choices=SliceState, default=SliceState.WAITING)
    redo = models.BooleanField(_("clears an earlier count"), default=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    counts = models.JSONField(default=list, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = querysets.Slices.as_manager()

    class Meta:
        verbose_name = _("slice of a run")
        verbose_name_plural = _("slices of a run")
        indexes = [
            models.Index(fields=["attempts", "id"], condition=Q(state=SliceState.WAITING), name="welfare_slice_waiting")
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "lo"], name="one_slice_a_start"),
            models.CheckConstraint(condition=Q(lo__lte=F("hi")), name="slice_is_a_range"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.lo}–{self.hi}"
