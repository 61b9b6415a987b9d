"""The files of a payment for the bank, and who fetched them."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from welfare.payment import querysets
from welfare.payment.models.batches import PaymentBatch


def private_path(file: "PaymentFile", filename: str) -> str:
    """Return a random path, which tells nothing about who is paid in the file."""
    return f"payments/{secrets.token_hex(16)}"


class PaymentFile(models.Model):
    """A file for the bank, which lies encrypted; `digest` is the SHA-256 of what the bank gets.

    `marked_at` is set when a worker has marked the lines of a fetched file as sent.
    """

    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, verbose_name=_("payment batch"), related_name="files", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("number"))
    file = models.FileField(_("file for the bank"), upload_to=private_path)
    rows = models.PositiveIntegerField(_("payments"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    fetched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("fetched by"),
        related_name="+",
        db_index=False,
    )
    marked_at = models.DateTimeField(_("lines marked as sent"), null=True, blank=True, editable=False)

    objects = querysets.Files.as_manager()

    class Meta:
        verbose_name = _("payment file")
        verbose_name_plural = _("payment files")
        ordering = ["batch", "number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["id"], condition=Q(fetched_at__isnull=False, marked_at=None), name="welfare_file_to_mark"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="payment_files_are_numbered"),
            models.CheckConstraint(condition=Q(rows__gt=0, amount__gt=0), name="payment_file_pays_somebody"),
            models.CheckConstraint(
                condition=Q(fetched_at=None, fetched_by=None, marked_at=None)
                | Q(fetched_at__isnull=False, fetched_by__isnull=False),
                name="fetched_file_has_time_and_person",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="file_is_sealed", fields=["batch", "number", "file", "rows", "amount", "size", "digest", "made_at"]
            ),
            pgtrigger.Protect(name="file_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="first_fetch_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__fetched_at__isnull=False)
                & (
                    pgtrigger.Q(old__fetched_at__df=pgtrigger.F("new__fetched_at"))
                    | pgtrigger.Q(old__fetched_by__df=pgtrigger.F("new__fetched_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.download_name

    def get_absolute_url(self) -> str:
        return reverse("welfare:payment_detail", args=[self.batch_id])

    @property
    def download_name(self) -> str:
        """The name under which the bank gets it."""
        return f"{self.batch.number}-{self.number:03d}.{self.batch.version.file_format}"

    @property
    def digest_start(self) -> str:
        """The first digits of its SHA-256, enough to compare two files by eye."""
        return self.digest[:16]


class FileFetch(models.Model):
    """That somebody fetched a payment file, with all account numbers in full; the first time needs no reason."""

    file = models.ForeignKey(PaymentFile, models.PROTECT, verbose_name=_("payment file"), related_name="fetches")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+", db_index=False
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fetch of a payment file")
        verbose_name_plural = _("fetches of payment files")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file"], condition=Q(reason=""), name="fetched_once_without_a_reason")
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="released_before_fetched",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM welfare_paymentfile AS file
                        JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
                        WHERE file.id = NEW.file_id AND batch.state = 'released'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only a released file is fetched';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.at:%Y-%m-%d %H:%M}"
