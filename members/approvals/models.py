from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.approvals.kinds import KINDS
from members.approvals.querysets import ApprovalRounds, ApprovalRules
from members.approvals.rules import DEFAULT_DAYS, NEXT, TONES, MakerAct, RoundState, Verdict, Whose
from members.authority.models import Post
from members.units.models.units import Unit
from office.append_only import append_only
from office.money import yuan
from office.transitions import pairs
from office.types import Message


class ApprovalRule(models.Model):
    """Who approves things of one kind from a sum on, in a unit and below it; the nearest unit's rule counts.

    A rule is never changed: a new one takes its place, and rounds that have begun keep theirs.
    """

    kind = models.CharField(_("kind"), max_length=32)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("unit"),
        related_name="approval_rules",
        help_text=_("Empty: wherever no unit has a rule of its own."),
    )
    min_amount = models.DecimalField(
        _("from the sum of"),
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Yuan"),
    )
    days = models.PositiveSmallIntegerField(
        _("working days for each stage"),
        default=DEFAULT_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Then the unit above is told and may step in."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects = ApprovalRules.as_manager()

    class Meta:
        verbose_name = _("approval rule")
        verbose_name_plural = _("approval rules")
        ordering = ["kind", "unit__path", "min_amount"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "min_amount"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_rule_a_kind_unit_and_sum",
            ),
            models.CheckConstraint(condition=Q(min_amount__gte=0, days__gte=1), name="rule_has_sum_and_days"),
        ]
        triggers = [
            pgtrigger.Protect(name="rules_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="rules_are_only_ended",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["ended_at"]),
            ),
            pgtrigger.Protect(
                name="ended_rules_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} · {self.unit or _('everywhere')} · {self.sums}"

    @property
    def kind_label(self) -> Message:
        """The name of the kind; its code where the app is no longer there."""
        return KINDS[self.kind].label if self.kind in KINDS else self.kind

    @property
    def sums(self) -> Message:
        """For which sums it holds, in words."""
        return _("from %(sum)s on") % {"sum": yuan(self.min_amount)} if self.min_amount else _("any sum")


class ApprovalStage(models.Model):
    """A stage of a rule: how many people approve, by which post, in the unit itself or above it.

    Without a post it is whoever may approve this kind in the unit, also from above.
    """

    rule = models.ForeignKey(
        ApprovalRule, models.PROTECT, verbose_name=_("rule"), related_name="stages", db_index=False
    )
    order = models.PositiveSmallIntegerField(_("stage"), default=1)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, verbose_name=_("post"), related_name="+")
    whose = models.CharField(_("whose"), max_length=8, choices=Whose, default=Whose.OWN)
    needed = models.PositiveSmallIntegerField(
        _("people who approve"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    class Meta:
        verbose_name = _("stage of an approval rule")
        verbose_name_plural = _("stages of approval rules")
        ordering = ["rule", "order"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["rule", "order"], name="stages_are_ordered"),
            models.CheckConstraint(condition=Q(needed__gte=1), name="somebody_approves_each_stage"),
            models.CheckConstraint(condition=Q(whose__in=Whose.values), name="stage_is_own_or_upper"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.order}: {self.post or _('whoever may approve')} × {self.needed}"


_COMPLETE = f"""
    IF EXISTS (
        SELECT FROM members_approvalstage AS stage
        WHERE stage.rule_id = NEW.rule_id AND stage.needed > (
            SELECT count(*) FROM members_approvaldecision AS decision
            WHERE decision.round_id = NEW.id AND decision.stage = stage."order"
            AND decision.verdict = '{Verdict.APPROVE}'
        )
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    RETURN NEW;
"""


class ApprovalRound(models.Model):
    """One submission of one thing for approval; a thing submitted anew begins another round.

    `stage` and the fields after it tell the present stage. `widened` says that those above the unit may step in, since
    it is too small for the stage or late.
    """

    kind = models.CharField(_("kind"), max_length=32)
    object_id = models.BigIntegerField(_("number"))
    number = models.PositiveSmallIntegerField(_("round"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    content = models.CharField(_("content"), max_length=64, blank=True, editable=False)
    rule = models.ForeignKey(ApprovalRule, models.PROTECT, verbose_name=_("rule"), related_name="rounds")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("submitted by"),
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    state = models.CharField(_("state"), max_length=12, choices=RoundState, default=RoundState.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    stage_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, verbose_name=_("post"), related_name="+"
    )
    stage_whose = models.CharField(_("whose"), max_length=8, choices=Whose, default=Whose.OWN)
    stage_needed = models.PositiveSmallIntegerField(_("people who approve"), default=1)
    due_on = models.DateField(_("due"), null=True, blank=True)
    widened = models.BooleanField(_("those above may step in"), default=False)
    escalated_at = models.DateTimeField(_("passed up"), null=True, blank=True)
    urged_on = models.DateField(_("urged on"), null=True, blank=True)

    objects = ApprovalRounds.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state=RoundState.OPEN), name="open_approval_rounds"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "number"], name="rounds_are_numbered"),
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=Q(state=RoundState.OPEN), name="one_open_round_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, closed_at=None) | (~Q(state=RoundState.OPEN) & ~Q(closed_at=None)),
                name="closed_round_says_when",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="rounds_move_as_ruled", field="state", transitions=pairs(NEXT)),
            pgtrigger.Protect(name="rounds_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="submitted_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "kind",
                    "object_id",
                    "number",
                    "unit",
                    "amount",
                    "content",
                    "rule",
                    "submitted_by",
                    "submitted_at",
                ),
            ),
            pgtrigger.Trigger(
                name="approved_round_is_complete",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=RoundState.APPROVED.value),
                func=_COMPLETE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.object_id} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("members:approval_detail", args=[self.pk])

    @property
    def kind_label(self) -> Message:
        """The name of the kind; its code where the app is no longer there."""
        return KINDS[self.kind].label if self.kind in KINDS else self.kind

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return TONES[RoundState(self.state)]


