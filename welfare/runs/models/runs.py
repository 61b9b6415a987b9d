import json
from hashlib import sha256

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.approvals.models import ApprovalDecision
from members.approvals.rules import Verdict as Decided
from members.units.models.units import Unit
from office.transitions import pairs
from office.types import Message
from welfare.budgets.models import BudgetLine
from welfare.choices import (
    FROZEN_STATES,
    GIVEN_UP,
    PRIVATE_KINDS,
    RUN_KIND,
    Form,
    RunState,
)
from welfare.grants.models.occasions import Occasion
from welfare.lists.models import BenefitList
from welfare.plans.amounts import By
from welfare.plans.models import Collection, Giving, Plan
from welfare.runs import querysets, rules
from welfare.runs.models.triggers import AS_APPROVED, GIVEN_UP_IS_EMPTY, TELLS_HARDSHIP

TONES = {
    RunState.COUNTING: "info",
    RunState.COUNTED: "info",
    RunState.IN_REVIEW: "warning",
    RunState.APPROVED: "success",
    RunState.IN_NOTICE: "info",
    RunState.ISSUED: "success",
    RunState.CLOSED: "muted",
    RunState.CANCELLING: "danger",
    RunState.CANCELLED: "danger",
}


class Run(Collection, Giving):
    """One plan carried out for one occasion: counted slice by slice, reviewed, approved, issued, received."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name=_("plan"), related_name="runs")
    occasion = models.ForeignKey(Occasion, models.PROTECT, verbose_name=_("occasion"), related_name="runs")
    on = models.DateField(_("day of the event"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day of the birthdays of this run, the first being `on`; NULL for other occasions."""
    part = models.CharField(_("part of the occasion"), max_length=10, blank=True)
    """Which birthdays of the year: 2026-11, or 2026-11-28; "" for other occasions."""
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="runs")
    from_list = models.OneToOneField(
        BenefitList, models.PROTECT, null=True, blank=True, verbose_name=_("uploaded benefit list"), related_name="run"
    )
    """Who receives how much where it was opened from a list; NULL where the plan says so."""
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("follows up"), related_name="follow_ups"
    )
    """The run that a follow-up belongs to, never a follow-up itself; NULL for a run of its own."""
    corrects = models.BooleanField(_("correction"), default=False)
    """Whether a follow-up gives what is missing to those who got too little, not all to those who got nothing."""
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    """Why a follow-up was opened."""
    state = models.CharField(_("state"), max_length=12, choices=RunState, default=RunState.COUNTING)
    standard = models.DecimalField(_("standard"), max_digits=12, decimal_places=2)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, verbose_name=_("budget line"), related_name="runs"
    )
    round = models.PositiveSmallIntegerField(_("round of review"), default=1)
    heads = models.PositiveIntegerField(_("receiving"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    left_before = models.DecimalField(
        _("left in the budget before"), max_digits=14, decimal_places=2, null=True, blank=True, editable=False
    )
    counts = models.JSONField(default=list, blank=True, editable=False)

    notice_until = models.DateField(_("last day of the public notice"), null=True, blank=True, editable=False)
    tells_hardship = models.BooleanField(_("tells who is in hardship"), default=False, editable=False)
    """Kept by a trigger. Rows of such a run are shown only to who may see marks of hardship."""
    goods = models.CharField(_("goods per member"), max_length=120, blank=True)
    collect_until = models.DateField(_("collect until"), null=True, blank=True)

    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("opened by"),
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("submitted by"),
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    counting_since = models.DateTimeField(_("being counted since"), default=timezone.now)
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    revoking = models.BooleanField(_("being revoked"), default=False, editable=False)
    """Whether workers revoke what was not collected; its money has gone back already."""
    revoked_at = models.DateTimeField(pgettext_lazy("time", "revoked"), null=True, blank=True, editable=False)
    revoked_heads = models.PositiveIntegerField(_("members whose benefit was revoked"), default=0, editable=False)
    revoked_cost = models.DecimalField(_("revoked"), max_digits=14, decimal_places=2, default=0, editable=False)

    objects = querysets.Runs.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-id"]
        permissions = [
            ("open_run", _("Can open a run before its day")),
            ("submit_run", _("Can submit a run for review")),
            ("approve_run", _("Can approve a run")),
            ("return_run", _("Can return a run")),
            ("issue_run", _("Can issue and close a run")),
            ("cancel_run", _("Can cancel a run")),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="welfare_run_state"),
            models.Index(fields=["id"], condition=Q(revoking=True), name="welfare_run_revoking"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "occasion", "part"],
                # Of a list that was wrong the rest is revoked, and another list may follow.
                condition=~Q(state=RunState.CANCELLED) & Q(source=None) & (Q(from_list=None) | Q(revoked_at=None)),
                name="one_run_a_plan_and_occasion",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(source__isnull=False)
                & ~Q(state__in=[RunState.ISSUED, RunState.CLOSED, RunState.CANCELLED]),
                name="one_open_follow_up_a_run",
            ),
            models.CheckConstraint(
                condition=Q(source=None, corrects=False, reason="") | Q(source__isnull=False) & ~Q(reason=""),
                name="follow_up_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(standard__gt=0), name="run_gives_something"),
            models.CheckConstraint(
                condition=~Q(state__in=[*FROZEN_STATES, RunState.IN_REVIEW])
                | Q(heads__isnull=False, cost__isnull=False, submitted_by__isnull=False),
                name="reviewed_run_is_counted_and_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN_STATES) | Q(line__isnull=False), name="approved_run_has_its_money"
            ),
            models.CheckConstraint(
                condition=Q(revoking=False) | Q(state=RunState.CLOSED, revoked_at__isnull=False),
                name="what_is_revoked_is_closed",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.Trigger(
                name="follows_up_what_is_issued",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__source__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run AS source WHERE source.id = NEW.source_id AND source.source_id IS NULL
                        AND source.plan_id = NEW.plan_id AND source.state IN ('issued', 'closed')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only an issued run of the same plan is followed up';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="steps_are_approved",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                & pgtrigger.Q(new__state__in=[RunState.APPROVED.value, RunState.ISSUED.value]),
                func=AS_APPROVED,
            ),
            pgtrigger.Trigger(
                name="given_up_is_empty",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                & pgtrigger.Q(
                    new__state__in=[state.value for state in (RunState.COUNTED, *GIVEN_UP)],
                ),
                func=GIVEN_UP_IS_EMPTY,
            ),
            pgtrigger.Trigger(
                name="hardship_is_told",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("conditions", "amounts", "occasion_id", "tells_hardship"),
                when=pgtrigger.Before,
                func=TELLS_HARDSHIP,
            ),
            pgtrigger.Protect(
                name="published_notice_stays",
                operation=pgtrigger.UpdateOf("notice_until"),
                condition=pgtrigger.Q(old__state__in=[RunState.IN_NOTICE.value, RunState.ISSUED.value])
                & pgtrigger.Q(new__state__in=[RunState.IN_NOTICE.value, RunState.ISSUED.value])
                & pgtrigger.Q(old__notice_until__df=pgtrigger.F("new__notice_until")),
            ),
            # What is paid is what was approved.
            pgtrigger.Protect(
                name="approved_sums_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[state.value for state in FROZEN_STATES])
                & (
                    pgtrigger.Q(old__plan__df=pgtrigger.F("new__plan"))
                    | pgtrigger.Q(old__occasion__df=pgtrigger.F("new__occasion"))
                    | pgtrigger.Q(old__unit__df=pgtrigger.F("new__unit"))
                    | pgtrigger.Q(old__standard__df=pgtrigger.F("new__standard"))
                    | pgtrigger.Q(old__on__df=pgtrigger.F("new__on"))
                    | pgtrigger.Q(old__from_list__df=pgtrigger.F("new__from_list"))
                    | pgtrigger.Q(old__until__df=pgtrigger.F("new__until"))
                    | pgtrigger.Q(old__form__df=pgtrigger.F("new__form"))
                    | pgtrigger.Q(old__decision__df=pgtrigger.F("new__decision"))
                    | pgtrigger.Q(old__source__df=pgtrigger.F("new__source"))
                    | pgtrigger.Q(old__corrects__df=pgtrigger.F("new__corrects"))
                    | pgtrigger.Q(old__conditions__df=pgtrigger.F("new__conditions"))
                    | pgtrigger.Q(old__amounts__df=pgtrigger.F("new__amounts"))
                    | pgtrigger.Q(old__line__df=pgtrigger.F("new__line"))
                    | pgtrigger.Q(old__notice_days__df=pgtrigger.F("new__notice_days"))
                    | pgtrigger.Q(old__heads__df=pgtrigger.F("new__heads"))
                    | pgtrigger.Q(old__cost__df=pgtrigger.F("new__cost"))
                ),
            ),
        ]

    def __str__(self) -> str:
        shown = f"{self.plan} · {self.part}" if self.part else f"{self.plan} · {self.occasion}"
        if self.source_id is None or self.corrects:
            return shown
        day = timezone.localdate(self.opened_at).isoformat()
        return gettext("%(run)s, follow-up of %(day)s") % {"run": shown, "day": day}

    def get_absolute_url(self) -> str:
        return reverse("welfare:run_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[RunState(self.state)]

    @property
    def live_heads(self) -> int:
        """How many are on its list, those whose benefit was revoked left out."""
        return (self.heads or 0) - self.revoked_heads

    @property
    def approvals(self) -> models.QuerySet[ApprovalDecision]:
        """The approvals of all rounds of review, oldest first."""
        return ApprovalDecision.objects.filter(
            round__kind=RUN_KIND, round__object_id=self.pk, verdict=Decided.APPROVE
        ).order_by("pk")

    @property
    def content(self) -> str:
        """What is approved, for comparing it with what was submitted."""
        parts = [self.plan_id, self.occasion_id, self.unit_id, self.standard, self.heads, self.cost]
        if self.form != Form.GOODS or self.part or self.conditions or self.amounts or self.from_list_id:
            group, table = (json.dumps(data, sort_keys=True) for data in (self.conditions, self.amounts))
            parts += [self.form, self.part, group, table, self.from_list_id]
        if self.notice_days:
            parts.append(self.notice_days)
        return sha256("/".join(map(str, parts)).encode()).hexdigest()

    @property
    def publishes_names(self) -> bool:
        """Whether its public notice may name people: not where to be on it tells hardship, illness, death or group."""
        private = self.group.hardships or self.group.ethnic_groups or self.table.by == By.HARDSHIP
        return not private and self.occasion.kind not in PRIVATE_KINDS

    @property
    def missing_for_collection(self) -> list[Message]:
        """The names of the fields without which members would not know what to collect where and until when.

        Money is paid into their accounts: nothing is collected.
        """
        if self.form == Form.MONEY:
            return []
        needed = {
            _("goods per member"): self.goods,
            _("place of collection"): self.place,
            _("collect until"): self.collect_until,
        }
        return [name for name, value in needed.items() if not value]
