"""Applications for membership: their states and receipts. Pure: no database, no clock, no request."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.days import years_after

RECEIPT_DIGITS = 12
# The form promises it: so long after the decision the applicant can still ask, and then nothing is kept.
KEPT_FOR = timedelta(days=183)


# The form promises this too: undecided, it is deleted after so long. The desk is told of those that wait for a month.
WAITS_FOR, WAITS_LONG = timedelta(days=365), timedelta(days=30)
# Nobody works, and so nobody joins, before that age (劳动法 art. 15), nor before there was a union to join.
WORKING_AGE = 16
FIRST_UNION = date(1925, 5, 1)


def earliest_day(birth_date: date | None) -> date:
    """The first day on which somebody can have been a member, as a paper application may say."""
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
