import json
from decimal import Decimal
from hashlib import sha256

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.approvals.models import ApprovalDecision
from members.approvals.rules import Verdict as Decided
from members.units.models.units import Unit
from office.outbox.models import Mailing
from office.transitions import pairs
from office.types import Message
from welfare.budgets.models import BudgetLine
from welfare.choices import (
    FROZEN_STATES,
    GIVEN_UP,
    HARDSHIP_KINDS,
    PRIVATE_KINDS,
    RUN_KIND,
    AnnouncementKind,
    Form,
    RunState,
    SliceState,
)
from welfare.grants.models import FROZEN, Grant, Occasion
from welfare.lists.models import BenefitList
from welfare.plans.amounts import By
from welfare.plans.models import Collection, Giving, Plan
from welfare.runs import querysets, rules

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


# A freeze period of the unit or one above, and an approval that is missing, refuse the step in the database too.
_AS_APPROVED = f"""
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.starts_at <= now() AND now() < period.ends_at
        AND CASE NEW.state WHEN '{RunState.APPROVED}' THEN period.approving ELSE period.issuing END
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the unit is frozen';
    END IF;
    IF NEW.state = '{RunState.APPROVED}' AND NOT EXISTS (
        SELECT FROM members_approvalround AS round
        WHERE round.kind = '{RUN_KIND}' AND round.object_id = NEW.id AND round.number = NEW.round
        AND round.state = 'approved' AND round.amount = NEW.cost
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    IF NEW.state = '{RunState.ISSUED}' AND OLD.state IN ('{RunState.APPROVED}', '{RunState.IN_NOTICE}')
    AND NEW.notice_days > 0 AND (
        OLD.state <> '{RunState.IN_NOTICE}' OR NEW.notice_until IS NULL
        OR NEW.notice_until >= (now() AT TIME ZONE '{settings.TIME_ZONE}')::date
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the public notice is not over';
    END IF;
    RETURN NEW;
"""

# Whether being on the list tells that somebody is in hardship; it follows from what the run gives to whom.
_TELLS_HARDSHIP = f"""
    NEW.tells_hardship := jsonb_exists(NEW.conditions, 'hardships') OR NEW.amounts ->> 'by' = '{By.HARDSHIP.value}'
        OR EXISTS (
            SELECT FROM welfare_occasion
            WHERE id = NEW.occasion_id AND kind IN ({", ".join(f"'{kind.value}'" for kind in HARDSHIP_KINDS)})
        );
    NEW.tells_hardship := coalesce(NEW.tells_hardship, false);
    RETURN NEW;
"""


