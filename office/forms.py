from typing import Any, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from office.types import FieldOptions, Message


class ButtonForm(forms.Form):
    """A form without fields: a button that does something at once."""


class ReasonField(forms.CharField):
    """Why somebody does something, in a line; `missing` is said where nothing was written."""

    def __init__(self, *, max_length: int = 200, missing: Message = "", **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("reason"))
        options.setdefault("help_text", _("It is kept in the audit log with your name."))
        if missing:
            options["error_messages"] = {"required": missing}
        super().__init__(max_length=max_length, **options)


class ReasonForm(forms.Form):
    """Why somebody does what they do; forms that ask for more, or in other words, begin here."""

    reason = ReasonField()


class StatementForm(ReasonForm):
    """A reason with room to explain what cannot be undone."""

    reason = ReasonField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It is kept on record."))

    def __init__(self, data: Any = None, *, optional: bool = False, proposed: str = "") -> None:
        super().__init__(data, initial={"reason": proposed})
        self.fields["reason"].required = not optional


class SearchField(forms.CharField):
    """The text that a list is searched for; `hint` stands in the empty box and says what is looked through."""

    def __init__(self, hint: Any, *, max_length: int = 64) -> None:
        attrs = {"class": "form-control", "placeholder": hint, "aria-label": _("Search")}
        super().__init__(required=False, max_length=max_length, widget=forms.SearchInput(attrs))
