import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from welfare.hardship.models.settings import Setting, no_overlap
from welfare.seasonal import querysets
from welfare.seasonal.choices import AllowancePer, Exposure, HeatMeasure


@pghistory.track()
class HeatRule(Setting):
    """What the law or a region asks of an employer from a temperature on, with document and article."""

    measure = models.CharField(_("what it asks for"), max_length=10, choices=HeatMeasure)
    exposure = models.CharField(_("where people work"), max_length=8, choices=Exposure)
    from_degrees = models.DecimalField(_("from °C"), max_digits=3, decimal_places=1)
    below_degrees = models.DecimalField(_("below °C"), max_digits=3, decimal_places=1, null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours of work at most"), null=True, blank=True)
    rest_hours = models.PositiveSmallIntegerField(_("hottest hours without work"), null=True, blank=True)
    amount = models.DecimalField(
        _("allowance in yuan"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    per = models.CharField(pgettext_lazy("heat allowance", "paid"), max_length=5, choices=AllowancePer, blank=True)
    article = models.CharField(pgettext_lazy("of a law", "article"), max_length=60, blank=True)

    objects = querysets.HeatRules.as_manager()

    told_apart_by = ("measure", "exposure", "from_degrees")

    class Meta(Setting.Meta):
        verbose_name = _("rule of heat")
        verbose_name_plural = _("rules of heat")
        ordering = ["-from_degrees", "measure", "exposure", "region", "-effective_from", "id"]
        constraints = [
            *Setting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(below_degrees=None) | Q(below_degrees__gt=F("from_degrees")), name="heat_rule_has_a_range"
            ),
            models.CheckConstraint(
                condition=Q(amount=None, per="") | Q(measure=HeatMeasure.ALLOWANCE, amount__gt=0) & ~Q(per=""),
                name="only_heat_allowance_has_a_sum",
            ),
        ]
        triggers = [no_overlap("welfare_heatrule", "measure", "exposure", "from_degrees")]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_measure_display()} · {self.degrees}"

    @property
    def degrees(self) -> str:
        """The temperatures at which it applies, as people write them."""
        first = f"{self.from_degrees.normalize():f}"
        if self.below_degrees is None:
            return gettext("from %(first)s °C") % {"first": first}
        last = f"{self.below_degrees.normalize():f}"
        return gettext("from %(first)s to below %(last)s °C") % {"first": first, "last": last}

    @property
    def told(self) -> str:
        """What it asks for, with its figures."""
        said = [str(self.get_measure_display())]
        if self.hours:
            said.append(gettext("at most %(hours)s hours of work a day") % {"hours": self.hours})
        if self.rest_hours:
            said.append(gettext("none in the %(hours)s hottest hours") % {"hours": self.rest_hours})
        if self.amount is not None:
            told = {"amount": f"{self.amount.normalize():f}", "per": self.get_per_display()}
            said.append(gettext("%(amount)s yuan %(per)s") % told)
        return " · ".join(said)

    @property
    def basis(self) -> str:
        """The document and its article."""
        return " ".join(part for part in (self.source, self.article) if part)