class ApprovalMaker(models.Model):
    """Who made, changed or submitted a thing in any round, and so never approves it."""

    kind = models.CharField(_("kind"), max_length=32)
    object_id = models.BigIntegerField(_("number"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), related_name="+")
    act = models.CharField(_("why"), max_length=12, choices=MakerAct)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("maker of what is approved")
        verbose_name_plural = _("makers of what is approved")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "person"], name="one_maker_a_thing_and_person")
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="who_decided_changes_nothing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    PERFORM FROM members_approvalround
                    WHERE kind = NEW.kind AND object_id = NEW.object_id AND state = '{RoundState.OPEN}'
                    FOR NO KEY UPDATE;
                    IF EXISTS (
                        SELECT FROM members_approvaldecision AS decision
                        JOIN members_approvalround AS round ON round.id = decision.round_id
                        WHERE round.kind = NEW.kind AND round.object_id = NEW.object_id
                        AND round.state = '{RoundState.OPEN}'
                        AND NEW.person_id IN (decision.by_id, decision.for_whom_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: has approved it in this round'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_decided_changes_nothing';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} · {self.person}"


_AS_RULED = f"""
    SELECT * INTO round FROM members_approvalround WHERE id = NEW.round_id FOR NO KEY UPDATE;
    IF round.state <> '{RoundState.OPEN}' OR round.stage <> NEW.stage OR EXISTS (
        SELECT FROM members_approvalmaker AS maker
        WHERE maker.kind = round.kind AND maker.object_id = round.object_id
        AND maker.person_id IN (NEW.by_id, NEW.for_whom_id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approved by its maker, or not in review';
    END IF;
    IF EXISTS (
        SELECT FROM members_approvaldecision AS before
        WHERE before.round_id = round.id
        AND (before.for_whom_id IN (NEW.by_id, NEW.for_whom_id) OR before.by_id = NEW.for_whom_id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: one of the two has decided in this round';
    END IF;
    IF NEW.for_whom_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM members_deputyship AS deputyship
        JOIN members_appointment AS post ON post.id = deputyship.appointment_id
        WHERE post.holder_id = NEW.for_whom_id AND deputyship.deputy_id = NEW.by_id
        AND deputyship.starts_at <= NEW.at AND NEW.at < deputyship.ends_at
        AND NOT EXISTS (
            SELECT FROM members_approvalmaker AS maker
            WHERE maker.kind = round.kind AND maker.object_id = round.object_id AND maker.person_id = deputyship.by_id
        )
    ) THEN
        RAISE EXCEPTION 'pgtrigger: no deputy at that time, or named by its maker';
    END IF;
    today := (NEW.at AT TIME ZONE '{settings.TIME_ZONE}')::date;
    IF NOT EXISTS (
        SELECT FROM members_appointment AS post
        JOIN members_unit AS held_in ON held_in.id = post.unit_id
        JOIN members_unit AS asked_of ON asked_of.id = round.unit_id
        WHERE post.holder_id = coalesce(NEW.for_whom_id, NEW.by_id)
        AND post.starts_on <= today AND coalesce(post.ends_on, today) >= today
        AND (round.stage_post_id IS NULL OR post.post_id = round.stage_post_id)
        AND starts_with(asked_of.path, held_in.path)
        AND (NEW.for_whom_id IS NULL OR EXISTS (
            SELECT FROM members_deputyship AS deputyship
            WHERE deputyship.appointment_id = post.id AND deputyship.deputy_id = NEW.by_id
            AND deputyship.starts_at <= NEW.at AND NEW.at < deputyship.ends_at
        ))
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the post is not held at that time';
    END IF;
    RETURN NEW;
"""


class ApprovalDecision(models.Model):
    """One person's decision in one round, for an absent officer where they are its deputy."""

    round = models.ForeignKey(
        ApprovalRound, models.PROTECT, verbose_name=_("round"), related_name="decisions", db_index=False
    )
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), related_name="+")
    for_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("for"),
        related_name="+",
        db_index=False,
    )
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict, default=Verdict.APPROVE)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["round", "by"], name="one_decision_a_person_and_round"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVE) | ~Q(note=""), name="what_is_returned_has_a_reason"
            ),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="decided_as_ruled",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("round", "members_approvalround%ROWTYPE"), ("today", "date")],
                func=_AS_RULED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.who}"

    @property
    def who(self) -> str:
        """Who decided; a deputy as “B for A”."""
        if self.for_whom is None:
            return str(self.by)
        return _("%(deputy)s for %(absent)s") % {"deputy": self.by, "absent": self.for_whom}
