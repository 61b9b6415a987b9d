"""The audit log, notices to users, and exceptions from the calendar of working days; the models of rooms collected."""

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office import querysets
from office.append_only import append_only
from office.clocks.models import CalendarNotice as CalendarNotice
from office.clocks.models import StoredDay as StoredDay
from office.documents.models import DocumentBatch as DocumentBatch
from office.documents.models import DocumentCount as DocumentCount
from office.documents.models import DocumentText as DocumentText
from office.documents.models import IssuedDocument as IssuedDocument
from office.documents.models import TextVersion as TextVersion
from office.once.models import KeptForm as KeptForm
from office.once.models import OnceKey as OnceKey
from office.operations.models import TaskRecord as TaskRecord
from office.outbox.models import Channel as Channel
from office.outbox.models import ChannelChoice as ChannelChoice
from office.outbox.models import Delivery as Delivery
from office.outbox.models import Digest as Digest
from office.outbox.models import Mailing as Mailing
from office.outbox.models import UnitDay as UnitDay
from office.outbox.rules import Urgency
from office.saved_views.models import SavedView as SavedView
from office.seals.models import AuditCheck as AuditCheck
from office.seals.models import Seal as Seal
from office.seals.models import SealedEvent as SealedEvent
from office.seals.models import WitnessMail as WitnessMail
from office.uploads.models import Attachment as Attachment
from office.uploads.models import private_path as private_path


class AuditEvent(models.Model):
    """What a user did to an object. Written by office.audit in the action's transaction; never updated or deleted."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("who"), related_name="+"
    )
    verb = models.CharField(_("action"), max_length=64, db_index=True)
    object_type = models.ForeignKey(ContentType, models.PROTECT, null=True, verbose_name=_("kind of object"))
    object_id = models.BigIntegerField(_("object number"), null=True)
    object_label = models.CharField(_("object"), max_length=200)
    unit = models.ForeignKey(
        "members.Unit", models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="+"
    )
    changes = models.JSONField(_("what changed"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    # Hashed with the label, so that nobody finds an erased name by trying all names; deleted with the label.
    label_salt = models.UUIDField(null=True, editable=False, db_default=RandomUUID())
    label_hash = models.BinaryField(null=True)
    """The hash of the salt and the label of an erased event, which proves the rest of it; NULL for all others."""
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    content_hash = models.BinaryField(null=True)
    """The hash of the event as it was entered; NULL for events from before there were seals."""

    objects = querysets.AuditEvents.as_manager()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit log")
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="office_audit_object")]
        triggers = [
            # The name of an erased person may be replaced by "***", nothing else may change; docs/own-data.md says why.
            pgtrigger.Trigger(
                name="append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.object_label = '***'
                            AND to_jsonb(NEW) - 'object_label' = to_jsonb(OLD) - 'object_label' THEN
                            NEW.label_hash = coalesce(OLD.label_hash, office_label_hash(OLD));
                            NEW.label_salt = NULL;
                            NEW.erased_at = coalesce(OLD.erased_at, now());
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                """,
            ),
            # Reads no other row, so that events entered at once don't wait for each other.
            pgtrigger.Trigger(
                name="content_hash",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    NEW.label_hash = NULL;
                    NEW.erased_at = NULL;
                    NEW.content_hash = office_audit_hash(NEW);
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_label}"


class ErasedRow(models.Model):
    """A row that was deleted, or whose person was erased, by the retention rules, and the SHA-256 of what it said.

    Written by the function members_erase_traces alone. `transaction` is PostgreSQL's number of the transaction.
    """

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    erased_hash = models.CharField(max_length=64)
    erased_at = models.DateTimeField(db_default=Now())
    transaction = models.BigIntegerField()

    class Meta:
        verbose_name = _("erased row")
        verbose_name_plural = _("erased rows")
        default_permissions = ()
        indexes = [models.Index(fields=["table_name", "row_id"], name="office_erased_row")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"


class Notice(models.Model):
    """A message to one user, with the URL of the page that it is about."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="notices")
    text = models.CharField(_("text"), max_length=300)
    url = models.CharField(_("page"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), choices=Urgency, default=Urgency.ORDINARY, db_default=Urgency.ORDINARY
    )
    # What is written without saying so tells nothing outside the portal.
    sensitive = models.BooleanField(_("tells nothing outside the portal"), default=True, db_default=True)

    objects = querysets.Notices.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["to", "-id"], name="office_notice_to"),
            models.Index(fields=["to", "-id"], condition=models.Q(read_at=None), name="office_notice_unread"),
        ]

    def __str__(self) -> str:
        return self.text


class DayOverride(models.Model):
    """A working day or day off by decision of the State Council or the region; it overrides the calendar."""

    day = models.DateField(_("day"), unique=True)
    working = models.BooleanField(_("working day"))
    source = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))

    class Meta:
        verbose_name = _("working-day exception")
        verbose_name_plural = _("working-day exceptions")
        ordering = ["day"]
        triggers = [
            pgtrigger.Trigger(
                name="number_days",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                func="PERFORM office_number_days(); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'+' if self.working else '−'}"
