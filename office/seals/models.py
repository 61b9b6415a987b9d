"""Seals over the audit log, which events each covers, what checks have found, and mails of roots to a witness."""

from datetime import date, datetime
from typing import TypedDict

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from office.seals.querysets import Seals
from office.seals.rules import seal_root


class Seal(models.Model):
    """The hash of a Merkle tree over audit events, chained to that of the seal before."""

    number = models.PositiveIntegerField(_("seal"), primary_key=True)
    sealed_at = models.DateTimeField(_("sealed"))
    events = models.PositiveBigIntegerField(_("events"))
    last_event = models.BigIntegerField(_("last event"))
    """The highest number of an event in this seal or in one before."""
    tree = models.BinaryField()
    previous = models.BinaryField(null=True)
    """The root of the seal before; NULL for the first one."""
    root = models.BinaryField()

    objects = Seals.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["-number"]
        default_permissions = ()
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.number}"

    def computed_root(self) -> bytes:
        """Return the root that follows from the other columns."""
        tree, previous = bytes(self.tree), bytes(self.previous) if self.previous is not None else None
        return seal_root(self.number, self.sealed_at, self.events, self.last_event, tree, previous)

    @property
    def root_hex(self) -> str:
        """The root in 64 hexadecimal digits."""
        return bytes(self.root).hex()

    @property
    def root_start(self) -> str:
        """The first 16 hexadecimal digits of the root in groups of four, for reading aloud."""
        digits = self.root_hex[:16]
        return " ".join(digits[start : start + 4] for start in range(0, 16, 4))

    @property
    def day(self) -> date:
        """The day of the seal in the portal's time zone."""
        return timezone.localdate(self.sealed_at)

    @property
    def qr_text(self) -> str:
        """What the QR code on printed pages says: number, day and root."""
        return f"union-portal seal {self.number} {self.day.isoformat()} {self.root_hex}"


class SealedEvent(models.Model):
    """One audit event under a seal, with its hash as it was then; it stays when the event itself does not."""

    # No foreign keys: a row must outlast the event that somebody removed.
    event_id = models.BigIntegerField(primary_key=True)
    seal_number = models.PositiveIntegerField()
    content_hash = models.BinaryField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["seal_number", "event_id"], name="office_sealed_by_seal")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.event_id} ({self.seal_number})"


class FoundFault(TypedDict):
    """What is wrong, as a row of AuditCheck keeps it: a key of FAULTS in office.seals.faults, and numbers or None."""

    kind: str
    seal: int | None
    event: int | None


class AuditCheck(models.Model):
    """The outcome of one check of the whole audit log."""

    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), default=timezone.now)
    last_seal = models.PositiveIntegerField(_("checked up to seal"))
    events = models.PositiveBigIntegerField(_("events"))
    erased = models.PositiveBigIntegerField(_("erased by rule"))
    late = models.PositiveBigIntegerField(_("sealed late"))
    faults = models.PositiveBigIntegerField(_("faults"))
    first_faults = models.JSONField(default=list)
    """The first of them, each a FoundFault."""

    class Meta:
        default_permissions = ()
        get_latest_by = "pk"
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.ended_at:%Y-%m-%d %H:%M} {self.faults}"


class WitnessMail(models.Model):
    """The mail of one day that tells an address outside the last root."""

    day = models.DateField(_("day"), primary_key=True)
    seal_number = models.PositiveIntegerField(_("seal"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    tries = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    """What the last try met with; empty once the mail has been sent."""

    class Meta:
        default_permissions = ()
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"

    def mark_sent(self, seal: Seal, at: datetime) -> None:
        """Note that the mail has gone out, with the root of `seal`."""
        self.seal_number, self.sent_at, self.failure, self.tries = seal.number, at, "", self.tries + 1
        self.save()
