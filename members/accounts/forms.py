from datetime import timedelta
from typing import Unpack

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.models import ActivationCode, ApiToken
from members.accounts.querysets import LACKING, PROVABLE, with_live_code
from members.accounts.rules.tokens import LONGEST_OVERLAP, LONGEST_TOKEN, Area
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.forms import PeopleFilter
from members.register.querysets.members import Members
from members.units.forms import UnitField
from office.days import DayField
from office.forms import ReasonField, is_key
from office.types import FormData, FormOptions

PERM = MembersPermission.HAND_OUT_CODE


def last_day_of_token(widget: forms.Widget | type[forms.Widget] = DayField.widget) -> DayField:
    """Return the field for the last day of a token, from today to LONGEST_TOKEN from now; 90 days unless changed."""
    return DayField(
        first=timezone.localdate,
        last=lambda: timezone.localdate() + LONGEST_TOKEN,
        label=_("valid until"),
        initial=lambda: timezone.localdate() + timedelta(days=90),
        widget=widget,
    )


class ProofForm(forms.Form):
    """Asks for name, employee number or phone, last six of the certificate number, and the code."""

    name = forms.CharField(label=_("name"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    number = forms.CharField(
        label=_("employee number or phone"), max_length=32, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    last_six = forms.CharField(
        label=_("last six of your certificate number"),
        max_length=6,
        help_text=_("Of your identity card, where an X counts, passport or other certificate; shorter numbers whole."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("code from your union"),
        max_length=20,
        help_text=_("Eight letters and digits, as on the slip you were given."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class PasswordForm(forms.Form):
    """Asks for a password, twice; AUTH_PASSWORD_VALIDATORS compare it with the data of `user`."""

    password = forms.CharField(
        label=_("password"),
        max_length=128,
        strip=False,
        help_text=_("At least eight characters, not your name or number."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("the password once more"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("The two passwords differ."))
        return again


class TokenForm(forms.ModelForm[ApiToken]):
    """Asks what a new token is for, what it opens, and until when: a day within LONGEST_TOKEN."""

    areas = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=Area,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only as far as you see it yourself."),
    )
    expires_on = last_day_of_token()

    class Meta:
        model = ApiToken
        fields = ["purpose", "areas", "may_write", "expires_on"]


class ReplaceTokenForm(forms.Form):
    """Asks until when the new token is valid, and for how many days the old one goes on."""

    expires_on = last_day_of_token()
    overlap = forms.IntegerField(
        label=_("Days that the old token goes on"),
        min_value=0,
        max_value=LONGEST_OVERLAP.days,
        initial=7,
        help_text=_("Until the program has the new one. 0: it ends with today."),
    )


class ActivationFilter(PeopleFilter):
    """Filters the list of members who may need a code; `member` is the key of a single one, to whom a link leads."""

    implied = ("account",)

    account = forms.ChoiceField(
        label=_("account"),
        required=False,
        choices=[
            ("", _("without an account")),
            ("with", _("with an account")),
            ("unable", _("without what a code needs")),
        ],
    )
    code = forms.ChoiceField(
        label=_("code"),
        required=False,
        choices=[("", _("all")), ("none", _("without a valid code")), ("live", _("with a valid code"))],
    )
    member = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=PERM, required=False)
        self.order_fields(["q", "unit"])

    def narrow(self, members: Members) -> Members:
        """Return those of `members` that pass, with `has_code`; none while a field is wrong."""
        members = with_live_code(members, ActivationCode.objects.all())
        if not self.is_valid():
            return members.none()
        asked = self.cleaned_data
        if asked["member"]:
            return members.filter(pk=asked["member"])
        if self.people:
            members = members.matching(self.people)
        if asked["unit"]:
            members = members.filter(unit__path__startswith=asked["unit"].path)
        if asked["code"]:
            members = members.filter(Q(has_code=asked["code"] == "live"))
        if asked["account"] == "unable":
            return members.filter(LACKING)
        return members.filter(PROVABLE, user__isnull=asked["account"] != "with")


class TickedField(forms.TypedMultipleChoiceField):
    """The keys of ticked rows: any number that fits the column; a queryset decides which rows exist."""

    def valid_value(self, value: object) -> bool:
        return is_key(str(value))


class HandOutForm(forms.Form):
    """Asks who gets codes, and how: as printed slips, or as a workbook for the enterprise's own messages."""

    PRINT, MESSAGE = "print", "message"

    how = forms.ChoiceField(choices=[(PRINT, PRINT), (MESSAGE, MESSAGE)])
    all = forms.BooleanField(required=False)
    members = TickedField(required=False, coerce=int)
    reason = ReasonField(required=False)

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("all") and not cleaned.get("members"):
            raise forms.ValidationError(_("Choose at least one member."))
        if cleaned.get("how") == self.MESSAGE and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Say why the phone numbers leave the portal."))
