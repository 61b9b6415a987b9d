from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.committees.models.separation import forbid_reviewers_to_spend
from members.units.models.units import Unit
from office.append_only import append_only
from office.money import yuan
from office.transitions import pairs
from office.types import Message
from welfare.budgets import querysets, rules, triggers
from welfare.choices import BUDGET_KIND, ChangeState, EntryKind, Treatment, YearEndState
from welfare.kinds.fields import KindField
from welfare.kinds.names import kind_name
from welfare.permissions import SPENDING

TONES = {
    ChangeState.PROPOSED: "warning",
    ChangeState.IN_FORCE: "success",
    ChangeState.RETURNED: "danger",
    ChangeState.WITHDRAWN: "muted",
}
CLOSED_YEAR = _("This year is closed for the unit: its budget lines take nothing any more.")
YEAR_END_TONES = {
    YearEndState.PROPOSED: "warning",
    YearEndState.CLOSED: "success",
    YearEndState.RETURNED: "danger",
    YearEndState.WITHDRAWN: "muted",
}


def _money(name: Message) -> "models.DecimalField[Decimal, Decimal]":
    """Return a field for what a trigger computes, in yuan."""
    return models.DecimalField(name, max_digits=14, decimal_places=2, default=Decimal(0), editable=False)


@pghistory.track()
class BudgetLine(models.Model):
    """What a unit may spend on one kind of benefit in one year, what of it is reserved and what is spent. Yuan.

    The three sums are those of the line's ledger: a trigger on BudgetEntry writes them, and nothing else can.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    kind = KindField(_("kind"))
    amount = models.DecimalField(
        _("budget"),
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )
    reserved = models.DecimalField(_("reserved"), max_digits=14, decimal_places=2, default=Decimal(0), editable=False)
    spent = models.DecimalField(_("spent"), max_digits=14, decimal_places=2, default=Decimal(0), editable=False)

    objects = querysets.BudgetLines.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["-year", "unit__path", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "kind"], name="one_line_a_year_and_kind"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, reserved__gte=0, spent__gte=0), name="budget_line_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=F("reserved") + F("spent")), name="budget_line_is_not_overspent"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="begins_with_nothing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.BEGIN_WITH_NOTHING,
            ),
            pgtrigger.Trigger(
                name="sums_are_those_of_the_ledger",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("amount", "reserved", "spent"),
                func=triggers.KEEP_SUMS,
            ),
            pgtrigger.Trigger(
                name="used_line_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("unit", "year", "kind"),
                func=triggers.KEEP_USED_LINE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.year} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:budget_ledger", args=[self.pk])

    def get_kind_display(self) -> str:
        """Return the name of the kind."""
        return kind_name(self.kind)

    @property
    def left(self) -> Decimal:
        return self.amount - self.reserved - self.spent

    def clean(self) -> None:
        """Raise ValidationError when the unit's year is closed."""
        super().clean()
        if self.is_closed:
            raise ValidationError(CLOSED_YEAR)

    @property
    def is_used(self) -> bool:
        """Whether more than its budget was ever entered in its ledger; unit, year and kind then stay. One query."""
        return self.entries.exclude(kind__in=rules.BEFORE_USE).exists()

    @property
    def is_closed(self) -> bool:
        """Whether the unit's year is closed. One query."""
        return YearEnd.objects.closed().filter(unit=self.unit_id, year=self.year).exists()


