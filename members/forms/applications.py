"""The form by which a worker asks to join, and what officers say to it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import codes
from members.actions.applications import Applicant
from members.forms.units import UnitField
from members.models import Application, Unit, User
from members.rules import identity
from members.rules.activation import bare_number
from members.rules.applications import ApplicationState

ADMIT = "members.admit_member"


class EmployeeNumberField(forms.CharField):
    """An employee number, however it was typed, as the register writes it."""

    def to_python(self, value: Any) -> str:
        return bare_number(super().to_python(value) or "")


class JoinForm(forms.Form):
    """What the union needs to know of who wants to join; it never says whether it knew before."""

    name = forms.CharField(label=_("name"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    id_kind = forms.ChoiceField(label=_("kind of certificate"), choices=codes.IdKind)
    id_number = forms.CharField(
        label=_("certificate number"), max_length=32, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
    )
    unit = forms.ModelChoiceField(
        label=_("Which unit do you work in?"), queryset=Unit.objects.none(), empty_label=_("Please choose")
    )
    employment_form = forms.ChoiceField(
        label=_("form of employment"), choices=[("", _("Please choose")), *codes.EmploymentForm.choices]
    )
    post_category = forms.ChoiceField(
        label=_("post category"),
        required=False,
        choices=[("", _("I don't know")), *[choice for choice in codes.PostCategory.choices if choice[0]]],
    )
    employee_number = EmployeeNumberField(label=_("employee number"), max_length=32, required=False)
    statement = forms.CharField(
        label=_("Your statement"),
        max_length=500,
        initial=_("I join the union of my own free will, accept its constitution and will pay my dues."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # PIPL arts. 13, 29: consent, and a separate one to sensitive data, of which the certificate number is one.
    consent = forms.BooleanField(
        label=_("I agree that my union uses what I write here to check and keep my membership."),
        error_messages={"required": _("Without your agreement the union may not look at the form.")},
    )
    consent_number = forms.BooleanField(
        label=_("I agree separately that it uses my certificate number for this and nothing else."),
        error_messages={"required": _("Without the number nobody can check who applies.")},
    )
    # People never see this field; programs that fill in every field give themselves away.
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = Unit.objects.open().filter(kind__in=(codes.UnitKind.UNION, codes.UnitKind.BRANCH))

    def clean_phone(self) -> str:
        phone = "".join(self.cleaned_data["phone"].split())
        if not identity.is_mobile_number(phone):
            raise forms.ValidationError(_("A mobile number has 11 digits and begins with 1."))
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number = "".join(cleaned.get("id_number", "").split()).upper()
        if number and cleaned.get("id_kind") == codes.IdKind.IDENTITY_CARD:
            number = identity.eighteen_digits(number)
            if not identity.is_identity_number(number):
                self.add_error("id_number", _("This is no valid identity number."))
        cleaned["id_number"] = number
        return cleaned

    def applicant(self) -> Applicant:
        return Applicant(**{name: self.cleaned_data[name] for name in Applicant.__dataclass_fields__})


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=pgettext_lazy("application", "Receipt number"),
        max_length=40,
        help_text=_("The 12 digits you were given after applying; spaces don't matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AdmitForm(forms.Form):
    on = forms.DateField(
        label=_("member since"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, user: User, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = application.unit if application.unit.closed_on is None else None
        self.fields["unit"] = UnitField(user=user, perm=ADMIT, initial=unit)
        self.order_fields(["unit", "on"])


class ReturnForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=300, help_text=_("The applicant reads it."))


class ApplicationFilter(forms.Form):
    WAITING, ALL = "", "all"
    q = forms.CharField(required=False, max_length=64)
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[(WAITING, _("waiting")), (ALL, _("all")), *ApplicationState.choices[1:]],
    )

    def __init__(self, data: Any, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, applications: Any) -> Any:
        """The applications that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return applications.none()
        asked = self.cleaned_data
        if asked["state"] != self.ALL:
            applications = applications.filter(state=asked["state"] or ApplicationState.SUBMITTED)
        if unit := asked["unit"]:
            applications = applications.filter(unit__path__startswith=unit.path)
        if text := asked["q"].strip():
            applications = applications.filter(name__startswith=text)
        return applications
