from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ButtonForm(forms.Form):
    """A form without fields: a button that does something at once."""


class ReasonForm(forms.Form):
    """Why somebody does what cannot be undone."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept on record."),
    )

    def __init__(self, data: Any = None, *, optional: bool = False, proposed: str = "") -> None:
        super().__init__(data, initial={"reason": proposed})
        self.fields["reason"].required = not optional


class SearchField(forms.CharField):
    """The text that a list is searched for; `hint` stands in the empty box and says what is looked through."""

    def __init__(self, hint: Any, *, max_length: int = 64) -> None:
        attrs = {"class": "form-control", "placeholder": hint, "aria-label": _("Search")}
        super().__init__(required=False, max_length=max_length, widget=forms.SearchInput(attrs))
