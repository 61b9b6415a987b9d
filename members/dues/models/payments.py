"""Payments of dues, which are never changed, and the running numbers of their receipts."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.dues.models.charges import DuesCharge
from members.dues.models.payroll import PayrollFile
from members.dues.querysets import Payments
from members.units.models.units import Unit
from office.append_only import append_only


class PaidBy(models.TextChoices):
    PAYROLL = "payroll", _("payroll deduction")
    CASH = "cash", _("cash")
    TRANSFER = "transfer", _("bank transfer")
    REVERSAL = "reversal", _("reversal")


class ReceiptCount(models.Model):
    """The last receipt number of a unit in a year.

    Whoever takes the next number locks this row until the payment is saved, so that no number is given twice or left
    out.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"))

    class Meta:
        verbose_name = _("receipt numbers")
        verbose_name_plural = _("receipt numbers")
        ordering = ["-year", "unit"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_count_a_unit_and_year")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.year} · {self.last}"


class DuesPayment(models.Model):
    """A payment of one charge, in yuan, with a receipt. A wrong one is reversed by another row, never deleted."""

    charge = models.ForeignKey(DuesCharge, models.PROTECT, verbose_name=_("dues of a month"), related_name="payments")
    amount = models.DecimalField(_("amount"), max_digits=10, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    paid_by = models.CharField(_("paid by"), max_length=8, choices=PaidBy)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="+",
        db_index=False,
        help_text=_("Whose receipt it is: the unit of the charge when it was paid."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    file = models.ForeignKey(
        PayrollFile, models.PROTECT, null=True, blank=True, verbose_name=_("payroll file"), related_name="taken"
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    row = models.PositiveIntegerField(_("sheet row"), null=True, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("reverses"), related_name="reversal"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handler"), related_name="+", db_index=False
    )
    at = models.DateTimeField(_("entered"), default=timezone.now)

    objects = Payments.as_manager()

    class Meta:
        verbose_name = _("dues payment")
        verbose_name_plural = _("dues payments")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="one_receipt_a_number"),
            # The same file, uploaded as often as you like, pays each of its rows once.
            models.UniqueConstraint(
                fields=["digest", "row"], condition=~Q(digest=""), name="one_payment_a_row_of_a_file"
            ),
            models.CheckConstraint(
                condition=Q(paid_by="reversal", amount__lt=0, reverses__isnull=False, number=None, row=None)
                & ~Q(note="")
                | ~Q(paid_by="reversal") & Q(amount__gt=0, reverses=None, number__isnull=False),
                name="payment_or_reversal",
            ),
            models.CheckConstraint(
                condition=Q(paid_by="payroll", file__isnull=False, row__isnull=False) & ~Q(digest="")
                | ~Q(paid_by="payroll") & Q(file=None, row=None, digest=""),
                name="payroll_payment_names_its_row",
            ),
            models.CheckConstraint(condition=Q(year=F("paid_on__year")), name="receipt_is_of_its_year"),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="reversal_takes_all_back",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__reverses__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM members_duespayment AS paid
                        WHERE paid.id = NEW.reverses_id AND paid.charge_id = NEW.charge_id
                          AND paid.amount = -NEW.amount AND paid.reverses_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a reversal takes back one whole payment';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="charge_counts_its_payments",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_payments"),
                func="""
                    UPDATE members_duescharge AS charge
                    SET paid = charge.paid + came.amount,
                        state = CASE
                            WHEN charge.state NOT IN ('due', 'paid') THEN charge.state
                            WHEN charge.paid + came.amount >= charge.amount THEN 'paid'
                            ELSE 'due'
                        END
                    FROM (
                        SELECT charge_id, sum(amount) AS amount FROM new_payments GROUP BY charge_id
                    ) AS came
                    WHERE charge.id = came.charge_id;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.receipt or f"{self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("members:dues_receipt", args=[self.pk])

    @property
    def receipt(self) -> str:
        """The receipt's number as it is printed, "" for a reversal: unit code, year, running number."""
        return f"{self.unit.code}-{self.year}-{self.number:05d}" if self.number else ""

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversal")
