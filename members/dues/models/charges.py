"""What members owe: the rule, the wages, waivers, the opened months, and one charge for each member and month."""

from datetime import timedelta
from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from members.access import ScopedQuerySet
from members.dues import rules
from members.dues.querysets import Charges
from members.register.models.member import Member
from members.register.querysets.of_members import OfMembers
from members.units.models.units import Unit

ZERO = Decimal(0)
CENT = MinValueValidator(rules.FEN)
# The columns of a charge that computing sets.
WORKED_OUT = ("unit", "basis", "rate", "step", "amount", "exemption", "waiver")


@pghistory.track()
class DuesRule(models.Model):
    """How dues are computed, from the first month that begins on or after `effective_from`."""

    effective_from = models.DateField(_("in force from"), unique=True)
    rate = models.DecimalField(
        _("rate"), max_digits=6, decimal_places=5, default=rules.RATE, help_text=_("0.005 is half a per cent.")
    )
    step = models.DecimalField(
        _("rounded down to"),
        max_digits=8,
        decimal_places=2,
        default=rules.STEP,
        validators=[CENT],
        help_text=_("Yuan of the wage; what is left below a whole step does not count."),
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )

    class Meta:
        verbose_name = _("dues rule")
        verbose_name_plural = _("dues rules")
        ordering = ["-effective_from"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=0, rate__lt=1), name="dues_rate_is_a_share"),
            models.CheckConstraint(condition=Q(step__gt=0), name="dues_step_is_positive"),
            models.CheckConstraint(condition=~Q(source=""), name="dues_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.effective_from}: {self.rate * 100:f} %"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class DuesBasis(models.Model):
    """A member's monthly basic wage in yuan from a month on, until the month from which the next one counts."""

    member = models.ForeignKey(
        Member, models.CASCADE, verbose_name=_("member"), related_name="dues_bases", db_index=False
    )
    starts_on = models.DateField(_("from the month"))
    wage = models.DecimalField(
        _("monthly basic wage"), max_digits=10, decimal_places=2, validators=[MinValueValidator(ZERO)]
    )

    objects = OfMembers["DuesBasis"].as_manager()

    class Meta:
        verbose_name = _("wage for dues")
        verbose_name_plural = _("wages for dues")
        ordering = ["member", "-starts_on"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["member", "starts_on"], name="one_wage_starts_a_month"),
            models.CheckConstraint(condition=Q(starts_on__day=1), name="wage_starts_with_a_month"),
            models.CheckConstraint(condition=Q(wage__gte=0), name="wage_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.starts_on:%Y-%m}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class DuesWaiver(models.Model):
    """A decision that a member pays nothing for some months, as in hardship."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="dues_waivers")
    starts_on = models.DateField(_("from the month"))
    ends_on = models.DateField(_("until before the month"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), related_name="+", db_index=False
    )
    at = models.DateTimeField(_("decided"), default=timezone.now)

    objects = OfMembers["DuesWaiver"].as_manager()

    class Meta:
        verbose_name = _("dues waiver")
        verbose_name_plural = _("dues waivers")
        ordering = ["-starts_on", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__day=1) & (Q(ends_on=None) | Q(ends_on__day=1)), name="waiver_holds_whole_months"
            ),
            # One that ends where it began was taken back.
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="waiver_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.starts_on:%Y-%m}"


class DuesBook(models.Model):
    """A unit that keeps the dues of everybody in it and below; `opens_itself`: each month on its first day."""

    unit = models.OneToOneField(Unit, models.PROTECT, verbose_name=_("unit"), related_name="dues_book")
    opens_itself = models.BooleanField(_("open every month by itself"), default=True)

    objects = ScopedQuerySet["DuesBook"].as_manager()

    class Meta:
        verbose_name = _("dues book")
        verbose_name_plural = _("dues books")
        ordering = ["unit__path"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.unit)


class DuesMonth(models.Model):
    """A month for which a unit asks for dues; a worker computes the charges of everybody in it and below."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="dues_months")
    month = models.DateField(_("month"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("opened by"),
        related_name="+",
        db_index=False,
    )
    opened_at = models.DateTimeField(_("month opened"), default=timezone.now)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True)

    objects = ScopedQuerySet["DuesMonth"].as_manager()

    class Meta:
        verbose_name = _("dues month")
        verbose_name_plural = _("dues months")
        ordering = ["-month", "unit__path"]
        default_permissions = ()
        indexes = [models.Index(fields=["id"], name="duesmonth_waiting", condition=Q(computed_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="a_month_is_opened_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="dues_month_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.month:%Y-%m}"


# Payments change `paid` and `state` of a hundred thousand charges in one statement; the payments are the history of
# these two. Every other change of a charge is tracked.
@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old, condition=pghistory.AnyChange(*WORKED_OUT)),
    pghistory.DeleteEvent(),
)
class DuesCharge(models.Model):
    """What one member owes for one month, in yuan to the fen, or why nothing.

    `unit` is the member's on the first day of the month; the sum was computed of `basis`, `rate` and `step`. `paid` is
    the sum of the charge's payments, which a trigger on them keeps.
    """

    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("member"), related_name="dues_charges", db_index=False
    )
    month = models.DateField(_("month"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="dues_charges", db_index=False)
    basis = models.DecimalField(_("monthly basic wage"), max_digits=10, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(_("rate"), max_digits=6, decimal_places=5)
    step = models.DecimalField(_("rounded down to"), max_digits=8, decimal_places=2)
    amount = models.DecimalField(_("amount due"), max_digits=10, decimal_places=2)
    paid = models.DecimalField(_("paid"), max_digits=10, decimal_places=2, default=ZERO)
    state = models.CharField(_("state"), max_length=8, choices=rules.ChargeState)
    exemption = models.CharField(_("why exempt"), max_length=12, choices=rules.Exemption, blank=True)
    waiver = models.ForeignKey(
        DuesWaiver,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("waived by"),
        related_name="charges",
        db_index=False,
    )

    objects = Charges.as_manager()

    class Meta:
        verbose_name = _("dues of a month")
        verbose_name_plural = _("dues by month")
        ordering = ["-month", "id"]
        default_permissions = ()
        permissions = [
            ("view_dues", _("Can see dues and the wages they are taken of")),
            ("keep_dues", _("Can keep dues: wages, months, payments")),
            ("waive_dues", _("Can waive dues")),
        ]
        indexes = [
            models.Index(fields=["month", "unit", "id"], name="charge_month_unit"),
            models.Index(fields=["member"], name="charge_owed", condition=Q(state="due")),
            models.Index(fields=["waiver"], name="charge_waiver", condition=Q(waiver__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="one_charge_a_member_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="charge_is_for_a_month"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="no_more_is_reversed_than_was_paid"),
            models.CheckConstraint(
                condition=Q(state="due", amount__gt=F("paid"), basis__isnull=False, exemption="", waiver=None)
                | Q(state="paid", amount__gt=0, amount__lte=F("paid"), basis__isnull=False, exemption="", waiver=None)
                | Q(state="exempt", amount=0, waiver=None) & ~Q(exemption="")
                | Q(state="waived", amount=0, exemption="", waiver__isnull=False)
                | Q(state="unknown", amount=0, exemption="", waiver=None, basis=None),
                name="charge_says_why",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="charge_stays_whose_it_is", fields=["member", "month"]),
            pgtrigger.Trigger(
                name="paid_charge_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(*WORKED_OUT),
                func="""
                    IF OLD.state = 'paid' THEN
                        RAISE EXCEPTION 'pgtrigger: dues that are paid cannot be worked out again';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("members:dues_member", args=[self.member_id])

    @property
    def tone(self) -> str:
        return rules.TONES[rules.ChargeState(self.state)]

    @property
    def open(self) -> Decimal:
        return max(ZERO, self.amount - self.paid)

    @property
    def over(self) -> Decimal:
        return max(ZERO, self.paid - self.amount)

    @property
    def why(self) -> str:
        """Why nothing is due: the exemption, or the last month of the waiver, whose reason few may read."""
        if self.waiver and self.waiver.ends_on:
            return _t("until %(month)s") % {"month": f"{self.waiver.ends_on - timedelta(days=1):%Y-%m}"}
        return str(self.get_exemption_display()) if self.exemption else ""
