from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import INPUT_CLASSES, TEXTAREA_CLASSES

from office.clocks.notices import year_named
from office.days import PastDayField

FIRST, LAST = 2004, 2045
WIDE, LINE = " ".join(TEXTAREA_CLASSES), " ".join(INPUT_CLASSES)


class CalendarForm(forms.Form):
    """A notice of the State Council, typed or pasted."""

    text = forms.CharField(
        label=_("Text of the notice"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "class": WIDE}),
        help_text=_("Paste it as it was published. Whatever isn't understood is told before anything is taken."),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST,
        max_value=LAST,
        required=False,
        widget=forms.NumberInput(attrs={"class": LINE}),
        help_text=_("Empty: the year in the title of the notice."),
    )
    document = forms.CharField(
        label=_("Document"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": LINE}),
        help_text=_("Its title and number, as it is quoted behind each day."),
    )
    dated = PastDayField(
        label=_("Date of the document"),
        widget=forms.DateInput(attrs={"type": "date", "class": LINE}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, object]:
        """Take the year from the title where none was typed."""
        data = super().clean() or {}
        if not data.get("year") and "year" not in self.errors:
            year = year_named(data.get("text") or "")
            if year is None or not FIRST <= year <= LAST:
                self.add_error("year", _("Type the year: the text has no title that names it."))
            data["year"] = year
        return data
