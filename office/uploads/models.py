"""Attachments of any object: the sealed original of a file, and the clean copy that is worked with."""

import secrets
from pathlib import PurePath

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.transitions import pairs
from office.uploads import querysets
from office.uploads.rules import COPY_STEPS, CopyState

STEPS = ", ".join(f"('{old}', '{new}')" for old, new in pairs(COPY_STEPS))


def private_path(attachment: "Attachment", filename: str) -> str:
    """Return a random path that keeps only the suffix of the file's name."""
    return f"attachments/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:10]}"


def copy_path(attachment: "Attachment", filename: str) -> str:
    """Return a random path of a clean copy, which keeps only the suffix."""
    return f"copies/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:10]}"


class Attachment(models.Model):
    """A file that belongs to one object, `about`; it may be read by those who may read the object.

    They read its clean copy. The original, in `file`, is as it was received, and never altered; of a kind of which no
    copy is made everybody reads it, and so of files of an anonymous report, of which only the clean copy was kept.
    """

    object_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    about = GenericForeignKey("object_type", "object_id")
    file = models.FileField(_("file"), upload_to=private_path)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, blank=True, default="")
    """Empty for a file from before there were sums, until the sweep has computed it."""
    sealed_at = models.DateTimeField(_("sum computed"), null=True, blank=True)
    scanned = models.BooleanField(_("scanned for viruses"), default=False, db_default=False)
    copy = models.FileField(_("clean copy"), upload_to=copy_path, blank=True, default="")
    copy_size = models.PositiveBigIntegerField(_("size of the clean copy in bytes"), null=True, blank=True)
    copy_state = models.CharField(
        _("clean copy is"), max_length=6, choices=CopyState, default=CopyState.NONE, db_default=CopyState.NONE
    )

    objects = querysets.Attachments.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="office_attachment_object"),
            models.Index(fields=["-id"], condition=models.Q(copy_state="due"), name="office_copy_due"),
            models.Index(fields=["-id"], condition=models.Q(sha256=""), name="office_attachment_unsealed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(copy_state="made", copy_size__isnull=False) & ~models.Q(copy="")
                | ~models.Q(copy_state="made") & models.Q(copy="", copy_size=None),
                name="office_made_copy_is_a_file",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256="", sealed_at=None) | models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="office_sum_is_sha256",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sealed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                # The sum is written once, and the copy once; nothing else ever changes.
                func=f"""
                    IF to_jsonb(NEW) - ARRAY['sha256', 'sealed_at', 'copy', 'copy_size', 'copy_state']
                        <> to_jsonb(OLD) - ARRAY['sha256', 'sealed_at', 'copy', 'copy_size', 'copy_state']
                    OR OLD.sha256 <> '' AND (NEW.sha256, NEW.sealed_at) IS DISTINCT FROM (OLD.sha256, OLD.sealed_at)
                    OR (NEW.copy, NEW.copy_size, NEW.copy_state)
                        IS DISTINCT FROM (OLD.copy, OLD.copy_size, OLD.copy_state)
                        AND (OLD.copy_state, NEW.copy_state) NOT IN ({STEPS}) THEN
                        RAISE EXCEPTION 'pgtrigger: Cannot alter a sealed row of % table', TG_TABLE_NAME;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_copy(self) -> bool:
        """Whether a clean copy is, or is to be, read in place of the original."""
        return self.copy_state != CopyState.NONE

    @property
    def is_sealed_at_receipt(self) -> bool:
        """Whether the sum was computed when the file was received, not later."""
        return bool(self.sha256) and self.sealed_at == self.added_at

    @property
    def read_name(self) -> str:
        """The name of what is read: that of the copy where there is one."""
        suffix = PurePath(self.copy.name or "").suffix
        return str(PurePath(self.name).with_suffix(suffix)) if suffix else self.name

    @property
    def read_size(self) -> int:
        """The size in bytes of what is read; that of the original while there is no copy."""
        return self.copy_size or self.size
