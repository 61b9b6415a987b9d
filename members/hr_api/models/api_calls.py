from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.hr_api.querysets.api_calls import ApiCalls


class ApiCall(models.Model):
    """A call of another system that may be repeated: its key, a hash of its body, and the answer.

    Saved in the transaction that does the work, so that neither exists without the other.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="+")
    key = models.CharField(_("idempotency key"), max_length=100)
    body_hash = models.CharField(max_length=64, editable=False)
    answer = models.JSONField(_("answer"), null=True)
    called_at = models.DateTimeField(_("called"), default=timezone.now, db_index=True)

    objects = ApiCalls.as_manager()

    class Meta:
        verbose_name = _("call of another system")
        verbose_name_plural = _("calls of other systems")
        ordering = ["-id"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="one_call_a_key")]

    def __str__(self) -> str:
        return self.key
