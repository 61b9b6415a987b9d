from typing import Any, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.importing.actions.leavers import KINDS, Decision
from members.importing.differences import changed_fields
from members.importing.models.imports import ImportJob
from members.importing.reading.files import MAX_ROWS
from members.importing.rules import ImportKey, ImportMode, columns_of
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.forms import UnitField, only_unit
from office.chunked_files.rules import FileState
from office.days import DayField, years_ahead
from office.forms import ReasonField, SearchField, SheetField
from office.types import FormData, FormOptions


class ImportForm(forms.Form):
    file = SheetField(
        label=_("file"),
        help_text=_("An .xlsx workbook or a CSV file with the columns of the template, in any order."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    mode = forms.ChoiceField(
        label=_("mode"), choices=ImportMode.choices, initial=ImportMode.UPDATE, widget=forms.RadioSelect
    )
    key = forms.ChoiceField(
        label=_("rows are told by"),
        choices=ImportKey.choices,
        initial=ImportKey.CERTIFICATE,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["unit"] = UnitField(
            user=user,
            perm=MembersPermission.IMPORT_MEMBER,
            help_text=_("The column 工作单位 names branches under this unit."),
            initial=only_unit(user, MembersPermission.IMPORT_MEMBER),
        )
        self.order_fields(["unit", "file"])


class ImportFilter(forms.Form):
    """What narrows the list of imports; every field stays in the URL."""

    mode = forms.ChoiceField(label=_("mode"), required=False, choices=[("", _("all")), *ImportMode.choices])
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *FileState.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.IMPORT_MEMBER, required=False)
        self.order_fields(["unit"])

    def narrow(self, jobs: Any) -> Any:
        """The imports that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return jobs.none()
        if unit := self.cleaned_data["unit"]:
            jobs = jobs.filter(unit__path__startswith=unit.path)
        return jobs.filter(**{name: self.cleaned_data[name] for name in ("mode", "state") if self.cleaned_data[name]})


class ChangesFilter(forms.Form):
    """Which of the changed rows of an import are shown; every field stays in the URL."""

    def __init__(self, data: FormData, *, job: ImportJob) -> None:
        super().__init__(data)
        found = [("", _("all")), *((name, label) for name, label, _rows in changed_fields(job))]
        self.fields["field"] = forms.ChoiceField(label=_("field"), required=False, choices=found)

    def narrow(self, rows: Any) -> Any:
        """The rows that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data["field"]
        return rows.changing([*columns_of(chosen)]) if chosen else rows


class LeaveOutForm(forms.Form):
    """The fields that an import leaves as they are in the register."""

    def __init__(self, data: FormData, *, job: ImportJob) -> None:
        super().__init__(data)
        found = [(name, label) for name, label, _rows in changed_fields(job)]
        self.fields["left_out"] = forms.MultipleChoiceField(required=False, choices=found)


class ConfirmImportForm(forms.Form):
    """Whether units that rows name and nobody knows are set up first; its button stands in the head of the page."""

    create_units = forms.BooleanField(
        label=_("Create these units, so that their rows can be imported"),
        required=False,
        widget=forms.CheckboxInput(attrs={"form": "confirm-import"}),
    )


class LeaveOutRowForm(forms.Form):
    """One changed row of the sheet, to be left out or taken after all."""

    number = forms.IntegerField(min_value=0, max_value=MAX_ROWS * 2, widget=forms.HiddenInput)
    left_out = forms.BooleanField(required=False, widget=forms.HiddenInput)


class LeaversFilter(forms.Form):
    """What narrows the list of proposed leavers; every field stays in the URL."""

    q = SearchField(_("Name, pinyin, initials, employee number, phone tail"))

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.IMPORT_MEMBER, required=False)

    def narrow(self, leavers: Any) -> Any:
        """The leavers that pass, by the unit they are in now; none at all while a field is wrong."""
        if not self.is_valid():
            return leavers.none()
        if text := self.cleaned_data["q"].strip():
            leavers = leavers.filter(member__in=Member.objects.matching(text))
        unit = self.cleaned_data["unit"]
        return leavers.filter(member__unit__path__startswith=unit.path) if unit else leavers


class LeaversForm(forms.Form):
    """What becomes of the ticked leavers: for all of them, or for one in the row's own box `kind_<pk>`."""

    kind = forms.ChoiceField(label=_("change of membership"), choices=[(kind.value, kind.label) for kind in KINDS])
    on = DayField(label=_("takes effect on"), last=years_ahead(1))
    outside = forms.CharField(
        label=_("union outside"), required=False, max_length=100, help_text=_("For a transfer to another union.")
    )
    reason = ReasonField()

    def clean(self) -> None:
        if any(self._own_kind(pk) not in ("", *KINDS) for pk in self._ticked()):
            raise forms.ValidationError(_("Choose one of the changes of membership for each of them."))
        super().clean()

    def _ticked(self) -> list[int]:
        sent: Any = self.data
        return [int(pk) for pk in sent.getlist("leaver") if pk.isascii() and pk.isdecimal() and len(pk) < 19]

    def _own_kind(self, pk: int) -> str:
        return self.data.get(f"kind_{pk}", "")

    def decisions(self) -> list[Decision]:
        """One for each ticked row."""
        kind, on = self.cleaned_data["kind"], self.cleaned_data["on"]
        return [Decision(pk, self._own_kind(pk) or kind, on) for pk in self._ticked()]
