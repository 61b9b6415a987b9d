from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from welfare.choices import Festival
from welfare.kinds.fields import KindField
from welfare.kinds.names import kind_name


class Occasion(models.Model):
    """One event for which a member may receive once, such as the Mid-Autumn Festival of a year.

    Each correction of a run is an occasion of its own, of the same kind and day: its key is that of the event, "~", the
    key of the run and a number.
    """

    key = models.CharField(_("key"), max_length=64, unique=True)
    kind = KindField(_("kind"))
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=64)
    on = models.DateField(_("date"))

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["kind", "on"], name="welfare_occasion_kind_on")]

    def __str__(self) -> str:
        about, _tilde, correction = self.key.partition("~")
        code, _colon, when = about.partition(":")
        if code in Festival.values:
            name = f"{Festival(code).label} {when}"
        else:
            name = f"{self.get_kind_display()} {when}" if code == self.kind else f"{self.name} {when}"
        return gettext("%(occasion)s (correction)") % {"occasion": name} if correction else name

    def get_kind_display(self) -> str:
        """Return the name of the kind."""
        return kind_name(self.kind)
