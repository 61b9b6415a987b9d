from decimal import Decimal

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from welfare.plans.models import Collection
from welfare.runs.models.runs import Run
from welfare.runs.models.triggers import stays_when_decided


class RunCollection(Collection):
    """Where members of one unit and the units below collect, where that differs from the run; empty fields don't."""

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="collections", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    collect_until = models.DateField(_("collect until"), null=True, blank=True)

    class Meta:
        verbose_name = _("other place of collection")
        verbose_name_plural = _("other places of collection")
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="one_collection_a_run_and_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.place}"


class RunUnit(models.Model):
    """A unit of a run: its name and the caps in force there when it was counted, how many receive there and the cost.

    Amounts are in yuan; a cap of None does not limit. `festival_cap` is that for one event, whatever its kind. Once the
    run is decided it stays.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="places", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="run_places")
    year_cap = models.DecimalField(_("cap for the year"), max_digits=12, decimal_places=2, null=True, blank=True)
    festival_cap = models.DecimalField(
        _("cap for one festival"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    rules = models.JSONField(_("rules"), default=dict, blank=True)
    """By the Basis of a cap, and the Verdict of a condition of membership, what is ruled and the document.

    Written by `welfare.runs.decided`: kept_rule, kept_conditions.
    """
    unit_name = models.CharField(_("unit name"), max_length=100, blank=True)
    """Its name when it was counted; "" for runs counted before names were kept."""
    in_group = models.BooleanField(_("meant by the plan"), default=True)
    heads = models.PositiveIntegerField(_("receiving"), default=0)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("unit of a run")
        verbose_name_plural = _("units of a run")
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="one_place_a_run_and_unit")]
        triggers = [
            stays_when_decided("decided_places_stay", pgtrigger.Update, "OLD.run_id"),
            stays_when_decided("decided_places_are_kept", pgtrigger.Delete, "OLD.run_id"),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.unit}"
