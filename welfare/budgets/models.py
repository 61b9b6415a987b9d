from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.committees.models.separation import forbid_reviewers_to_spend
from members.units.models.units import Unit
from office.money import yuan
from office.transitions import pairs
from welfare.budgets import querysets, rules
from welfare.choices import BUDGET_KIND, ChangeState, Kind
from welfare.permissions import SPENDING

TONES = {
    ChangeState.PROPOSED: "warning",
    ChangeState.IN_FORCE: "success",
    ChangeState.RETURNED: "danger",
    ChangeState.WITHDRAWN: "muted",
}


@pghistory.track()
class BudgetLine(models.Model):
    """What a unit may spend on one kind of benefit in one year, what of it is reserved and what is spent. Yuan."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    amount = models.DecimalField(
        _("budget"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
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

    def __str__(self) -> str:
        return f"{self.unit} · {self.year} · {self.get_kind_display()}"

    @property
    def left(self) -> Decimal:
        return self.amount - self.reserved - self.spent


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


# The database refuses these permissions to whoever reviews the funds.
forbid_reviewers_to_spend(SPENDING)
