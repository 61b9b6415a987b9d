import json
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.register.models.member import Member
from office.secrets import SealedField, keyed_hash
from office.transitions import pairs
from welfare.hardship import querysets, rules
from welfare.hardship.choices import (
    HARDSHIP_KIND,
    OPEN_STATES,
    AidKind,
    FileState,
    HardshipLevel,
    Leaving,
    ProposalState,
    SchoolStage,
)
from welfare.hardship.household import Content
from welfare.hardship.models.settings import HardshipRule, LocalFigure

TONES = {
    FileState.DRAFT: "muted",
    FileState.SUBMITTED: "info",
    FileState.IN_FORCE: "success",
    FileState.REFUSED: "warning",
}
LEVELS = [level.value for level in HardshipLevel if level != HardshipLevel.NONE]


class HardshipFile(models.Model):
    """The file of a member in hardship (困难职工档案), from the application to the day of leaving.

    What it says of family, income and health is sealed in `content`; so is `answer`, what the officer wrote to the
    member when the file was returned, refused or ended. It has no history of rows: assessments are its history.
    """

    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("member"), related_name="hardship_files", db_index=False
    )
    state = models.CharField(_("state"), max_length=12, choices=FileState, default=FileState.DRAFT)
    content = SealedField(_("what it says"), blank=True, default="")
    answer = SealedField(_("what the member was told"), blank=True, default="")
    level = models.CharField(_("level of hardship"), max_length=12, choices=HardshipLevel, blank=True)
    since = models.DateField(pgettext_lazy("day", "since"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    above_since = models.DateField(_("above the line since"), null=True, blank=True)
    leaves_on = models.DateField(_("leaves on"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("entered by"), related_name="+"
    )
    begun_at = models.DateTimeField(pgettext_lazy("hardship file", "begun"), default=timezone.now)
    submitted_at = models.DateTimeField(pgettext_lazy("hardship file", "handed in"), null=True, blank=True)
    ended_on = models.DateField(pgettext_lazy("hardship file", "ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=Leaving, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = querysets.HardshipFiles.as_manager()

    class Meta:
        verbose_name = _("hardship file")
        verbose_name_plural = _("hardship files")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("assess_hardshipfile", _("Can assess hardship, and read family, income and health for a reason")),
            ("approve_hardshipfile", _("Can approve assessments of hardship")),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="hardship_file_member"),
            models.Index(fields=["review_on"], name="hardship_file_review", condition=Q(state=FileState.IN_FORCE)),
            models.Index(fields=["state", "-id"], name="hardship_file_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state__in=OPEN_STATES), name="one_open_hardship_file"
            ),
            models.CheckConstraint(
                condition=~Q(state=FileState.IN_FORCE)
                | Q(level__in=LEVELS, since__isnull=False, review_on__gt=F("since")),
                name="hardship_file_in_force_has_a_level",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(state=FileState.LEFT, ended_on__gte=F("since")) & ~Q(end_reason="")),
                name="hardship_file_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(above_since=None, leaves_on=None) | Q(leaves_on__gt=F("above_since")),
                name="hardship_file_leaves_after_it_is_above",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="files_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(name="whose_file_stays", fields=["member", "begun_at"]),
            pgtrigger.Protect(name="hardship_files_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="level_as_approved",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("level", "state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=FileState.IN_FORCE.value),
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM welfare_hardshipassessment AS assessment
                        JOIN members_approvalround AS round
                        ON round.kind = '{HARDSHIP_KIND}' AND round.object_id = assessment.id
                        WHERE assessment.file_id = NEW.id AND assessment.level = NEW.level
                        AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: no assessment of this level was approved'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'level_as_approved';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return gettext("Hardship file %(number)s · %(member)s") % {"number": self.pk, "member": self.member}

    def get_absolute_url(self) -> str:
        return reverse("welfare:hardship_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return TONES.get(FileState(self.state), "muted")

    def read(self) -> Content:
        """Return what the file says. Who shows it to an officer writes an audit event."""
        return Content.of_json(json.loads(self.content.reveal() or "{}"))

    def write(self, content: Content) -> None:
        """Seal what the file says, without saving the row."""
        self.content = json.dumps(content.as_json(), ensure_ascii=False)


class HardshipAssessment(models.Model):
    """An officer's assessment of a file: the level by the formula, with the reckoning sealed; it waits for approval."""

    file = models.ForeignKey(
        HardshipFile, models.PROTECT, verbose_name=_("hardship file"), related_name="assessments", db_index=False
    )
    level = models.CharField(_("level of hardship"), max_length=12, choices=HardshipLevel)
    reckoning = SealedField(_("reckoning"), blank=True)
    rule = models.ForeignKey(HardshipRule, models.PROTECT, verbose_name=_("rule"), related_name="+")
    minimum = models.ForeignKey(LocalFigure, models.PROTECT, verbose_name=_("minimum allowance"), related_name="+")
    province_income = models.ForeignKey(
        LocalFigure, models.PROTECT, null=True, blank=True, verbose_name=_("province's income"), related_name="+"
    )
    starts_on = models.DateField(_("holds from"))
    review_on = models.DateField(_("to be reviewed on"))
    state = models.CharField(_("state"), max_length=12, choices=ProposalState, default=ProposalState.PROPOSED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("assessed by"), related_name="+"
    )
    made_at = models.DateTimeField(_("assessed"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = querysets.HardshipAssessments.as_manager()

    class Meta:
        verbose_name = _("assessment of hardship")
        verbose_name_plural = _("assessments of hardship")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["file", "-id"], name="hardship_assessment_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(state=ProposalState.PROPOSED), name="one_open_assessment_a_file"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("starts_on")), name="hardship_assessment_is_reviewed_later"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="assessments_move_as_ruled", field="state", transitions=pairs(rules.NEXT_PROPOSAL)),
            pgtrigger.Protect(name="hardship_assessments_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="assessed_stays",
                fields=[
                    *("file", "level", "rule", "minimum", "province_income"),
                    *("starts_on", "review_on", "made_by", "made_at"),
                ],
            ),
            pgtrigger.Trigger(
                name="approved_as_approved",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=ProposalState.APPROVED.value),
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM members_approvalround AS round
                        WHERE round.kind = '{HARDSHIP_KIND}' AND round.object_id = NEW.id AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approvals are missing';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return gettext("Assessment %(number)s · %(member)s") % {"number": self.pk, "member": self.file.member}

    def get_absolute_url(self) -> str:
        return self.file.get_absolute_url()

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        tones = {ProposalState.PROPOSED: "info", ProposalState.APPROVED: "success", ProposalState.RETURNED: "warning"}
        return tones.get(ProposalState(self.state), "muted")

    @property
    def fingerprint(self) -> str:
        """Tells whether the assessment is still the one that was submitted; nothing can be read from it."""
        return keyed_hash(f"{self.pk} {self.level} {self.reckoning.reveal()}")

    # Any: JSON.
    def read(self) -> dict[str, Any]:
        """Return the reckoning. Who shows it to an officer writes an audit event."""
        found: dict[str, Any] = json.loads(self.reckoning.reveal() or "{}")
        return found


class HardshipAid(models.Model):
    """Aid that was given to a family outside of runs, by a decision; what a run gave is read from its grants.

    Both count as income at the next assessment.
    """

    file = models.ForeignKey(
        HardshipFile, models.PROTECT, verbose_name=_("hardship file"), related_name="aids", db_index=False
    )
    kind = models.CharField(_("aid"), max_length=12, choices=AidKind)
    stage = models.CharField(_("stage of schooling"), max_length=12, choices=SchoolStage, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(rules.CENT)]
    )
    given_on = models.DateField(_("given on"))
    basis = models.CharField(_("decision of the committee"), max_length=200)
    limited_by = models.CharField(_("document that limits it"), max_length=200, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("noted by"), related_name="+")
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    objects = querysets.HardshipAids.as_manager()

    class Meta:
        verbose_name = _("aid in hardship")
        verbose_name_plural = _("aids in hardship")
        ordering = ["-given_on", "-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["file", "-given_on"], name="hardship_aid_file")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(basis=""), name="aid_has_a_sum_and_a_decision"),
            models.CheckConstraint(
                condition=Q(kind=AidKind.SCHOOL) | Q(stage=""), name="only_school_aid_names_a_stage"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="hardship_aid_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.given_on}"