def stays_when_decided(name: str, operation: pgtrigger.Operation, run: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses to change or delete rows of a decided run; `run` is the key of theirs as SQL."""
    func = """
        IF EXISTS (SELECT 1 FROM welfare_run WHERE id = {run} AND state IN ({frozen})) THEN
            RAISE EXCEPTION 'pgtrigger: what decided an approved run stays';
        END IF;
        RETURN {row};
    """
    row = "OLD" if operation == pgtrigger.Delete else "NEW"
    func = func.replace("{run}", run).replace("{frozen}", FROZEN).replace("{row}", row)
    return pgtrigger.Trigger(name=name, operation=operation, when=pgtrigger.Before, func=func)


# What was reserved is released before a run is cancelled or goes back to be corrected; cancelled runs give nothing.
_GIVEN_UP_IS_EMPTY = f"""
    IF OLD.line_id IS NOT NULL AND (
        SELECT cause_reserved FROM welfare_budgetentry
        WHERE line_id = OLD.line_id AND cause_kind = '{RUN_KIND}' AND cause_id = OLD.id
        ORDER BY number DESC LIMIT 1
    ) > 0 THEN
        RAISE EXCEPTION 'pgtrigger: money is still reserved for this run';
    END IF;
    IF NEW.state = '{RunState.CANCELLED}' AND (
        EXISTS (SELECT FROM welfare_grant WHERE run_id = NEW.id)
        OR EXISTS (SELECT FROM welfare_exclusion WHERE run_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: grants of this run are left';
    END IF;
    RETURN NEW;
"""


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
                condition=~Q(state=RunState.CANCELLED) & Q(source=None),
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
                func=_AS_APPROVED,
            ),
            pgtrigger.Trigger(
                name="given_up_is_empty",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                & pgtrigger.Q(
                    new__state__in=[state.value for state in (RunState.COUNTED, *GIVEN_UP)],
                ),
                func=_GIVEN_UP_IS_EMPTY,
            ),
            pgtrigger.Trigger(
                name="hardship_is_told",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("conditions", "amounts", "occasion_id", "tells_hardship"),
                when=pgtrigger.Before,
                func=_TELLS_HARDSHIP,
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


class RunCollection(Collection):
    """Where members of one unit and the units below collect, where that differs from the run; empty fields don't."""

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="collections", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    collect_until = models.DateField(_("collect until"), null=True, blank=True)

    class Meta:
        verbose_name = _("other place of collection")
        verbose_name_plural = _("other places of collection")
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="one_collection_a_run_and_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.place}"


class Announcement(models.Model):
    """Notices to the members of a run who have not received: that goods are there, wait, lie elsewhere, or are revoked.

    Workers write them in the order of the grants' keys; `last` is the key that they have reached, `told` counts the
    notices. A run has at most one of each kind a day.
    """

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="announcements", db_index=False)
    kind = models.CharField(_("kind"), max_length=8, choices=AnnouncementKind)
    on = models.DateField(_("date"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    last = models.BigIntegerField(_("reached"), default=0)
    told = models.PositiveIntegerField(_("notices written"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, verbose_name=_("mailing"), related_name="+"
    )
    """What leaves the portal of it; NULL where no channel was in use."""

    class Meta:
        verbose_name = _("announcement of a run")
        verbose_name_plural = _("announcements of runs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at=None), name="welfare_announcement_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "on"], name="one_announcement_a_run_kind_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.get_kind_display()}"


class Reminded(models.Model):
    """That an account was reminded of a benefit on a day: not more than once, by whichever run."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="+", db_index=False
    )
    on = models.DateField(_("date"))
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["to", "on"], name="one_reminder_a_person_and_day")]

    def __str__(self) -> str:
        return f"{self.to} · {self.on}"


class RunUnit(models.Model):
    """A unit of a run: its name and the caps in force there when it was counted, how many receive there and the cost.

    Amounts are in yuan; a cap of None does not limit. `festival_cap` is that for one event, whatever its kind. Once the
    run is decided it stays.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="places", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="run_places")
    year_cap = models.DecimalField(_("cap for the year"), max_digits=12, decimal_places=2, null=True, blank=True)
    festival_cap = models.DecimalField(
        _("cap for one festival"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    rules = models.JSONField(_("rules"), default=dict, blank=True)
    """By the Basis of a cap, and the Verdict of a condition of membership, what is ruled and the document.

    Written by `welfare.runs.decided`: kept_rule, kept_conditions.
    """
    unit_name = models.CharField(_("unit name"), max_length=100, blank=True)
    """Its name when it was counted; "" for runs counted before names were kept."""
    in_group = models.BooleanField(_("meant by the plan"), default=True)
    heads = models.PositiveIntegerField(_("receiving"), default=0)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("unit of a run")
        verbose_name_plural = _("units of a run")
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="one_place_a_run_and_unit")]
        triggers = [
            stays_when_decided("decided_places_stay", pgtrigger.Update, "OLD.run_id"),
            stays_when_decided("decided_places_are_kept", pgtrigger.Delete, "OLD.run_id"),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.unit}"


class GrantAccount(models.Model):
    """The account of a grant's member when their run was counted, for money: its keyed hash and its last four digits.

    Both are "" where the register had none. The number itself is not kept: a payment reads it from the register, and
    says whether it is still this one.
    """

    grant = models.OneToOneField(
        Grant, models.CASCADE, primary_key=True, verbose_name=_("grant"), related_name="account"
    )
    hash = models.CharField(max_length=64, editable=False)
    tail = models.CharField(_("account"), max_length=4)

    class Meta:
        verbose_name = _("account of a grant")
        verbose_name_plural = _("accounts of grants")
        default_permissions = ()
        triggers = [
            pgtrigger.Protect(name="account_stays", operation=pgtrigger.Update),
            stays_when_decided(
                "decided_account_stays",
                pgtrigger.Delete,
                """(
                    SELECT run_id FROM welfare_grant AS given WHERE id = OLD.grant_id AND NOT EXISTS (
                        SELECT FROM welfare_withdrawngrant AS taken
                        WHERE taken.run_id = given.run_id AND taken.member_id = given.member_id
                    )
                )""",
            ),
        ]

    def __str__(self) -> str:
        return f"**** {self.tail}" if self.tail else ""


class Slice(models.Model):
    """A range of member keys, both included, that one worker counts, clears or revokes in one transaction."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="slices", db_index=False)
    lo = models.BigIntegerField(_("from member"))
    hi = models.BigIntegerField(_("to member"))
    state = models.CharField(_("state"), max_length=8, choices=SliceState, default=SliceState.WAITING)
    redo = models.BooleanField(_("clears an earlier count"), default=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    counts = models.JSONField(default=list, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = querysets.Slices.as_manager()

    class Meta:
        verbose_name = _("slice of a run")
        verbose_name_plural = _("slices of a run")
        indexes = [
            models.Index(fields=["attempts", "id"], condition=Q(state=SliceState.WAITING), name="welfare_slice_waiting")
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "lo"], name="one_slice_a_start"),
            models.CheckConstraint(condition=Q(lo__lte=F("hi")), name="slice_is_a_range"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.lo}–{self.hi}"
