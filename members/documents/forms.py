from typing import Unpack

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.cases.forms import text_area
from members.units.forms import UnitField, default_unit
from office.documents import rules
from office.documents.kinds import KINDS
from office.documents.querysets import IssuedDocuments
from office.encrypted_files.uploads import require_whole
from office.forms import SearchField
from office.permissions import OfficePermission
from office.types import FormData, FormOptions, Upload


class DocumentFilter(forms.Form):
    """The filter of the list of issued documents."""

    q = SearchField(_("Number, or the beginning of a name"), max_length=64)
    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("All")), ("valid", _("valid")), ("void", _("void"))]
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        kinds = [(name, kind.label) for name, kind in KINDS.items() if kind.numbered]
        self.fields["kind"] = forms.ChoiceField(
            label=_("kind of document"), required=False, choices=[("", _("All")), *kinds]
        )
        self.fields["unit"] = UnitField(user=user, perm=OfficePermission.VIEW_ISSUEDDOCUMENT, required=False)

    def narrow(self, rows: IssuedDocuments) -> IssuedDocuments:
        """Return the documents that pass; none while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        if asked["unit"]:
            rows = rows.filter(unit__path__startswith=asked["unit"].path)
        if asked["state"]:
            rows = rows.filter(voided_at__isnull=asked["state"] == "valid")
        return rows.found_by(asked["q"]) if asked["q"] else rows


def _unit_field(user: User) -> UnitField:
    """Return the choice of the unit that gets a text or a layout of its own."""
    perm = OfficePermission.CHANGE_DOCUMENTTEXT
    told = _("It serves this unit and all units below it.")
    return UnitField(user=user, perm=perm, help_text=told, initial=default_unit(user, perm))


class TextForm(forms.Form):
    """The text of a kind of documents; `base` is the number of the version that the page has shown."""

    body = forms.CharField(label=_("text"), required=False, max_length=rules.LONGEST_TEXT, widget=text_area(12))
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NewTextForm(TextForm):
    """The same with the unit whose text it becomes."""

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["unit"] = _unit_field(user)
        self.order_fields(["unit", "body"])


class LayoutField(forms.FileField):
    """A Word document; its size and what is in it are checked when it is taken."""

    widget = forms.FileInput(attrs={"accept": ".docx"})

    def clean(self, data: Upload | None, initial: object = None) -> Upload | None:
        file: Upload | None = super().clean(data, initial)
        if file:
            require_whole(file)
        return file


class LayoutForm(forms.Form):
    """A Word layout and the unit that it is for."""

    def __init__(self, data: FormData = None, files: MultiValueDict[str, Upload] | None = None, *, user: User) -> None:
        super().__init__(data, files)
        self.fields["unit"] = _unit_field(user)
        self.fields["file"] = LayoutField(
            label=_("Word document"),
            help_text=_("A .docx file of at most 2 MB, without macros, embedded files or links to files elsewhere."),
        )
