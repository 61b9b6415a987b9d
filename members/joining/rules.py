"""Applications for membership: states, and how long they are kept. Pure: no database, no clock, no request."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.days import years_after

RECEIPT_DIGITS = 12
# How long after the decision an application is kept, as the form says.
KEPT_FOR = timedelta(days=183)
# How long an undecided application is kept, as the form says, and after which time officers' home page warns of it.
WAITS_FOR, WAITS_LONG = timedelta(days=365), timedelta(days=30)
# No membership begins before working age, 劳动法 art. 15, nor before 中华全国总工会 was founded.
WORKING_AGE = 16
FIRST_UNION = date(1925, 5, 1)


def earliest_day(birth_date: date | None) -> date:
    """Return the first day from which a person born on `birth_date` can be a member."""
    return max(FIRST_UNION, years_after(birth_date, WORKING_AGE)) if birth_date else FIRST_UNION


class ApplicationState(TextChoices):
    SUBMITTED = "submitted", _("waits to be checked")
    ADMITTED = "admitted", pgettext_lazy("application", "admitted")
    RETURNED = "returned", pgettext_lazy("application", "returned")


NEXT: dict[ApplicationState, set[ApplicationState]] = {
    ApplicationState.SUBMITTED: {ApplicationState.ADMITTED, ApplicationState.RETURNED},
}

TONES = {
    ApplicationState.SUBMITTED: "warning",
    ApplicationState.ADMITTED: "success",
    ApplicationState.RETURNED: "muted",
}
