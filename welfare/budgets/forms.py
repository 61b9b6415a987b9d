from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from office.days import DayField
from office.forms import ReasonField, ReasonForm, YuanField
from office.types import FormData, ModelFormOptions
from welfare.budgets.models import BudgetLine
from welfare.budgets.querysets import BudgetEntries, BudgetLines
from welfare.choices import EntryKind
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

    def narrow(self, lines: BudgetLines) -> BudgetLines:
        """Return the lines that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return lines.none()
        return lines.filter(**{name: value for name, value in self.cleaned_data.items() if value})


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


class AdjustForm(ReasonForm):
    amount = YuanField(label=_("budget"), max_digits=14, decimal_places=2, min_value=0)
    reason = ReasonField(max_length=300, help_text=_("The decision that adjusts the budget; it is kept on record."))
    field_order = ("amount", "reason")
