import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from welfare.grants import querysets


class Signing(models.Model):
    """Receipts that an officer recorded together for members who signed on paper.

    The scanned sheets are its attachments. `unit` is the lowest unit above all of them. `undone_at` is set when the
    receipts were taken back.
    """

    run = models.ForeignKey("welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="signings")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("signed by"), related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)
    heads = models.PositiveIntegerField(_("members"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("undone by"), related_name="+"
    )

    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = querysets.Signings.as_manager()

    class Meta:
        verbose_name = _("signing for members")
        verbose_name_plural = _("signings for members")
        ordering = ["-id"]
        triggers = [
            pgtrigger.ReadOnly(name="signing_stays", fields=["run", "unit", "by", "at", "reason", "heads", "amount"]),
            pgtrigger.Protect(name="signing_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:signing_detail", args=[self.pk])
