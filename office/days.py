"""Form fields for days, which refuse days too far in the past or the future; and calendar arithmetic."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.types import FieldOptions

OLDEST = date(1900, 1, 1)

Bound = date | Callable[[], date]


def years_ahead(years: int) -> Callable[[], date]:
    """Return a bound for DayField: `years` times 366 days after the day on which it is evaluated."""
    return lambda: timezone.localdate() + timedelta(days=366 * years)


IN_TEN_YEARS = years_ahead(10)


class DayField(forms.DateField):
    """A day from `first` to `last`, both included, which bound the date picker too; by default 1900 to in ten years.

    A form may set `first` and `last` of its own field in `__init__`.
    """

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "early": _("Choose a day from %(first)s to %(last)s."),
        "late": _("Choose a day from %(first)s to %(last)s."),
    }

    def __init__(self, *, first: Bound = OLDEST, last: Bound = IN_TEN_YEARS, **options: Unpack[FieldOptions]) -> None:
        super().__init__(**options)
        self.first, self.last = first, last

    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that are valid today."""
        first, last = (bound() if callable(bound) else bound for bound in (self.first, self.last))
        return first, last

    def validate(self, value: date | None) -> None:
        super().validate(value)
        first, last = self.bounds()
        if value is None or first <= value <= last:
            return
        code = "early" if value < first else "late"
        shown = {"first": self.widget.format_value(first), "last": self.widget.format_value(last)}
        raise forms.ValidationError(self.error_messages[code], code=code, params=shown)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        first, last = self.bounds()
        self.widget.attrs |= {"min": self.widget.format_value(first), "max": self.widget.format_value(last)}
        return super().get_bound_field(form, field_name)


class PastDayField(DayField):
    """A day that is not in the future."""

    default_error_messages = {"late": _("This day lies in the future.")}

    def __init__(
        self, *, first: Bound = OLDEST, last: Bound = timezone.localdate, **options: Unpack[FieldOptions]
    ) -> None:
        super().__init__(first=first, last=last, **options)


def full_hour() -> datetime:
    """Return the beginning of the present hour: all that is stored of when somebody without a name did something."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later, earlier when negative; for 29 February the 28th where there is none.

    民法典 202.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` later, earlier if negative; that month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def since_in_words(moment: datetime) -> str:
    """Return when a period begins, as people say it: the day, with the time unless it is the day's first minute."""
    local = timezone.localtime(moment)
    return local.strftime("%Y-%m-%d" if local.time() == time.min else "%Y-%m-%d %H:%M")


def until_in_words(moment: datetime) -> str:
    """Return until when a period lasts whose end `moment` is outside: its last day where it ends at midnight."""
    local = timezone.localtime(moment)
    if local.time() != time.min:
        return local.strftime("%Y-%m-%d %H:%M")
    return gettext("%(day)s inclusive") % {"day": (local - timedelta(days=1)).strftime("%Y-%m-%d")}


class MomentField(forms.DateTimeField):
    """A day with hour and minute, in the portal's time zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
