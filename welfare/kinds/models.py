import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.kinds.rules import shipped_name


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class BenefitKind(models.Model):
    """What a benefit is given for; caps, budget lines and occasions name it by its code, which never changes.

    The database refuses codes that no kind has. Kinds are not deleted but taken out of use.
    """

    code = models.SlugField(
        _("code"), max_length=16, unique=True, help_text=_("Small letters, digits and “_”; it can't be changed later.")
    )
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=40)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("kind of benefit")
        verbose_name_plural = _("kinds of benefits")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9_]*$"),
                name="kind_code_is_a_word",
                violation_error_message=_("A code begins with a small letter and has small letters, digits and “_”."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="kind_has_a_name"),
        ]
        triggers = [pgtrigger.ReadOnly(name="kind_code_stays", fields=["code"])]

    def __str__(self) -> str:
        return shipped_name(self.code) or self.name
