from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.append_only import append_only
from office.types import Message
from welfare.choices import StockKind
from welfare.goods import querysets, rules
from welfare.goods.models import triggers
from welfare.goods.models.articles import Article, Store


def _computed(name: Message) -> "models.IntegerField[int, int]":
    """Return a field for what a trigger computes, in pieces."""
    return models.IntegerField(name, default=0, editable=False)


class Batch(models.Model):
    """The pieces of one article, of one size, that came to a store together and expire together.

    Its two numbers are those of its entries: a trigger on StockEntry writes them, and nothing else can.
    """

    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="batches"
    )
    store = models.ForeignKey(
        Store, models.PROTECT, verbose_name=_("pickup point"), related_name="batches", db_index=False
    )
    size = models.CharField(_("size"), max_length=16, blank=True)
    expires_on = models.DateField(_("to be used until"), null=True, blank=True)
    """The last day on which it may be handed out; NULL for what doesn't expire."""
    number = models.CharField(_("batch number"), max_length=40, blank=True)
    in_stock = _computed(_("in stock"))
    reserved = _computed(_("reserved"))

    objects = querysets.StockBatches.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["store", "article", "size", F("expires_on").asc(nulls_last=True), "id"]
        default_permissions = ()
        permissions = [("keep_stock", _("Can take goods in, count them, and reserve them"))]
        indexes = [
            models.Index(fields=["expires_on", "id"], condition=Q(in_stock__gt=0), name="welfare_batch_expires"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "article", "size", "expires_on", "number"],
                nulls_distinct=False,
                name="one_batch_a_store_article_and_day",
            ),
            models.CheckConstraint(condition=Q(in_stock__gte=0, reserved__gte=0), name="batch_is_not_negative"),
            models.CheckConstraint(condition=Q(in_stock__gte=F("reserved")), name="batch_reserves_what_is_there"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="begins_empty", operation=pgtrigger.Insert, when=pgtrigger.Before, func=triggers.BEGIN_EMPTY
            ),
            pgtrigger.Trigger(
                name="numbers_are_those_of_the_entries",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("in_stock", "reserved"),
                func=triggers.KEEP_NUMBERS,
            ),
            pgtrigger.ReadOnly(name="batch_stays", fields=["article", "store", "size", "expires_on", "number"]),
            pgtrigger.Protect(name="batch_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        parts = [self.article.name, self.size, self.number, self.expires_on.isoformat() if self.expires_on else ""]
        return " · ".join(part for part in parts if part)

    def get_absolute_url(self) -> str:
        return reverse("welfare:stock_entries", args=[self.pk])

    @property
    def free(self) -> int:
        """How many pieces are there and not reserved."""
        return self.in_stock - self.reserved

    def is_over(self, today: date) -> bool:
        """Return whether its last day is over, so that it is not handed out any more."""
        return self.expires_on is not None and self.expires_on < today


class StockEntry(models.Model):
    """One entry of a batch; never changed, never deleted. Pieces.

    `kind` says what `quantity` does to the numbers of the batch (rules.EFFECTS); that of a count is the difference, and
    may be negative or 0. What it rests on is a row of another table, as in budgets: `cause_kind` and `cause_id`. The
    fields from `number` on are written by a trigger: the position, the numbers of the batch after the entry, what of
    them is reserved for the cause, and what the cause was handed out.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name=_("batch"), related_name="entries", db_index=False)
    kind = models.CharField(_("kind"), max_length=12, choices=StockKind)
    quantity = models.IntegerField(_("quantity"))
    cause_kind = models.CharField(_("kind of the cause"), max_length=32, blank=True)
    cause_id = models.BigIntegerField(_("number of the cause"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    number = models.PositiveIntegerField(_("number"), default=0, editable=False)
    in_stock_after = _computed(_("in stock after"))
    reserved_after = _computed(_("reserved after"))
    cause_reserved = _computed(_("reserved for the cause"))
    cause_out = _computed(_("handed out to the cause"))

    objects = querysets.StockEntries.as_manager()

    class Meta:
        verbose_name = _("stock entry")
        verbose_name_plural = _("stock entries")
        ordering = ["batch", "-number"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["cause_kind", "cause_id", "batch", "-number"],
                condition=Q(cause_id__isnull=False),
                name="welfare_stock_of_a_cause",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="stock_entries_are_numbered"),
            models.CheckConstraint(
                condition=Q(kind=StockKind.COUNT) | Q(quantity__gt=0), name="stock_entry_has_a_quantity"
            ),
            models.CheckConstraint(condition=Q(kind__in=StockKind.values), name="stock_entry_is_of_a_kind"),
            models.CheckConstraint(
                condition=Q(cause_id=None, cause_kind="") & ~Q(kind__in=rules.OF_A_CAUSE)
                | Q(cause_id__isnull=False) & ~Q(cause_kind=""),
                name="stock_entry_has_a_cause",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | ~Q(kind__in=[StockKind.COUNT, StockKind.SPOIL]) | Q(quantity=0),
                name="stock_difference_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(in_stock_after__gte=0, reserved_after__gte=0), name="stock_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(in_stock_after__gte=F("reserved_after")), name="stock_reserves_what_is_there"
            ),
            models.CheckConstraint(
                condition=Q(cause_reserved__gte=0, cause_out__gte=0), name="stock_cause_returns_what_it_has"
            ),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="stock_entry_is_numbered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.NUMBER_ENTRY_DECLARES,
                func=triggers.NUMBER_ENTRY,
            ),
            pgtrigger.Trigger(
                name="batch_follows_entries",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.FOLLOW_ENTRIES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} · {self.number}"
