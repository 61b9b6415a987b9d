import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from office.transitions import pairs
from welfare.budgets.ledger import Cause
from welfare.goods.models.articles import Article, Store
from welfare.seasonal import querysets, rules
from welfare.seasonal.choices import HEAT_DELIVERY_KIND, DeliveryState
from welfare.seasonal.models.sites import HeatSite


class HeatDelivery(models.Model):
    """Goods brought from a pickup point to a heat site and signed for there.

    The signature that was drawn, and photos of the slip, are attached.
    """

    site = models.ForeignKey(
        HeatSite, models.PROTECT, verbose_name=_("heat site"), related_name="deliveries", db_index=False
    )
    store = models.ForeignKey(Store, models.PROTECT, verbose_name=_("pickup point"), related_name="heat_deliveries")
    receiver = models.CharField(_("received by"), max_length=64)
    received_at = models.DateTimeField(_("received at"))
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("delivered by"), related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)
    state = models.CharField(_("state"), max_length=9, choices=DeliveryState, default=DeliveryState.DELIVERED)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("heat delivery", "taken back by"),
        related_name="+",
    )
    undo_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = querysets.HeatDeliveries.as_manager()

    class Meta:
        verbose_name = _("delivery to a heat site")
        verbose_name_plural = _("deliveries to heat sites")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["site", "-received_at"], name="welfare_heat_delivery_site")]
        constraints = [
            models.CheckConstraint(condition=~Q(receiver=""), name="heat_delivery_is_received_by_somebody"),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("entered_at")), name="heat_delivery_is_not_in_the_future"
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.DELIVERED, undone_at=None, undone_by=None, undo_reason="")
                | Q(state=DeliveryState.UNDONE, undone_at__isnull=False, undone_by__isnull=False) & ~Q(undo_reason=""),
                name="heat_delivery_is_taken_back_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="heat_deliveries_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(
                name="delivered_stays",
                fields=["site", "store", "receiver", "received_at", "delivered_by", "entered_at"],
            ),
            pgtrigger.Protect(name="heat_deliveries_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return gettext("Delivery No. %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("welfare:heat_delivery_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return rules.TONES[DeliveryState(self.state)]

    @property
    def cause(self) -> Cause:
        """What its goods are handed out for, in the entries of the stock."""
        return Cause(HEAT_DELIVERY_KIND, self.pk)


class HeatDeliveryLine(models.Model):
    """How many pieces of an article a delivery brought."""

    delivery = models.ForeignKey(
        HeatDelivery, models.PROTECT, verbose_name=_("delivery to a heat site"), related_name="lines", db_index=False
    )
    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="heat_deliveries"
    )
    quantity = models.PositiveIntegerField(_("quantity"))

    objects = querysets.HeatDeliveryLines.as_manager()

    class Meta:
        verbose_name = _("article of a delivery to a heat site")
        verbose_name_plural = _("articles of deliveries to heat sites")
        ordering = ["delivery", "article"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["delivery", "article"], name="one_line_a_heat_delivery_and_article"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="heat_delivery_line_has_a_quantity"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.article} · {self.quantity}"
