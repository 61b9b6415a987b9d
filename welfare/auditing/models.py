"""Auditor's packs: the archive of a unit's year, and the files that it is made of."""

import secrets
from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from office.transitions import pairs
from welfare.auditing import querysets, rules
from welfare.auditing.rules import MADE, OPEN, PackState, PartKind


def private_path(row: "AuditPack | PackPart", filename: str) -> str:
    """Return a random path, which tells nothing about whose archive it is."""
    return f"audit_packs/{secrets.token_hex(16)}"


class AuditPack(models.Model):
    """One archive about what a unit and the units below it gave in a year, as of one moment.

    `as_of` is that moment and `units` are the keys of the units then; both are set by the worker that begins. `file` is
    the archive: its path is chosen at the beginning, so that a second try replaces what a killed worker had written.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="audit_packs")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    reason = models.CharField(_("reason"), max_length=200)
    language = models.CharField(_("language"), max_length=10)
    address = models.CharField(_("address of the portal"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=PackState, default=PackState.MAKING)
    as_of = models.DateTimeField(_("as of"), null=True, blank=True, editable=False)
    units = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    file = models.FileField(_("archive"), upload_to=private_path, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0, editable=False)
    error = models.CharField(_("error"), max_length=200, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=pgettext_lazy("auditor's pack", "asked for by"),
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = querysets.AuditPacks.as_manager()

    class Meta:
        verbose_name = _("auditor's pack")
        verbose_name_plural = _("auditor's packs")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("make_auditpack", _("Can have auditor's packs made, and open their papers for a reason"))]
        indexes = [models.Index(fields=["id"], condition=Q(state=PackState.MAKING), name="welfare_pack_making")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(state__in=OPEN), name="one_pack_a_unit_and_year_at_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="pack_is_asked_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=MADE)
                | Q(as_of__isnull=False, size__gt=0, finished_at__isnull=False, sha256__regex="^[0-9a-f]{64}$"),
                name="made_pack_is_sealed",
            ),
            models.CheckConstraint(condition=~Q(state=PackState.DONE) | ~Q(file=""), name="made_pack_has_its_archive"),
        ]
        triggers = [
            pgtrigger.FSM(name="packs_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.Protect(name="packs_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="asked_pack_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("unit", "year", "reason", "language", "address", "asked_by", "asked_at"),
            ),
            pgtrigger.Protect(
                name="moment_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__as_of__isnull=False)
                & (
                    pgtrigger.Q(old__as_of__df=pgtrigger.F("new__as_of"))
                    | pgtrigger.Q(old__units__df=pgtrigger.F("new__units"))
                ),
            ),
            pgtrigger.Protect(
                name="made_seal_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[state.value for state in MADE])
                & (
                    pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                    | pgtrigger.Q(old__size__df=pgtrigger.F("new__size"))
                    | pgtrigger.Q(old__finished_at__df=pgtrigger.F("new__finished_at"))
                ),
            ),
            pgtrigger.Trigger(
                name="made_of_sealed_parts",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=PackState.DONE.value) & pgtrigger.Q(old__state=PackState.MAKING.value),
                func="""
                    IF EXISTS (SELECT FROM welfare_packpart WHERE pack_id = NEW.id AND sealed_at IS NULL)
                    OR NOT EXISTS (SELECT FROM welfare_packpart WHERE pack_id = NEW.id) THEN
                        RAISE EXCEPTION 'pgtrigger: parts of the pack are not sealed';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return gettext("Auditor's pack %(year)s of %(unit)s") % {"year": self.year, "unit": self.unit}

    def get_absolute_url(self) -> str:
        return reverse("welfare:audit_pack_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return rules.TONES[PackState(self.state)]

    @property
    def at_work(self) -> bool:
        """Whether a worker is making it, or waits for an officer after several failures."""
        return self.state == PackState.MAKING

    @property
    def failed(self) -> bool:
        return self.at_work and self.attempts >= rules.MAX_ATTEMPTS

    @property
    def can_be_fetched(self) -> bool:
        """Whether the archive is there, and not over its time even if no sweep has deleted it yet."""
        return self.state == PackState.DONE and self.finished_at is not None and timezone.now() < self.deleted_at

    @property
    def deleted_at(self) -> datetime:
        """When the archive is deleted, counted from when it was finished."""
        return (self.finished_at or timezone.now()) + rules.KEPT

    @property
    def download_name(self) -> str:
        """The name of the archive, in letters that every program reads."""
        return f"audit-pack-{self.unit.code}-{self.year}-{self.pk}.zip"


class PackPart(models.Model):
    """One file of a pack: the rows of `kind` with keys from `lo` to `hi`; sealed once it is written.

    `planned` is how many rows it is to have, `amount` the sum of its amounts in yuan, `totals` what the comparison with
    the ledger needs of it. Its own file is deleted when the archive holds it, or was given up.
    """

    pack = models.ForeignKey(
        AuditPack, models.PROTECT, verbose_name=_("auditor's pack"), related_name="parts", db_index=False
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("about"), max_length=12, choices=PartKind)
    name = models.CharField(_("file name"), max_length=40)
    lo = models.BigIntegerField(default=0, editable=False)
    hi = models.BigIntegerField(default=0, editable=False)
    planned = models.PositiveIntegerField(default=0, editable=False)
    file = models.FileField(_("file"), upload_to=private_path, blank=True, editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    amount = models.DecimalField(_("sum"), max_digits=16, decimal_places=2, null=True, blank=True, editable=False)
    totals = models.JSONField(default=dict, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), default=0, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True, editable=False)

    objects = querysets.PackParts.as_manager()

    class Meta:
        verbose_name = _("file of an auditor's pack")
        verbose_name_plural = _("files of auditor's packs")
        ordering = ["pack", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="parts_of_a_pack_are_numbered"),
            models.UniqueConstraint(fields=["pack", "name"], name="parts_of_a_pack_have_names"),
            models.CheckConstraint(
                condition=Q(sealed_at=None, sha256="") | Q(sealed_at__isnull=False, sha256__regex="^[0-9a-f]{64}$"),
                name="sealed_part_has_its_sum",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sealed_part_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.sealed_at IS NOT NULL AND to_jsonb(NEW) - 'file' <> to_jsonb(OLD) - 'file'"
                ),
            ),
            pgtrigger.Protect(name="parts_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name
