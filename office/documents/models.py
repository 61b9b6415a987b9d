"""Texts of documents with their versions, running numbers, and the documents that were issued."""

import json
import secrets

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from office.documents import querysets, rules
from office.documents.blocks import Content, Heading, Text
from office.documents.kinds import KINDS
from office.secrets import SealedField
from office.types import JsonObject, Message


def kind_label(name: str) -> Message:
    """Return what a kind of documents is called; its name where no app registers it any more."""
    return KINDS[name].label if name in KINDS else name


class DocumentText(models.Model):
    """That a unit has a text of its own for a kind of documents, for itself and the units below it.

    Its newest version is the one that holds.
    """

    kind = models.CharField(_("kind of document"), max_length=40)
    unit = models.ForeignKey("members.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    dropped_at = models.DateTimeField(_("no longer used since"), null=True, blank=True)

    objects = querysets.DocumentTexts.as_manager()

    class Meta:
        verbose_name = _("text of documents")
        verbose_name_plural = _("texts of documents")
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "unit"], name="office_one_text_a_unit")]

    def __str__(self) -> str:
        return f"{self.kind_label} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("members:document_text", args=[self.pk])

    @property
    def kind_label(self) -> Message:
        return kind_label(self.kind)

    @property
    def current(self) -> "TextVersion":
        """The version that holds, in one query."""
        return self.versions.latest("number")


class TextVersion(models.Model):
    """What a text said from one save to the next; never changed."""

    text = models.ForeignKey(DocumentText, models.PROTECT, verbose_name=_("text of documents"), related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    body = models.TextField(_("text"), max_length=rules.LONGEST_TEXT)
    restored_from = models.PositiveIntegerField(_("restored from version"), null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("saved by"), related_name="+")
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="office_text_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="office_text_version_counts_from_one"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.text} · {self.number}"


def layout_path(layout: "WordLayout", filename: str) -> str:
    """Return a random path of an uploaded layout."""
    return f"documents/layouts/{secrets.token_hex(16)}.docx"


class WordLayout(models.Model):
    """A Word document with placeholders, of which Word files of issued documents are made in a unit and below it.

    The newest one in use counts; what was uploaded is never changed.
    """

    kind = models.CharField(_("kind of document"), max_length=40)
    unit = models.ForeignKey("members.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    file = models.FileField(_("file"), upload_to=layout_path)
    name = models.CharField(_("name of the file"), max_length=100)
    file_hash = models.CharField(_("SHA-256 of the file"), max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("uploaded by"), related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    dropped_at = models.DateTimeField(_("no longer used since"), null=True, blank=True)

    objects = querysets.WordLayouts.as_manager()

    class Meta:
        verbose_name = _("Word layout")
        verbose_name_plural = _("Word layouts")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "unit"], name="office_word_layout")]
        constraints = [
            models.CheckConstraint(condition=~Q(file=""), name="office_layout_has_a_file"),
            models.CheckConstraint(condition=Q(file_hash__regex="^[0-9a-f]{64}$"), name="office_layout_has_a_hash"),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_dropped", exclude=["dropped_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} · {self.unit} · {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("members:document_layout", args=[self.pk])

    def read(self) -> bytes:
        """Return the file as it was uploaded."""
        with self.file.open("rb") as opened:
            content: bytes = opened.read()
        return content

    @property
    def kind_label(self) -> Message:
        return kind_label(self.kind)


class DocumentCount(models.Model):
    """The last number of a kind, unit and year.

    Whoever takes the next one locks this row until the document is saved, so that no number is given twice or left out.
    """

    kind = models.CharField(_("kind of document"), max_length=40)
    unit = models.ForeignKey("members.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"))

    class Meta:
        verbose_name = _("numbers of documents")
        verbose_name_plural = _("numbers of documents")
        constraints = [models.UniqueConstraint(fields=["kind", "unit", "year"], name="office_one_count_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.last}"


class IssuedDocument(models.Model):
    """A document that was handed out, only ever declared void; its number is never given again.

    When the person whom it is about is erased, `subject` becomes "***" and the content empty.
    """

    kind = models.CharField(_("kind of document"), max_length=40)
    unit = models.ForeignKey("members.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    version = models.ForeignKey(
        TextVersion, models.PROTECT, null=True, blank=True, verbose_name=_("version of the text"), related_name="+"
    )
    """NULL for the text that the portal is shipped with."""
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    about_id = models.BigIntegerField(null=True)
    subject = models.CharField(_("about"), max_length=100, blank=True)
    snapshot = SealedField(_("content"))
    """The content as JSON, from which the file can be made again; empty once the person was erased."""
    file_hash = models.CharField(_("SHA-256 of the file"), max_length=64)
    key_hash = models.CharField(max_length=64, unique=True)
    """The keyed hash of the key in the QR code; the key itself is only in the sealed snapshot."""
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), related_name="+"
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("declared void by"),
        related_name="+",
    )
    void_reason = models.CharField(_("why it is void"), max_length=200, blank=True)

    objects = querysets.IssuedDocuments.as_manager()

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("void_issueddocument", "Declare issued documents void")]
        indexes = [models.Index(fields=["about_type", "about_id"], name="office_document_about")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "year", "number"], name="office_document_number_once"),
            models.UniqueConstraint(
                fields=["kind", "about_type", "about_id"],
                condition=Q(voided_at=None, about_id__isnull=False),
                name="office_one_valid_document",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="office_document_counts_from_one"),
            models.CheckConstraint(condition=Q(file_hash__regex="^[0-9a-f]{64}$"), name="office_document_has_a_hash"),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="office_void_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_voided",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
                        AND to_jsonb(NEW) - '{voided_at,voided_by_id,void_reason}'::text[]
                            = to_jsonb(OLD) - '{voided_at,voided_by_id,void_reason}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    -- Encrypted again with another key, which says the same; what is empty stays so.
                    IF TG_OP = 'UPDATE' AND (
                            NEW.snapshot <> OLD.snapshot AND '' NOT IN (NEW.snapshot, OLD.snapshot)
                            OR NEW.snapshot || OLD.snapshot = ''
                        ) AND to_jsonb(NEW) - 'snapshot' = to_jsonb(OLD) - 'snapshot' THEN
                        RETURN NEW;
                    END IF;
                    -- Emptied while the owner's function members_erase_traces erases a person.
                    IF TG_OP = 'UPDATE' AND NEW.subject = '***' AND NEW.snapshot = ''
                        AND to_jsonb(NEW) - '{subject,snapshot}'::text[] = to_jsonb(OLD) - '{subject,snapshot}'::text[]
                        AND EXISTS (
                            SELECT FROM office_erasedrow
                            WHERE table_name = 'members_member' AND transaction = pg_current_xact_id()::text::bigint
                        ) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: An issued document can only be declared void, once';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.full_number}"

    def get_absolute_url(self) -> str:
        return reverse("members:document_detail", args=[self.pk])

    @property
    def kind_label(self) -> Message:
        return kind_label(self.kind)

    @property
    def full_number(self) -> str:
        """The number as it is printed."""
        return rules.document_number(self.unit.code, self.year, self.number)

    @property
    def is_erased(self) -> bool:
        """Whether the content went when the person whom it is about was erased."""
        return not self.snapshot

    def _erased_content(self) -> JsonObject:
        told = gettext("The person whom this document was about is erased, and with them what it said.")
        return Content(self.kind_label, [[Heading(self.kind_label, [self.full_number]), Text(told)]]).as_json()

    @property
    def content(self) -> JsonObject:
        """What was printed, in the shape that the layout reads; of somebody erased, that it was."""
        if self.is_erased:
            return self._erased_content()
        content: JsonObject = json.loads(self.snapshot.reveal())
        return content


