from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.dues.forms.dues import MonthField
from members.dues.models.payroll import PayrollFile
from members.dues.rules import IN_FORCE_SINCE
from members.units.forms import UnitField, default_unit
from office.chunked_files.rules import FileState
from office.days import PastDayField
from office.forms import HiddenRowsField, SheetField, SheetNamesField
from office.types import FormData, Upload


class PayrollForm(forms.Form):
    """A payroll file, its unit and month, and the day on which the employer paid the dues over."""

    month = MonthField(
        required=False, help_text=_("Rows of another month are refused; leave empty if the file holds several months.")
    )
    paid_on = PastDayField(label=_("paid on"), first=IN_FORCE_SINCE)
    file = SheetField(
        label=_("payroll file"),
        help_text=_("Columns 工号, 姓名, 月份, 扣缴金额 and, if you like, 基本工资, in any order."),
    )

    sheets = SheetNamesField()
    with_hidden_rows = HiddenRowsField()

    def __init__(self, data: FormData, files: MultiValueDict[str, Upload] | None, *, user: User, perm: str) -> None:
        super().__init__(data, files, initial={"paid_on": timezone.localdate()})
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["unit", "month", "paid_on", "file", "sheets", "with_hidden_rows"])


class ConfirmPayrollForm(forms.Form):
    """Whether rows that differ from what is due are taken as well."""

    take_differing = forms.BooleanField(
        label=_("Take them as stated: what is missing stays open, what is too much shows as overpaid"), required=False
    )


class PayrollFilter(forms.Form):
    """What narrows the list of payroll files; every field stays in the URL."""

    month = MonthField(required=False)
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *FileState.choices])

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["unit"])

    def narrow(self, files: QuerySet[PayrollFile]) -> QuerySet[PayrollFile]:
        """Return the files that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return files.none()
        if unit := self.cleaned_data["unit"]:
            files = files.filter(unit__path__startswith=unit.path)
        return files.filter(**{name: self.cleaned_data[name] for name in ("month", "state") if self.cleaned_data[name]})
