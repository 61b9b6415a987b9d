from collections.abc import Mapping
from typing import Unpack, cast

from django import forms
from django.http import QueryDict
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.importing.actions.leavers import LEAVER_KINDS, LeaverDecision
from members.importing.differences import changed_fields
from members.importing.models.imports import ImportJob
from members.importing.querysets import ImportJobs, ImportLeavers, ImportRows
from members.importing.reading.columns import COLUMNS
from members.importing.refused_rows import NUMBERS
from members.importing.rules import ImportKey, ImportMode, columns_of_field
from members.permissions import MembersPermission
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField, default_unit
from office.chunked_files.rules import FileState
from office.days import DayField, years_ahead
from office.forms import HiddenRowsField, ReasonField, SheetField, SheetNamesField, is_key
from office.types import FormData, FormOptions


class ImportForm(forms.Form):
    file = SheetField(
        label=_("file"),
        help_text=_("An .xlsx workbook or a CSV file with the columns of the template, in any order."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    sheets = SheetNamesField()
    with_hidden_rows = HiddenRowsField()
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
            initial=default_unit(user, MembersPermission.IMPORT_MEMBER),
        )
        self.order_fields(["unit", "file", "sheets", "with_hidden_rows"])


class ImportFilter(forms.Form):
    """The filter of the list of imports."""

    mode = forms.ChoiceField(label=_("mode"), required=False, choices=[("", _("all")), *ImportMode.choices])
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *FileState.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.IMPORT_MEMBER, required=False)
        self.order_fields(["unit"])

    def narrow(self, jobs: ImportJobs) -> ImportJobs:
        """Return the imports that match the filter; none if a field of it is invalid."""
        if not self.is_valid():
            return jobs.none()
        if unit := self.cleaned_data["unit"]:
            jobs = jobs.filter(unit__path__startswith=unit.path)
        return jobs.filter(**{name: self.cleaned_data[name] for name in ("mode", "state") if self.cleaned_data[name]})


class ChangesFilter(forms.Form):
    """The filter of the changed rows of an import."""

    def __init__(self, data: FormData, *, job: ImportJob) -> None:
        super().__init__(data)
        found = [("", _("all")), *((name, label) for name, label, _rows in changed_fields(job))]
        self.fields["field"] = forms.ChoiceField(label=_("field"), required=False, choices=found)

    def narrow(self, rows: ImportRows) -> ImportRows:
        """Return the rows that change the chosen field; none if it is invalid."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data["field"]
        return rows.changing([*columns_of_field(chosen)]) if chosen else rows


class LeaveOutForm(forms.Form):
    """The fields of registered members that no row of an import changes."""

    def __init__(self, data: FormData, *, job: ImportJob) -> None:
        super().__init__(data)
        found = [(name, label) for name, label, _rows in changed_fields(job)]
        self.fields["left_out"] = forms.MultipleChoiceField(required=False, choices=found)


class ConfirmImportForm(forms.Form):
    """Whether unknown units are created first; its field belongs to the form `confirm-import` at the page's head."""

    create_units = forms.BooleanField(
        label=_("Create these units, so that their rows can be imported"),
        required=False,
        widget=forms.CheckboxInput(attrs={"form": "confirm-import"}),
    )


class LeaveOutRowForm(forms.Form):
    """A changed row of the sheet, to be left out or applied after all."""

    number = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    left_out = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CorrectRowForm(forms.Form):
    """The cells of a refused row that are wrong, by column key, to be put right; a blank number leaves the file's.

    `cells`: for each column what is shown of the file, "" for numbers of a person, and what to say beside it.
    """

    def __init__(self, data: FormData, cells: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(data)
        for key, (value, help_text) in cells.items():
            self.fields[key] = forms.CharField(
                label=COLUMNS[key],
                required=False,
                max_length=200,
                initial=value,
                help_text=escape(help_text),  # Words of the file, in a place where pages allow HTML.
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def typed(self) -> dict[str, str]:
        """Return the cells that replace those of the file."""
        return {key: text for key, text in self.cleaned_data.items() if text or key not in NUMBERS}


class LeaversFilter(PeopleFilter):
    """The filter of the list of proposed leavers."""

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.IMPORT_MEMBER, required=False)

    def narrow(self, leavers: ImportLeavers) -> ImportLeavers:
        """Return the leavers that match the filter, by their present unit; none if a field of it is invalid."""
        if not self.is_valid():
            return leavers.none()
        if self.people:
            leavers = leavers.filter(member__in=Member.objects.matching(self.people))
        unit = self.cleaned_data["unit"]
        return leavers.filter(member__unit__path__startswith=unit.path) if unit else leavers


class LeaversForm(forms.Form):
    """The decision on the ticked leavers; the row's own field `kind_<pk>`, if chosen, replaces `kind`."""

    kind = forms.ChoiceField(
        label=_("change of membership"), choices=[(kind.value, kind.label) for kind in LEAVER_KINDS]
    )
    on = DayField(label=_("takes effect on"), last=years_ahead(1))
    outside = forms.CharField(
        label=_("union outside"), required=False, max_length=100, help_text=_("For a transfer to another union.")
    )
    reason = ReasonField()

    def clean(self) -> None:
        if any(self._own_kind(pk) not in ("", *LEAVER_KINDS) for pk in self._ticked()):
            raise forms.ValidationError(_("Choose one of the changes of membership for each of them."))
        super().clean()

    def _ticked(self) -> list[int]:
        sent = cast(QueryDict, self.data)
        return [int(pk) for pk in sent.getlist("leaver") if is_key(pk)]

    def _own_kind(self, pk: int) -> str:
        return cast(QueryDict, self.data).get(f"kind_{pk}", "")

    def decisions(self) -> list[LeaverDecision]:
        """Return a decision for each ticked leaver."""
        kind, on = self.cleaned_data["kind"], self.cleaned_data["on"]
        return [LeaverDecision(pk, self._own_kind(pk) or kind, on) for pk in self._ticked()]
