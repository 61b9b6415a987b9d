import re
from collections.abc import Iterable
from typing import Unpack

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from office.encrypted_files.uploads import require_whole
from office.types import FieldOptions, FormData, Message, Upload

REQUIRED = forms.Field.default_error_messages["required"]
# Labels that are longer, or a question, don't fit into a sentence.
LONGEST_LABEL = 24


def first_error(bound: forms.BoundField, label: Message = "") -> Message:
    """Return the first error of a field, "" for none; Django's own for an empty field names the field (`label`)."""
    errors = bound.errors.as_data()
    if not errors:
        return ""
    label = str(label or bound.label or "")
    told = str(errors[0].messages[0])
    if errors[0].code != "required" or told != str(REQUIRED) or len(label) > LONGEST_LABEL or label[-1:] in "?？":
        return told
    widget = bound.field.widget
    if isinstance(widget, forms.FileInput):
        return _("Choose a file: %(field)s.") % {"field": label}
    if isinstance(widget, forms.widgets.ChoiceWidget) or "list" in widget.attrs:
        return _("Choose: %(field)s.") % {"field": label}
    return _("Fill in: %(field)s.") % {"field": label}


def is_key(text: str) -> bool:
    """Return whether this may be a primary key: digits only, and not too many for the column."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class ButtonForm(forms.Form):
    """A form without fields, for a button."""


class YuanField(forms.DecimalField):
    """An amount of money, with 元 behind its box."""

    suffix = _("yuan")


class SheetField(forms.FileField):
    """A workbook or a CSV file of at most IMPORT_MAX_BYTES."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    default_error_messages = {
        "empty": _("The file is empty."),
        "large": _("The file is larger than %(limit)d MB. Split it and import the parts."),
    }

    def clean(self, data: Upload | None, initial: object = None) -> Upload | None:
        file: Upload | None = super().clean(data, initial)
        if file:
            require_whole(file)
        if file and file.size and file.size > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // 1024**2
            raise forms.ValidationError(self.error_messages["large"], code="large", params={"limit": limit})
        return file


class ChosenField(forms.ChoiceField):
    """A choice that begins with “Please choose”, so that nobody sends one by overlooking it.

    `missing` is the error where nothing was chosen.
    """

    def __init__(
        self, *, choices: Iterable[tuple[str, Message]], missing: Message = "", **options: Unpack[FieldOptions]
    ) -> None:
        if missing:
            options["error_messages"] = {"required": missing}
        super().__init__(choices=[("", _("Please choose")), *choices], **options)


class SheetNamesField(forms.Field):
    """The titles of the sheets of a workbook that are to be read, as a list; empty for all visible ones that fit."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("sheets to read"))
        options.setdefault("required", False)
        options.setdefault(
            "help_text",
            _(
                "Leave empty to read every visible sheet with these headings; "
                "else name the ones that are meant: 一分厂、二分厂"
            ),
        )
        super().__init__(**options)

    def to_python(self, value: object) -> list[str]:
        return [name.strip() for name in re.split(r"[、,，;；\n]", str(value or "")) if name.strip()]


class HiddenRowsField(forms.BooleanField):
    """Whether rows are read that are hidden in a sheet, or that a filter leaves out."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("read rows too that are hidden or filtered away"))
        options.setdefault("required", False)
        super().__init__(**options)


class ReasonField(forms.CharField):
    """The reason of an act, in one line; `missing` is the error where nothing was written."""

    def __init__(self, *, max_length: int = 200, missing: Message = "", **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("reason"))
        options.setdefault("help_text", _("It is kept in the audit log with your name."))
        if missing:
            options["error_messages"] = {"required": missing}
        super().__init__(max_length=max_length, **options)


class ReasonForm(forms.Form):
    """Asks for the reason of an act; the base of forms that ask for more."""

    reason = ReasonField()


class StatementForm(ReasonForm):
    """Asks for a longer reason in several lines; `optional` allows an empty one, `proposed` is its initial value."""

    reason = ReasonField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It is kept on record."))

    def __init__(
        self,
        data: FormData = None,
        *,
        optional: bool = False,
        proposed: str = "",
        files: MultiValueDict[str, Upload] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"reason": proposed})
        self.fields["reason"].required = not optional


class SearchField(forms.CharField):
    """The search box of a list; `hint`, its placeholder, says which fields are searched."""

    def __init__(self, hint: Message, *, max_length: int = 64) -> None:
        attrs = {"class": "form-control", "placeholder": hint, "aria-label": _("Search")}
        super().__init__(required=False, max_length=max_length, widget=forms.SearchInput(attrs))
