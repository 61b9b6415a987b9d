"""Code lists of seasonal care. Source: docs/domain.md parts 1 and 8."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.audit_facts import choice_words

HEAT_DELIVERY_KIND = "heat_delivery"
"""The kind of deliveries to heat sites as the cause for which goods are handed out."""


class Exposure(TextChoices):
    """Where people of a site work, since the law has other temperatures for each."""

    OUTDOORS = "outdoors", _("outdoors")
    INDOORS = "indoors", _("indoors")


class DeliveryState(TextChoices):
    """The states of a delivery to a heat site."""

    DELIVERED = "delivered", pgettext_lazy("heat delivery", "delivered")
    UNDONE = "undone", pgettext_lazy("heat delivery", "taken back")


class HeatMeasure(TextChoices):
    """What a temperature asks for, the strictest first."""

    STOP = "stop", _("no work outdoors on that day")
    HOURS = "hours", _("fewer hours of work, none when it is hottest")
    SHIFTS = "shifts", _("shifts with breaks, no overtime")
    PROTECTED = "protected", _("no work there for pregnant women and young workers")
    ALLOWANCE = "allowance", _("the employer pays a heat allowance, as wages")


class AllowancePer(TextChoices):
    MONTH = "month", pgettext_lazy("heat allowance", "a month")
    DAY = "day", pgettext_lazy("heat allowance", "a day")


class Visited(TextChoices):
    """How far the home visit of a winter is."""

    NO = "no", _("not yet visited")
    PLANNED = "planned", _("visit on its way")
    YES = "yes", pgettext_lazy("household", "visited")


# How the audit log tells what its events say.
FACT_VALUES = {"heat_site.exposure": choice_words(Exposure.choices)}
