from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.units.models.units import Unit
from welfare.goods import querysets


class Article(models.Model):
    """A thing that a union gives, counted in pieces of its `measure`; units below use it, too."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="articles")
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=80)
    measure = models.CharField(_("unit of measure"), max_length=12, help_text=_("Such as bag, box or piece."))
    sizes = ArrayField(models.CharField(max_length=16), verbose_name=_("sizes"), default=list, blank=True)
    """In the order in which they are offered; [] where there is one size only."""
    price = models.DecimalField(
        _("price"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Yuan for one piece, as offered."),
    )
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.Articles.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("goods", "article")
        verbose_name_plural = _("articles")
        ordering = ["unit__path", "name", "id"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_article_a_unit_and_name"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(measure=""), name="article_has_name_and_measure"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="article_price_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:stock_list") + f"?article={self.pk}"


class Store(models.Model):
    """A place where a unit keeps goods, and where members collect them."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="stores")
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=80)
    address = models.CharField(_("address"), max_length=120, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.Stores.as_manager()

    class Meta:
        verbose_name = _("pickup point")
        verbose_name_plural = _("pickup points")
        ordering = ["unit__path", "name", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_store_a_unit_and_name"),
            models.CheckConstraint(condition=~Q(name=""), name="store_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:stock_list") + f"?store={self.pk}"

    @property
    def place(self) -> str:
        """Its name and address, as members read them."""
        return (
            _("%(store)s, %(address)s") % {"store": self.name, "address": self.address} if self.address else self.name
        )
