"""Forms of people who apply for membership: search for the unit, application, receipt number."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import choices
from members.joining.actions import Applicant
from members.joining.querysets import open_units
from members.personal_file.forms.numbers import certificate_number, mobile_number
from members.register.forms import NameField
from members.register.rules.identity import bare_number
from members.units.models.units import Unit
from office.forms import ChosenField
from office.lists import set_for_template

# At most so many units are shown, and none for a single letter, so that nobody can copy the whole tree.
MOST_SHOWN, MIN_LENGTH = 8, 2


class UnitSearch(forms.Form):
    """Searches the units that take applications, by part of the name or the beginning of the code."""

    q = forms.CharField(
        label=_("Which unit do you work in?"),
        min_length=MIN_LENGTH,
        max_length=100,
        help_text=_("Write part of its name, two characters or more, or the code on your union's poster."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )

    def found(self) -> tuple[list[Unit], bool]:
        """Return the first MOST_SHOWN units that match, the topmost first, with `place`, and whether there are more.

        Two queries.
        """
        if not self.is_valid():
            return [], False
        units = list(open_units().named(self.cleaned_data["q"]).order_by("depth", "path")[: MOST_SHOWN + 1])
        return with_place(units[:MOST_SHOWN]), len(units) > MOST_SHOWN


def with_place(units: Iterable[Unit]) -> list[Unit]:
    """Return units with `place`, the names of their ancestors from the top. One query."""
    found = list(units)
    steps = {path for unit in found for path in Unit.paths_down_to(unit.path)[:-1]}
    names = dict(Unit.objects.filter(path__in=steps).values_list("path", "name"))
    for unit in found:
        set_for_template(unit, place=[names[path] for path in Unit.paths_down_to(unit.path)[:-1]])
    return found


class EmployeeNumberField(forms.CharField):
    """An employee number in the form in which the register stores it."""

    def to_python(self, value: object) -> str:
        return bare_number(super().to_python(value) or "")


class JoinForm(forms.Form):
    """An application for membership; it never compares with the register, so that nobody can find out who is in it."""

    name = NameField(label=_("name"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    id_kind = forms.ChoiceField(label=_("kind of certificate"), choices=choices.IdKind)
    id_number = forms.CharField(
        label=_("certificate number"), max_length=32, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
    )
    employment_form = ChosenField(label=_("form of employment"), choices=choices.EmploymentForm.choices)
    post_category = forms.ChoiceField(
        label=_("post category"),
        required=False,
        choices=[("", _("I don't know")), *[choice for choice in choices.PostCategory.choices if choice[0]]],
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
    # Hidden from people, so that only programs fill it in.
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def clean_phone(self) -> str:
        return mobile_number(self.cleaned_data["phone"])

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if "id_number" in cleaned and "id_kind" in cleaned:
            try:
                cleaned["id_number"] = certificate_number(cleaned["id_number"], cleaned["id_kind"])
            except forms.ValidationError as why:
                self.add_error("id_number", why)

    def applicant(self) -> Applicant:
        return Applicant(**{name: self.cleaned_data[name] for name in Applicant.__dataclass_fields__})


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=pgettext_lazy("application", "Receipt number"),
        max_length=40,
        help_text=_("The 12 digits you were given after applying; spaces don't matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-sensitive": ""}),
    )
