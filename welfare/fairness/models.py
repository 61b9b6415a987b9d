"""Figures of a run by branch, post category and sex: its own, without one of its rules, and replays under others."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import PostCategory, Sex
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import Verdict
from welfare.fairness import querysets, rules
from welfare.plans.amounts import Amounts, By
from welfare.plans.groups import Group
from welfare.runs.models.runs import Run

# Replays name people who would gain or lose: they are kept no longer than a decision takes.
KEPT = timedelta(days=30)


class Purpose(models.TextChoices):
    FIGURES = "figures", _("figures of the run")
    WITHOUT = "without", _("without one rule")
    REPLAY = "replay", _("replay")


class RecountState(models.TextChoices):
    WAITING = "waiting", _("being counted")
    DONE = "done", pgettext_lazy("recount", "counted")
    CANCELLED = "cancelled", pgettext_lazy("recount", "cancelled")


class RulesBy(models.TextChoices):
    """By which conditions and amounts a run is replayed."""

    OWN = "own", _("those of the run")
    PLAN = "plan", _("those of the plan as it is today")
    PROPOSED = "proposed", _("proposed ones")


class CapsBy(models.TextChoices):
    """By which caps a run is replayed."""

    OWN = "own", _("those that the run was counted with")
    TODAY = "today", _("those in force today")
    PROPOSED = "proposed", _("proposed ones")
    NONE = "none", _("none")


class Recount(models.Model):
    """A run counted once more as of its day, in slices of members; it writes no grants and changes nothing else.

    Of the run itself (`purpose` FIGURES: what was granted), without one of its rules, or under the rules written here.
    `next_key` is the member key from which a worker goes on, up to `last_key`, `width` keys at once.
    """

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="recounts", db_index=False)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    without = models.CharField(_("without"), max_length=16, blank=True)
    """The field of the plan's conditions, "amounts" or a cap that is left out; "" but for WITHOUT."""
    of_count = models.DateTimeField(_("of the count of"))
    state = models.CharField(_("state"), max_length=12, choices=RecountState, default=RecountState.WAITING)

    rules_by = models.CharField(_("conditions and amounts"), max_length=8, choices=RulesBy, default=RulesBy.OWN)
    standard = models.DecimalField(_("standard"), max_digits=12, decimal_places=2)
    conditions = models.JSONField(_("for whom"), default=dict, blank=True)
    amounts = models.JSONField(_("amount by"), default=dict, blank=True)
    caps_by = models.CharField(_("caps"), max_length=8, choices=CapsBy, default=CapsBy.OWN)
    year_cap = models.DecimalField(_("cap for the year"), max_digits=12, decimal_places=2, null=True, blank=True)
    event_cap = models.DecimalField(_("cap for one event"), max_digits=12, decimal_places=2, null=True, blank=True)

    name = models.CharField(_("what is tried"), max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    first_key = models.BigIntegerField(default=0, editable=False)
    next_key = models.BigIntegerField(null=True, editable=False)
    last_key = models.BigIntegerField(default=0, editable=False)
    width = models.BigIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    cap_counts = models.JSONField(_("cap by cap"), default=list, blank=True)
    """Rows of [basis, cap in yuan, reduced, kept out, yuan not given, documents]; only of FIGURES."""
    conflicts = models.JSONField(_("to be looked at"), default=dict, blank=True)
    """How many members or rows each code of a soft conflict concerns; only of FIGURES."""

    objects = querysets.Recounts.as_manager()

    class Meta:
        verbose_name = _("recount of a run")
        verbose_name_plural = _("recounts of runs")
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("replay_run", _("Can try other rules on a run"))]
        indexes = [
            models.Index(fields=["attempts", "id"], condition=Q(state="waiting"), name="welfare_recount_waiting"),
            models.Index(fields=["run", "purpose", "-id"], name="welfare_recount_run"),
            models.Index(fields=["at"], condition=Q(purpose="replay"), name="welfare_recount_replays"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "purpose", "without"],
                condition=~Q(purpose=Purpose.REPLAY),
                name="one_recount_a_run_and_rule",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.WITHOUT) & ~Q(without="") | ~Q(purpose=Purpose.WITHOUT) & Q(without=""),
                name="recount_names_what_it_leaves_out",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.REPLAY) | Q(by__isnull=False), name="replay_is_asked_for"
            ),
            models.CheckConstraint(condition=Q(standard__gt=0), name="recount_gives_something"),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.name or self.get_purpose_display()}"

    def get_absolute_url(self) -> str:
        if self.purpose == Purpose.REPLAY:
            return reverse("welfare:replay_detail", args=[self.pk])
        return reverse("welfare:run_fairness", args=[self.run_id])

    @property
    def tone(self) -> str:
        if self.failed:
            return "danger"
        return {"waiting": "info", "done": "success"}.get(self.state, "muted")

    @property
    def group(self) -> Group:
        """The conditions."""
        return Group.from_json(self.conditions)

    @property
    def table(self) -> Amounts:
        """The amounts besides the standard."""
        return Amounts.from_json(self.amounts)

    @property
    def tells_hardship(self) -> bool:
        """Whether to receive by it tells who is in hardship: by what the run gives, or by the rules of a replay."""
        return self.run.tells_hardship or bool(self.group.hardships) or self.table.by == By.HARDSHIP

    @property
    def caps_counted(self) -> list[rules.CapCount]:
        """What each cap took."""
        return [rules.CapCount.from_json(row) for row in self.cap_counts]

    @property
    def failed(self) -> bool:
        """Whether no worker tries it any more."""
        return self.state == RecountState.WAITING and self.attempts >= querysets.MAX_ATTEMPTS

    @property
    def at_work(self) -> bool:
        return self.state == RecountState.WAITING and not self.failed

    @property
    def percent(self) -> int:
        """How many per cent of the members' keys have been counted."""
        if self.next_key is None or self.last_key < self.first_key:
            return 100 if self.state == RecountState.DONE else 0
        whole = self.last_key - self.first_key + 1
        return min(100, (self.next_key - self.first_key) * 100 // whole)

    @property
    def kept_until(self) -> datetime:
        """Until when a replay is kept."""
        return self.at + KEPT


class RecountUnit(models.Model):
    """The caps of a unit in a recount, and whether it is meant, as RunUnit has them; gone when the recount is done."""

    recount = models.ForeignKey(Recount, models.CASCADE, related_name="places", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="recount_places")
    year_cap = models.DecimalField(_("cap for the year"), max_digits=12, decimal_places=2, null=True, blank=True)
    festival_cap = models.DecimalField(
        _("cap for one festival"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    in_group = models.BooleanField(_("meant by the plan"), default=True)

    class Meta:
        verbose_name = _("unit of a recount")
        verbose_name_plural = _("units of a recount")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["recount", "unit"], name="one_place_a_recount_and_unit")]

    def __str__(self) -> str:
        return f"{self.recount} · {self.unit}"


class RecountCell(models.Model):
    """The figures of one branch, post category and sex in a recount, as rules.Figures has them."""

    recount = models.ForeignKey(Recount, models.CASCADE, related_name="cells", db_index=False)
    branch = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("branch"), related_name="+")
    post_category = models.CharField(_("post category"), max_length=12, choices=PostCategory, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    meant = models.PositiveIntegerField(_("members"), default=0)
    heads = models.PositiveIntegerField(_("receiving"), default=0)
    money = models.DecimalField(_("money"), max_digits=14, decimal_places=2, default=Decimal(0))
    given_heads = models.PositiveIntegerField(_("received in the run"), default=0)
    given_money = models.DecimalField(_("given in the run"), max_digits=14, decimal_places=2, default=Decimal(0))
    gains = models.PositiveIntegerField(_("gaining"), default=0)
    gained = models.DecimalField(_("gained"), max_digits=14, decimal_places=2, default=Decimal(0))
    loses = models.PositiveIntegerField(_("losing"), default=0)
    lost = models.DecimalField(_("lost"), max_digits=14, decimal_places=2, default=Decimal(0))
    by_register = models.PositiveIntegerField(_("by corrections of the register"), default=0)

    class Meta:
        verbose_name = _("figures of a group")
        verbose_name_plural = _("figures of groups")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["recount", "branch", "post_category", "sex"], name="one_cell_a_recount_and_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recount} · {self.branch}"


class RecountChange(models.Model):
    """What one member would receive in a replay, where it is not what the run gave them; in yuan."""

    recount = models.ForeignKey(Recount, models.CASCADE, related_name="changes", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+", db_index=False)
    given = models.DecimalField(_("given in the run"), max_digits=12, decimal_places=2)
    due = models.DecimalField(_("in the replay"), max_digits=12, decimal_places=2)
    verdict = models.CharField(_("reason"), max_length=20, choices=Verdict)
    by_register = models.BooleanField(_("by corrections of the register"), default=False)

    objects = querysets.RecountChanges.as_manager()

    class Meta:
        verbose_name = _("member of a replay")
        verbose_name_plural = _("members of replays")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["recount", "member"], name="one_change_a_replay_and_member"),
            models.CheckConstraint(condition=~Q(given=models.F("due")), name="change_changes_something"),
        ]
        indexes = [models.Index(fields=["recount", "id"], name="welfare_recount_change")]

    def __str__(self) -> str:
        return f"{self.recount} · {self.member}"
