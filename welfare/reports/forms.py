from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from members.units.forms import UnitField
from members.units.models.units import Unit
from office.days import DayField
from office.forms import ReasonField
from office.types import FormData
from welfare.reports.rules import MOST_LINES, PastedLine, pasted_lines


class ReportFilter(forms.Form):
    """The filter of a report; its fields are kept in the URL. Without a year it is this one."""

    year = forms.IntegerField(label=_("year"), required=False, min_value=2000, max_value=2100)

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self._user, self._perm = user, perm
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    @property
    def year_asked(self) -> int:
        """The year that is asked for; this year where none is, or the filter is wrong."""
        return (self.cleaned_data.get("year") if self.is_valid() else None) or timezone.localdate().year

    @property
    def unit_asked(self) -> Unit | None:
        """The unit that is asked for, else the first of the highest within reach; None while the filter is wrong."""
        if not self.is_valid():
            return None
        unit: Unit | None = self.cleaned_data["unit"]
        return unit or access.top_units(self._user, self._perm).order_by("path").first()


class UncollectedFilter(ReportFilter):
    left = forms.ChoiceField(
        label=_("shown"), required=False, choices=[("", _("what is not collected")), ("all", _("all"))]
    )


class LookupForm(forms.Form):
    """Asks whom to look up, one a line, and for which days; the days are those of the events."""

    lines = forms.CharField(
        label=_("employee numbers"),
        widget=forms.Textarea(attrs={"rows": 12, "data-sensitive": "", "autocomplete": "off", "spellcheck": "false"}),
        max_length=400_000,
        help_text=_(
            "One person a line: the employee number, or number and name as copied from a sheet. A name alone is found "
            "only where one person within your reach has it."
        ),
    )
    since = DayField(label=_("from"))
    until = DayField(label=_("until"))
    reason = ReasonField(max_length=300, help_text=_("What you look them up for; it is kept on record."))

    def __init__(self, data: FormData = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"since": today.replace(month=1, day=1), "until": today})

    def clean_lines(self) -> list[PastedLine]:
        """Return what the lines say. Raises ValidationError where none says anything, or there are too many."""
        found = pasted_lines(self.cleaned_data["lines"])
        if not found:
            raise forms.ValidationError(_("Paste at least one employee number or name."), code="required")
        if len(found) > MOST_LINES:
            raise forms.ValidationError(
                _("These are %(count)s lines; at most %(most)s are looked up at once."),
                params={"count": len(found), "most": MOST_LINES},
                code="too_many",
            )
        return found

    def clean(self) -> None:
        """Raise ValidationError where the days are in the wrong order."""
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", forms.ValidationError(_("This day lies before the first one."), code="order"))
