"""Kept sums of reports: what was received in each run and unit, and whom a year's benefits reached."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import PostCategory, Sex
from members.units.models.units import Unit
from welfare.grants.models.grants import Grant
from welfare.reports import querysets
from welfare.runs.models.runs import Run

# What a row of grants adds to the sums of its run and unit. Each statement adds one row for each of them, and changes
# none that is there: nobody who confirms a receipt waits for somebody else who does.
ADD = """
    INSERT INTO welfare_receiptsum
        (run_id, unit_id, is_folded, received_heads, received_money, revoked_heads, revoked_money)
    SELECT run_id, unit_id, false,
        coalesce(sum(sign) FILTER (WHERE received_at IS NOT NULL), 0),
        coalesce(sum(sign * amount) FILTER (WHERE received_at IS NOT NULL), 0),
        coalesce(sum(sign) FILTER (WHERE revoked_at IS NOT NULL), 0),
        coalesce(sum(sign * amount) FILTER (WHERE revoked_at IS NOT NULL), 0)
    FROM ({rows}) AS changed
    WHERE received_at IS NOT NULL OR revoked_at IS NOT NULL
    GROUP BY run_id, unit_id
    HAVING coalesce(sum(sign * amount) FILTER (WHERE received_at IS NOT NULL), 0) <> 0
        OR coalesce(sum(sign * amount) FILTER (WHERE revoked_at IS NOT NULL), 0) <> 0
        OR coalesce(sum(sign) FILTER (WHERE received_at IS NOT NULL), 0) <> 0
        OR coalesce(sum(sign) FILTER (WHERE revoked_at IS NOT NULL), 0) <> 0;
    RETURN NULL;
"""
AFTER = "SELECT run_id, unit_id, amount, received_at, revoked_at, 1 AS sign FROM new_grants"
BEFORE = "SELECT run_id, unit_id, amount, received_at, revoked_at, -1 AS sign FROM old_grants"


def _summed(name: str, operation: pgtrigger.Operation, rows: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**tables),
        func=ADD.replace("{rows}", rows),
    )


# Triggers on Grant, whatever changes it: an act, a sweep, the answer of a bank, a plain statement.
pgtrigger.register(
    _summed("added_receipts_are_summed", pgtrigger.Insert, AFTER, new="new_grants"),
    _summed(
        "changed_receipts_are_summed",
        pgtrigger.Update,
        f"{AFTER} UNION ALL {BEFORE}",
        new="new_grants",
        old="old_grants",
    ),
    _summed("deleted_receipts_are_summed", pgtrigger.Delete, BEFORE, old="old_grants"),
)(Grant)


class ReceiptSum(models.Model):
    """How many members of a unit received from a run, and of how many it was revoked, in yuan.

    The figures of a run and unit are the sums of all its rows: triggers on Grant add a row with each change, which may
    be negative, and a sweep folds them into one.
    """

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="receipt_sums", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+", db_index=False)
    is_folded = models.BooleanField(_("folded"), default=False)
    received_heads = models.IntegerField(pgettext_lazy("count", "received"), default=0)
    received_money = models.DecimalField(_("money received"), max_digits=14, decimal_places=2, default=Decimal(0))
    revoked_heads = models.IntegerField(pgettext_lazy("count", "revoked"), default=0)
    revoked_money = models.DecimalField(_("money revoked"), max_digits=14, decimal_places=2, default=Decimal(0))

    objects = querysets.ReceiptSums.as_manager()

    class Meta:
        verbose_name = _("sum of receipts")
        verbose_name_plural = _("sums of receipts")
        default_permissions = ()
        indexes = [
            models.Index(fields=["run", "unit"], name="welfare_receipt_sum"),
            models.Index(fields=["id"], condition=Q(is_folded=False), name="welfare_receipt_unfolded"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "unit"], condition=Q(is_folded=True), name="one_folded_sum_a_run_and_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.unit}"


class CoverageCount(models.Model):
    """One count of whom the benefits of a year reached, in ranges of keys of members; cells are read once it is done.

    Members are those of the day `on`. `next_key` is the key from which a worker goes on, up to `last_key`.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    on = models.DateField(_("members of the day"))
    asked_at = models.DateTimeField(pgettext_lazy("count of coverage", "begun"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    next_key = models.BigIntegerField(default=1, editable=False)
    last_key = models.BigIntegerField(default=0, editable=False)
    width = models.BigIntegerField(default=1, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    objects = querysets.CoverageCounts.as_manager()

    class Meta:
        verbose_name = _("count of coverage")
        verbose_name_plural = _("counts of coverage")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(done_at=None), name="one_count_of_coverage_at_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.on}"


class CoverageCell(models.Model):
    """Members of a unit on the day of a count, how many received in the year, and how much; by post category and sex.

    These two are those that a member had when it was counted, not those of the day.
    Heads are people, however often they received. With a `kind` only `heads` and `money` say something, and those of
    all post categories and both sexes are one cell; "" are all kinds together.
    """

    count = models.ForeignKey(CoverageCount, models.CASCADE, related_name="cells", db_index=False)
    kind = models.CharField(_("kind"), max_length=32, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+", db_index=False)
    post_category = models.CharField(_("post category"), max_length=12, choices=PostCategory, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    members = models.PositiveIntegerField(pgettext_lazy("count", "members"), default=0)
    heads = models.PositiveIntegerField(_("receiving"), default=0)
    money = models.DecimalField(_("money"), max_digits=14, decimal_places=2, default=Decimal(0))

    objects = querysets.CoverageCells.as_manager()

    class Meta:
        verbose_name = _("coverage of a group")
        verbose_name_plural = _("coverage of groups")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["count", "kind", "unit", "post_category", "sex"], name="one_cell_a_count_of_coverage_and_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} · {self.unit}"
