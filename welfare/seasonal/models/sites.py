from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.units.models.units import Unit
from welfare.goods.models.articles import Article, Store
from welfare.seasonal import querysets
from welfare.seasonal.choices import Exposure
from welfare.seasonal.models import triggers

MOST_HEADS, MOST_DAYS = 100_000, 30


class HeatSite(models.Model):
    """A work site with people exposed to heat (高温作业点), to which a unit brings goods in summer."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="heat_sites")
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=80)
    place = models.CharField(pgettext_lazy("heat site", "place"), max_length=120)
    exposure = models.CharField(_("where people work"), max_length=8, choices=Exposure, default=Exposure.OUTDOORS)
    contact = models.CharField(
        _("contact on the site"),
        max_length=80,
        blank=True,
        help_text=_("Name or post of who takes the goods, and the site's own phone."),
    )
    store = models.ForeignKey(
        Store,
        models.PROTECT,
        verbose_name=_("pickup point"),
        related_name="heat_sites",
        help_text=_("Where the goods for the site lie."),
    )
    days_ahead = models.PositiveSmallIntegerField(
        _("days for which goods should lie on the site"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.HeatSites.as_manager()

    class Meta:
        verbose_name = _("heat site")
        verbose_name_plural = _("heat sites")
        ordering = ["unit__path", "name", "id"]
        default_permissions = ("view", "change")
        permissions = [("deliver_heatsite", _("Can deliver goods to heat sites"))]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_heat_site_a_unit_and_name"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(place=""), name="heat_site_has_name_and_place"),
            models.CheckConstraint(condition=Q(days_ahead__gte=1, days_ahead__lte=MOST_DAYS), name="heat_site_days"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:heat_site_detail", args=[self.pk])


class HeatPeriod(models.Model):
    """How many people a site exposes to heat from a day to a day, both included."""

    site = models.ForeignKey(HeatSite, models.PROTECT, verbose_name=_("heat site"), related_name="periods")
    begins_on = models.DateField(pgettext_lazy("day", "from"))
    ends_on = models.DateField(pgettext_lazy("day", "until"))
    heads = models.PositiveIntegerField(
        _("people exposed"), validators=[MinValueValidator(1), MaxValueValidator(MOST_HEADS)]
    )

    objects = querysets.HeatPeriods.as_manager()

    class Meta:
        verbose_name = _("period of heat")
        verbose_name_plural = _("periods of heat")
        ordering = ["site", "begins_on"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="heat_period_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(heads__gt=0), name="heat_period_has_heads"),
        ]
        triggers = [triggers.no_overlap("welfare_heatperiod", "one_heat_period_a_day")]

    def __str__(self) -> str:
        return f"{self.site} · {self.begins_on} – {self.ends_on}"

    def get_absolute_url(self) -> str:
        return self.site.get_absolute_url()


class HeatRation(models.Model):
    """How many pieces of an article each head on a site gets a day."""

    site = models.ForeignKey(HeatSite, models.PROTECT, verbose_name=_("heat site"), related_name="rations")
    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="heat_rations"
    )
    per_head = models.DecimalField(
        _("per head and day"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("Pieces; 0.5 for one every second day."),
    )
    begins_on = models.DateField(pgettext_lazy("day", "from"))
    ends_on = models.DateField(pgettext_lazy("day", "until"), null=True, blank=True)

    objects = querysets.HeatRations.as_manager()

    class Meta:
        verbose_name = _("goods per head and day")
        verbose_name_plural = _("goods per head and day")
        ordering = ["site", "article", "begins_on"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="heat_ration_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(per_head__gt=0), name="heat_ration_is_positive"),
        ]
        triggers = [
            triggers.no_overlap("welfare_heatration", "one_heat_ration_a_day", "other.article_id = NEW.article_id"),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.article}"

    def get_absolute_url(self) -> str:
        return self.site.get_absolute_url()
