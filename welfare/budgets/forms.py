from collections.abc import Sequence
from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.days import DayField
from office.forms import ReasonField, ReasonForm, YuanField
from office.types import FormData, ModelFormOptions
from welfare.budgets.models import BudgetLine
from welfare.budgets.querysets import BudgetEntries, BudgetLines, YearEnds
from welfare.choices import EntryKind, Treatment, YearEndState
from welfare.kinds.names import kind_or_all
from welfare.permissions import WelfarePermission


class BudgetForm(forms.ModelForm[BudgetLine]):
    """Asks for a new budget line, of a unit whose budget the user may change."""

    class Meta:
        model = BudgetLine
        fields = ["year", "kind", "amount"]
        field_classes = {"amount": YuanField}

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[BudgetLine]]) -> None:
        super().__init__(data, **options)
        perm = WelfarePermission.CHANGE_BUDGETLINE
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["unit"])


class BudgetFilter(forms.Form):
    """The filter of the list of budget lines; its fields are kept in the URL."""

    year = forms.IntegerField(label=_("year"), required=False, min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=kind_or_all)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_BUDGETLINE, required=False)
        self.order_fields(["unit", "year", "kind"])

    def narrow(self, lines: BudgetLines) -> BudgetLines:
        """Return the lines that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return lines.none()
        asked = self.cleaned_data
        if asked["unit"]:
            lines = lines.filter(unit__path__startswith=asked["unit"].path)
        return lines.filter(**{name: asked[name] for name in ("year", "kind") if asked[name]})


class LedgerFilter(forms.Form):
    """The filter of a ledger; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("all")), *EntryKind.choices])
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)

    def narrow(self, entries: BudgetEntries) -> BudgetEntries:
        """Return the entries that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return entries.none()
        lookups = {"kind": "kind", "since": "day__gte", "until": "day__lte"}
        return entries.filter(**{lookups[name]: value for name, value in self.cleaned_data.items() if value})


class ExecutionFilter(forms.Form):
    """The filter of a year's execution; its fields are kept in the URL. Without a year it is this one."""

    year = forms.IntegerField(label=_("year"), required=False, min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=kind_or_all)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_BUDGETLINE, required=False)
        self.order_fields(["year", "unit", "kind"])

    @property
    def year_asked(self) -> int:
        """The year that is asked for; this year where none is, or the filter is wrong."""
        return (self.cleaned_data.get("year") if self.is_valid() else None) or timezone.localdate().year

    def narrow(self, lines: BudgetLines) -> BudgetLines:
        """Return the lines that pass, of all years; none at all while a field is wrong."""
        if not self.is_valid():
            return lines.none()
        if unit := self.cleaned_data["unit"]:
            lines = lines.filter(unit__path__startswith=unit.path)
        if kind := self.cleaned_data["kind"]:
            lines = lines.filter(kind=kind)
        return lines


class YearForm(forms.Form):
    """Asks which year of which unit is closed; units that are closed themselves count, too."""

    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(self, data: FormData = None, *, user: User) -> None:
        perm = WelfarePermission.CHANGE_BUDGETLINE
        super().__init__(data, initial={"year": timezone.localdate().year - 1})
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm), required=False)
        self.order_fields(["unit", "year"])

    def clean_unit(self) -> Unit:
        """Return the unit, which has to be given. Raises ValidationError without one."""
        unit: Unit | None = self.cleaned_data["unit"]
        if unit is None:
            raise forms.ValidationError(_("Say which unit it is."), code="required")
        return unit


class YearEndForm(ReasonForm):
    """Asks for each line of a unit's year what becomes of what it has left, and for the decision."""

    reason = ReasonField(max_length=300, help_text=_("The decision that closes the year; it is kept on record."))

    def __init__(self, data: FormData = None, *, lines: Sequence[BudgetLine]) -> None:
        super().__init__(data)
        for line in lines:
            self.fields[f"line_{line.pk}"] = forms.ChoiceField(
                label=str(line), choices=Treatment.choices, initial=Treatment.CARRY
            )
        self.lines = lines

    @property
    def rows(self) -> list[tuple[BudgetLine, forms.BoundField]]:
        """The lines, each with its field."""
        return [(line, self[f"line_{line.pk}"]) for line in self.lines]

    @property
    def treatments(self) -> dict[int, str]:
        """What becomes of each line, by its key; call it on a valid form."""
        return {line.pk: self.cleaned_data[f"line_{line.pk}"] for line in self.lines}


class YearEndFilter(forms.Form):
    """The filter of the list of year ends; its fields are kept in the URL."""

    year = forms.IntegerField(label=_("year"), required=False, min_value=2000, max_value=2100)
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *YearEndState.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_BUDGETLINE, required=False)
        self.order_fields(["unit", "year", "state"])

    def narrow(self, rows: YearEnds) -> YearEnds:
        """Return the year ends that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["unit"]:
            rows = rows.filter(unit__path__startswith=asked["unit"].path)
        return rows.filter(**{name: asked[name] for name in ("year", "state") if asked[name]})


class AdjustForm(ReasonForm):
    amount = YuanField(label=_("budget"), max_digits=14, decimal_places=2, min_value=0)
    reason = ReasonField(max_length=300, help_text=_("The decision that adjusts the budget; it is kept on record."))
    field_order = ("amount", "reason")