class BudgetChange(models.Model):
    """A proposal to set the sum of a budget line to `amount` yuan; in force once it is approved."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, verbose_name=_("budget line"), related_name="changes")
    before = models.DecimalField(_("budget before"), max_digits=14, decimal_places=2)
    amount = models.DecimalField(
        _("proposed budget"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=12, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("proposed by"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = querysets.BudgetChanges.as_manager()

    class Meta:
        verbose_name = _("budget adjustment")
        verbose_name_plural = _("budget adjustments")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("approve_budgetchange", _("Can approve budget adjustments"))]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state=ChangeState.PROPOSED), name="one_open_change_a_line"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0) & ~Q(reason=""), name="budget_change_says_what_and_why"),
        ]
        triggers = [
            pgtrigger.FSM(name="changes_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.Protect(name="budget_changes_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="proposed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("line", "before", "amount", "reason", "proposed_by", "proposed_at"),
            ),
            pgtrigger.Trigger(
                name="in_force_as_approved",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=ChangeState.IN_FORCE.value),
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM members_approvalround AS round
                        WHERE round.kind = '{BUDGET_KIND}' AND round.object_id = NEW.id AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approvals are missing';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return _("Budget %(line)s: from %(before)s to %(after)s") % {
            "line": self.line,
            "before": yuan(self.before),
            "after": yuan(self.amount),
        }

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return TONES[ChangeState(self.state)]

    @property
    def content(self) -> str:
        """What is approved, for comparing it with what was submitted."""
        return f"{self.line_id}/{self.amount:.2f}"


class BudgetEntry(models.Model):
    """One entry of a budget line's ledger; never changed, never deleted. Yuan.

    `kind` says what `amount` does to the sums of the line (rules.EFFECTS). What it rests on is a row of another table,
    as in approvals: `cause_kind` and `cause_id`; an appropriation has none. The fields from `number` on are written by
    a trigger: the position in the ledger, the sums of the line after the entry, and what of them belongs to the cause.
    """

    line = models.ForeignKey(
        BudgetLine, models.PROTECT, verbose_name=_("budget line"), related_name="entries", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=16, choices=EntryKind)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    cause_kind = models.CharField(_("kind of the cause"), max_length=32, blank=True)
    cause_id = models.BigIntegerField(_("number of the cause"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    day = models.DateField(_("date"), default=timezone.localdate)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    number = models.PositiveIntegerField(_("number"), default=0, editable=False)
    amount_after = _money(_("budget after"))
    reserved_after = _money(_("reserved after"))
    spent_after = _money(_("spent after"))
    cause_reserved = _money(_("reserved for the cause"))
    cause_spent = _money(_("spent on the cause"))

    objects = querysets.BudgetEntries.as_manager()

    class Meta:
        verbose_name = _("budget entry")
        verbose_name_plural = _("budget entries")
        ordering = ["line", "-number"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["line", "cause_kind", "cause_id", "-number"],
                condition=Q(cause_id__isnull=False),
                name="welfare_entries_of_a_cause",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="entries_are_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=rules.SIGNED) & ~Q(amount=0) | Q(amount__gt=0), name="entry_has_an_amount"
            ),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_is_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.APPROPRIATION, cause_id=None, cause_kind="")
                | (~Q(kind=EntryKind.APPROPRIATION) & Q(cause_id__isnull=False) & ~Q(cause_kind="")),
                name="entry_has_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(amount_after__gte=0, reserved_after__gte=0, spent_after__gte=0),
                name="entry_leaves_nothing_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(amount_after__gte=F("reserved_after") + F("spent_after")),
                name="entry_stays_within_the_budget",
            ),
            models.CheckConstraint(
                condition=Q(cause_reserved__gte=0, cause_spent__gte=0), name="cause_takes_what_it_reserved"
            ),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="entry_is_numbered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.NUMBER_ENTRY_DECLARES,
                func=triggers.NUMBER_ENTRY,
            ),
            pgtrigger.Trigger(
                name="line_follows_ledger",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.FOLLOW_LEDGER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} · {self.number}"

    @property
    def left_after(self) -> Decimal:
        return self.amount_after - self.reserved_after - self.spent_after


class YearEnd(models.Model):
    """The closing of a unit's year: what is left of each of its lines is carried to the next year, or lapses.

    Once it is approved and closed, the lines of that unit and year take no more entries but what is released and
    refunded, and none is added to them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="year_ends")
    year = models.PositiveSmallIntegerField(_("year"))
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=12, choices=YearEndState, default=YearEndState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("proposed by"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = querysets.YearEnds.as_manager()

    class Meta:
        verbose_name = _("year end")
        verbose_name_plural = _("year ends")
        ordering = ["-year", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(state__in=[YearEndState.PROPOSED, YearEndState.CLOSED]),
                name="one_year_end_a_unit_and_year",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="year_end_says_why"),
        ]
        triggers = [
            pgtrigger.FSM(name="year_ends_move_as_ruled", field="state", transitions=pairs(rules.NEXT_OF_YEAR_END)),
            pgtrigger.Protect(name="year_ends_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="proposed_year_end_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("unit", "year", "reason", "proposed_by", "proposed_at"),
            ),
            pgtrigger.Trigger(
                name="closed_as_approved",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=YearEndState.CLOSED.value),
                func=triggers.CLOSE_AS_APPROVED,
            ),
        ]

    def __str__(self) -> str:
        return _("Year end %(year)s of %(unit)s") % {"year": self.year, "unit": self.unit}

    def get_absolute_url(self) -> str:
        return reverse("welfare:year_end_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return YEAR_END_TONES[YearEndState(self.state)]


class YearEndLine(models.Model):
    """What becomes of the `left` yuan of one budget line at a year end."""

    year_end = models.ForeignKey(
        YearEnd, models.PROTECT, verbose_name=_("year end"), related_name="lines", db_index=False
    )
    line = models.ForeignKey(BudgetLine, models.PROTECT, verbose_name=_("budget line"), related_name="year_ends")
    treatment = models.CharField(_("what becomes of it"), max_length=8, choices=Treatment)
    left = models.DecimalField(_("left"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("line of a year end")
        verbose_name_plural = _("lines of year ends")
        ordering = ["line"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["year_end", "line"], name="one_treatment_a_year_end_and_line"),
            models.CheckConstraint(condition=Q(left__gte=0), name="year_end_treats_what_is_left"),
            models.CheckConstraint(condition=Q(treatment__in=Treatment.values), name="year_end_carries_or_lapses"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.line} · {self.get_treatment_display()}"


# The database refuses these permissions to whoever reviews the funds.
forbid_reviewers_to_spend(SPENDING)
