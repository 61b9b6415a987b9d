"""Forms of membership changes: one for each kind that asks for more than day and reason, answers, and the filter."""

from typing import Unpack

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import choices
from members.authority.models import User
from members.membership.querysets.changes import MembershipChanges
from members.membership.rules.changes import RIGHTS, TRANSFER, ChangeKind, ChangeState
from members.register.forms import NameField
from members.register.models.member import Member
from members.units.forms import UnitField, UnitInput
from members.units.models.units import Unit
from office.days import DayField, years_ahead
from office.forms import ReasonField, ReasonForm, SearchField
from office.types import FieldOptions, FormData, FormOptions


class AnyUnitInput(UnitInput):
    template_name = "members/units/widgets/any_unit.html"


class AnyUnitField(UnitField):
    """An open unit of the union to which the unit `beside` belongs, since a transfer may lead anywhere in it."""

    widget = AnyUnitInput

    def __init__(self, *, beside: Unit, user: User, **options: Unpack[FieldOptions]) -> None:
        super().__init__(user=user, perm=TRANSFER, **options)
        self.units = Unit.objects.open().filter(path__startswith=beside.top_path)
        self.error_messages["required"] = _("Say which unit, by its name or code.")


class ChangeForm(forms.Form):
    """Asks for day and reason of a change; `user` and the member's `unit` are for forms that ask for a unit too."""

    on = DayField(
        label=_("takes effect on"),
        initial=timezone.localdate,
        last=years_ahead(1),
        help_text=_("A day that lies ahead is kept; the portal carries it out when it comes."),
    )
    code = forms.ChoiceField(
        label=_("reason of the change"), required=False, choices=[("", "—"), *choices.ChangeReason.choices]
    )
    reason = ReasonField(help_text=_("It is kept with the membership, with your name."))

    def __init__(self, data: FormData = None, *, user: User, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)


class TransferOutForm(ChangeForm):
    outside = forms.CharField(label=_("union outside"), max_length=100)
    field_order = ["outside"]


class ReturnForm(ChangeForm):
    """Asks for the unit to which a member returns too, if the old one is closed."""

    def __init__(self, data: FormData = None, *, user: User, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, user=user, unit=unit, **options)
        if unit.closed_on:
            perm, help_text = RIGHTS[ChangeKind.RETURN], _("The old unit has been closed.")
            self.fields["unit"] = UnitField(user=user, perm=perm, label=_("new unit"), help_text=help_text)
            self.order_fields(["unit", "on", "code", "reason"])


class TransferForm(ChangeForm):
    """Asks for the new unit, and whether the officer accepts the member for it as well."""

    also_accept = forms.BooleanField(
        label=_("I accept for the new unit as well"),
        required=False,
        help_text=_("Only where you may accept members; without it the new unit is asked."),
    )

    def __init__(self, data: FormData = None, *, user: User, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, user=user, unit=unit, **options)
        self.fields["unit"] = AnyUnitField(beside=unit, user=user, label=_("new unit"))
        self.order_fields(["unit", "on", "code", "reason", "also_accept"])


class BulkTransferForm(TransferForm):
    """Asks what TransferForm does but for the reason's code, which bulk transfers don't have."""

    def __init__(self, data: FormData = None, *, user: User, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, user=user, unit=unit, **options)
        del self.fields["code"]


class AskForMemberForm(ChangeForm):
    """Asks for a member of the same union as the new unit, by name and employee number, which both must match.

    Cleaned data hold the member as `member`.
    """

    name = NameField(label=_("name"), max_length=64)
    employee_number = forms.CharField(label=_("employee number"), max_length=32)

    def __init__(self, data: FormData = None, *, user: User, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, user=user, unit=unit, **options)
        self.fields["unit"] = UnitField(user=user, perm=TRANSFER, label=_("new unit"))
        self.order_fields(["name", "employee_number", "unit", "on", "code", "reason"])

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        unit, name, number = (cleaned.get(key) for key in ("unit", "name", "employee_number"))
        if unit and name and number:
            same_union = Q(unit__path__startswith=unit.top_path)
            found = Member.objects.active().filter(same_union, name=name.strip(), employee_number=number.strip())
            cleaned["member"] = found.first()
            if cleaned["member"] is None:
                raise forms.ValidationError(_("No member of this union has this name and employee number together."))


class AnswerForm(ReasonForm):
    reason = ReasonField(help_text=_("The other side reads it."))


class TransferFilter(forms.Form):
    """Filters the list of transfers and planned changes; without a state it shows the open ones."""

    ALL_OPEN, ALL = "", "all"
    q = SearchField(_("Name, pinyin, employee number"))
    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[(ALL_OPEN, _("open")), (ALL, _("all")), *ChangeState.choices]
    )
    kind = forms.ChoiceField(
        label=_("change of membership"), required=False, choices=[("", _("all")), *ChangeKind.choices]
    )

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, changes: MembershipChanges) -> MembershipChanges:
        """Return those of `changes` that pass; none while a field is wrong."""
        if not self.is_valid():
            return changes.none()
        asked = self.cleaned_data
        if asked["state"] == self.ALL_OPEN:
            changes = changes.open()
        elif asked["state"] != self.ALL:
            changes = changes.filter(state=asked["state"])
        if asked["kind"]:
            changes = changes.filter(kind=asked["kind"])
        if unit := asked["unit"]:
            changes = changes.filter(Q(from_unit__path__startswith=unit.path) | Q(to_unit__path__startswith=unit.path))
        if text := asked["q"].strip():
            changes = changes.filter(
                Q(member__name__startswith=text)
                | Q(member__pinyin__startswith=text.lower())
                | Q(member__employee_number__startswith=text.upper())
            )
        return changes
