from typing import Generic, TypeVar, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.cases.models import Case
from office.types import FormData, FormOptions
from office.uploads.fields import FilesField

C = TypeVar("C", bound=Case)
LONGEST_TEXT = 5000


def text_area(rows: int = 5) -> forms.Textarea:
    """Return a widget for a text of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class CaseForm(forms.Form, Generic[C]):
    """A form for one act of officers on a case; without fields it is a button."""

    def __init__(self, data: FormData = None, *, case: C, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.case = case
        self.prepare()

    def prepare(self) -> None:
        """Set choices and initial values that depend on `self.case`; a subclass overrides it."""


class MessageForm(forms.Form):
    """A message with files, from the worker to the union or back."""

    text = forms.CharField(label=_("Message"), max_length=LONGEST_TEXT, widget=text_area(4))
    attachments = FilesField()
