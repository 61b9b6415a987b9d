from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.saved_views import rules
from office.saved_views.querysets import SavedViews


class SavedView(models.Model):
    """The filters, order and columns of a list that an officer has given a name, for this officer alone.

    It holds an address, no rows: what it shows is found anew each time, by the rights of that moment.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="saved_views"
    )
    address = models.CharField(_("page"), max_length=rules.LONGEST_ADDRESS)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=rules.LONGEST_NAME)
    query = models.CharField(_("filters, order and columns"), max_length=rules.LONGEST_QUERY, blank=True)
    is_default = models.BooleanField(_("opens the list"), default=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = SavedViews.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(fields=["account", "address", "name"], name="office_saved_view_named_once"),
            models.UniqueConstraint(
                fields=["account", "address"],
                condition=models.Q(is_default=True),
                name="office_saved_view_one_default",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="office_saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{self.address}?{self.query}" if self.query else self.address
