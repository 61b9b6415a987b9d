from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Unpack

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.dues.models.payments import PaidBy
from members.dues.querysets import Charges
from members.dues.rules import FEN, IN_FORCE_SINCE, ChargeState, first_of_month
from members.register.forms import PeopleFilter
from members.units.forms import UnitField, default_unit
from office.days import DayField, PastDayField
from office.forms import ReasonForm
from office.types import FieldOptions, FormData

LONGEST_ARREARS = 600


class MonthField(DayField):
    """A month, as its first day; typed or chosen as 2026-09. From the first rule of 1978 to ten years ahead."""

    widget = forms.DateInput(attrs={"type": "month", "placeholder": "2026-09"}, format="%Y-%m")
    default_error_messages = {
        "invalid": _("Write the month like 2026-09."),
        "early": _("Choose a month from %(first)s to %(last)s."),
        "late": _("Choose a month from %(first)s to %(last)s."),
    }

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("month"))
        super().__init__(first=first_of_month(IN_FORCE_SINCE), **options)
        self.input_formats = ["%Y-%m", "%Y-%m-%d", "%Y/%m", "%Y年%m月"]

    def to_python(self, value: str | date | None) -> date | None:
        day = super().to_python(value)
        return first_of_month(day) if day else None


class MoneyField(forms.DecimalField):
    """Yuan and fen; the form says so behind the box."""

    def __init__(self, *, least: Decimal = FEN, **options: Unpack[FieldOptions]) -> None:
        super().__init__(max_digits=10, decimal_places=2, validators=[MinValueValidator(least)], **options)
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.01"}
        self.suffix = _("yuan")


class DuesFilter(forms.Form):
    """The unit and the month of which totals are shown."""

    month = MonthField(required=False)

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["unit", "month"])


def _single_values(data: Mapping[str, object]) -> dict[str, object]:
    return {name: data[name] for name in data}


class ChargeFilter(PeopleFilter, DuesFilter):
    """Filters the list of charges, by GET parameters."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *ChargeState.choices])
    every_month = forms.BooleanField(label=_("all months"), required=False)
    member = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, object], *, user: User, perm: str) -> None:
        """Take `data`; where it names no month, nor a member, nor asks for all months, the present one is meant."""
        if not any(data.get(name) for name in ("month", "every_month", "member")):
            data = {**_single_values(data), "month": f"{timezone.localdate():%Y-%m}"}
        super().__init__(data, user=user, perm=perm)

    def narrow(self, charges: Charges) -> Charges:
        """Return those of `charges` that pass; none while a field is wrong."""
        if not self.is_valid():
            return charges.none()
        given = self.cleaned_data
        if self.people:
            charges = charges.matching(self.people)
        if given["unit"]:
            charges = charges.filter(unit__path__startswith=given["unit"].path)
        if given["month"] and not given["every_month"]:
            charges = charges.filter(month=given["month"])
        for name in ("state", "member"):
            if given[name]:
                charges = charges.filter(**{name: given[name]})
        return charges


class ArrearsFilter(forms.Form):
    """The unit whose arrears are shown, and the least number of months owed."""

    months = forms.IntegerField(
        label=_("months or more"),
        required=False,
        min_value=1,
        max_value=LONGEST_ARREARS,
        widget=forms.NumberInput(attrs={"placeholder": "1"}),
    )

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["unit", "months"])


class OpenForm(forms.Form):
    """The months that a unit opens."""

    first = MonthField(label=_("from the month"))
    last = MonthField(label=_("to the month"))
    opens_itself = forms.BooleanField(
        label=_("open every further month by itself on its first day"), required=False, initial=True
    )

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        month = first_of_month(timezone.localdate())
        super().__init__(data, initial={"first": month, "last": month})
        self.fields["unit"] = UnitField(
            user=user,
            perm=perm,
            initial=default_unit(user, perm),
            help_text=_("The dues of everybody in this unit and below are worked out."),
        )
        self.order_fields(["unit", "first", "last", "opens_itself"])

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("The last month lies before the first one."))


class WageForm(forms.Form):
    """A member's monthly basic wage from a month on."""

    wage = MoneyField(label=_("monthly basic wage"), least=Decimal(0), help_text=_("Yuan; bonuses do not count."))
    starts_on = MonthField(label=_("from the month"))


class WaiveForm(ReasonForm):
    """The months for which a member's dues are waived, and the reason."""

    starts_on = MonthField(label=_("from the month"))
    ends_on = MonthField(
        label=_("until before the month"), required=False, help_text=_("Leave empty until somebody ends it.")
    )
    field_order = ("starts_on", "ends_on", "reason")

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] <= given["starts_on"]:
            self.add_error("ends_on", _("A waiver holds for one month at least."))


class EndWaiverForm(ReasonForm):
    """The month before which a waiver ends, and the reason."""

    ends_on = MonthField(label=_("until before the month"))
    field_order = ("ends_on", "reason")


class PayForm(forms.Form):
    """A payment of one charge."""

    amount = MoneyField(label=_("amount"))
    paid_on = PastDayField(label=_("paid on"), first=IN_FORCE_SINCE)
    paid_by = forms.ChoiceField(
        label=_("paid by"), choices=[(way, way.label) for way in (PaidBy.CASH, PaidBy.TRANSFER)]
    )
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    beyond = forms.BooleanField(label=_("more came in than was open, and that is right"), required=False)
    again = forms.BooleanField(label=_("the same amount came in twice on this day"), required=False)