def private_path(batch: "DocumentBatch", filename: str) -> str:
    """Return a random path of a file with many documents."""
    return f"documents/{secrets.token_hex(16)}.pdf"


class DocumentBatch(models.Model):
    """Many documents of one kind that workers issue, some at once, and put into one file for who asked for it."""

    class State(models.TextChoices):
        RUNNING = "running", _("in progress")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind of document"), max_length=40)
    unit = models.ForeignKey("members.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    keys = models.JSONField()
    """The keys of the rows that the documents are about, in the order of the file."""
    address = models.CharField(max_length=200)
    """How addresses in QR codes begin."""
    language = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    done = models.PositiveIntegerField(_("documents done"), default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker has begun since the last part that was done."""
    file = models.FileField(_("file"), upload_to=private_path, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asked by"), related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of many documents")
        verbose_name_plural = _("files of many documents")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["id"], condition=Q(state="running"), name="office_batch_running")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="done") | ~Q(file=""), name="office_done_batch_has_a_file"),
        ]

    def __str__(self) -> str:
        return f"{kind_label(self.kind)} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("members:document_batch", args=[self.pk])

    @property
    def total(self) -> int:
        return len(self.keys)

    @property
    def left_out(self) -> int:
        """How many rows have no document in the file; known once it is done."""
        return self.total - self.done

    @property
    def kind_label(self) -> Message:
        return kind_label(self.kind)
