"""Forms to enter, change, move, merge and close units."""

from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.organisation.actions import require_kind
from members.organisation.rules import credit_code
from members.permissions import MembersPermission
from members.units.forms import UnitField
from members.units.models.units import Unit, UnitContact
from members.units.querysets.units import Units
from office.days import DayField, PastDayField
from office.forms import ReasonField, ReasonForm, SearchField
from office.refusals import refusals_into
from office.stale_form import StaleCheckForm
from office.types import FormData, FormOptions, Message, ModelFormOptions

CONTACTS = 5
FIELDS = ["name", "code", "kind", "level", "credit_code", "address", "set_up_on"]


class UnitForm(StaleCheckForm[Unit]):
    """Name, code, kind, address and other data of a unit, without its place in the tree."""

    class Meta:
        model = Unit
        fields = FIELDS
        field_classes = {"set_up_on": DayField}

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if self.instance.pk:
            with refusals_into(self, field="kind"):
                require_kind(self.instance, kind)
        return kind

    def clean_credit_code(self) -> str | None:
        """Return the code checked by GB 32100-2015; None when empty, so that the unique column allows many."""
        code = credit_code.tidy(self.cleaned_data["credit_code"] or "")
        if code and not credit_code.is_credit_code(code):
            raise forms.ValidationError(_("This is no valid unified social credit code: please compare it again."))
        return code or None

    def entered(self) -> dict[str, object]:
        """Return the values by field."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class ContactForm(forms.ModelForm[UnitContact]):
    class Meta:
        model = UnitContact
        fields = ["name", "duty", "phone"]

    def __init__(self, data: FormData = None, **options: Unpack[ModelFormOptions[UnitContact]]) -> None:
        super().__init__(data, **options)
        self.fields["name"].required = False

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("name") and (cleaned.get("duty") or cleaned.get("phone")):
            self.add_error("name", _("Say who this is; an empty line is left out."))


class ContactFormSet(forms.BaseFormSet[ContactForm]):
    """The contacts of a unit, one line each; a line without a name is left out."""

    def entered(self) -> list[dict[str, str]]:
        """Return name, duty and phone of each contact."""
        rows = [{name: form.cleaned_data.get(name, "") for name in ContactForm.Meta.fields} for form in self.forms]
        return [row for row in rows if row["name"]]


def contact_formset(unit: Unit | None, data: FormData = None) -> ContactFormSet:
    """Return the formset of a unit's contacts, with two empty lines for new ones."""
    known = list(unit.contacts.values("name", "duty", "phone")) if unit else []
    made = forms.formset_factory(
        ContactForm, ContactFormSet, extra=2, max_num=max(CONTACTS, len(known)), absolute_max=20
    )
    formset = made(data, initial=known, prefix="contacts")
    assert isinstance(formset, ContactFormSet)
    return formset


class TargetForm(forms.Form):
    """The other unit of a move or merge: chosen by GET, then sent with the confirmation."""

    def __init__(self, data: FormData, *, user: User, label: Message) -> None:
        super().__init__(data)
        self.fields["to"] = UnitField(user=user, perm=MembersPermission.REORGANISE_UNIT, label=label)


class DecisionForm(ReasonForm):
    """The reason of a change of the tree."""

    reason = ReasonField(help_text=_("The decision behind it; kept in the audit log with your name."))


class DatedDecisionForm(DecisionForm):
    """Reason and day of a merge or closing: not in the future, not before the unit was set up."""

    on = PastDayField(
        label=_("as of"),
        initial=timezone.localdate,
        error_messages={"late": _("This can be done as of today or an earlier day.")},
    )
    field_order = ["on", "reason"]

    def __init__(self, data: FormData = None, *, unit: Unit, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        on = self.fields["on"]
        assert isinstance(on, PastDayField)
        on.first = unit.set_up_on or on.first


class CloseForm(DatedDecisionForm):
    with_all_below = forms.BooleanField(label=_("also close the units below it"), required=False)
    field_order = ["on", "with_all_below", "reason"]


class TreeFilter(forms.Form):
    q = SearchField(_("Name of a unit, or how its code begins"), max_length=100)
    closed = forms.BooleanField(label=_("closed units too"), required=False)

    def narrow(self, units: Units) -> Units:
        """Return the open units that pass the search, and closed ones if asked for; only for a valid form."""
        units = units if self.cleaned_data["closed"] else units.open()
        return units.named(self.cleaned_data["q"]) if self.cleaned_data["q"] else units
