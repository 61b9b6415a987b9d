"""Tell those born on 29 February on which day their birthday counts in a year without it."""

from calendar import isleap

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from office.notices import notify
from welfare.choices import LeapDay
from welfare.grants.models.grants import Grant
from welfare.plans.rules import birthdays_in
from welfare.runs.models.runs import Run

LEAP_DAY = 229


def moved_day(run: Run) -> str:
    """Return the day for those born on 29 February if the run is for them in a year without it, else ""."""
    if run.until is None or isleap(run.on.year) or LEAP_DAY not in birthdays_in(run.on, run.until, run.leap_day):
        return ""
    return str(LeapDay(run.leap_day).label)


def tell_born_on_leap_day(run: Run, *, after: int, upto: int) -> int:
    """Tell those of a chunk of its grants who were born on 29 February which day counts; return how many are told.

    `after` and `upto` are keys of grants, the first of them outside.
    """
    if not moved_day(run):
        return 0
    born = Grant.objects.filter(run=run, pk__gt=after, pk__lte=upto).filter(
        member__birth_date__month=2, member__birth_date__day=29
    )
    own = Q(member__grants__in=born, member__merged_into=None)
    kept = Q(member__doubles__grants__in=born)
    told = notify(
        list(User.objects.filter(own | kept, is_active=True).distinct()),
        _("You were born on 29 February, which %(year)s does not have: for this benefit %(day)s counts."),
        reverse("welfare:my_benefits"),
        # It says when somebody was born.
        sensitive=True,
        year=run.on.year,
        day=LeapDay(run.leap_day).label,
    )
    return len(told)
