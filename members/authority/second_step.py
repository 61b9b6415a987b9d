"""Forms of the second step: wrong codes are counted, and passkeys have names."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import pgettext_lazy

from members.authority.log_in import count_try

NAME_LENGTH = 100


class CountsCodes(BaseAuthenticateForm):
    """Mixin for allauth's forms that ask for a code: wrong ones are counted as wrong passwords are."""

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError for a wrong one, and where the limits have no room for a try."""
        counted = count_try(context.request, self.user, f"second step {self.user.pk}")
        if not counted.allowed:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        counted.give_back()
        return code


class SecondStepForm(CountsCodes, AuthenticateForm):
    """Asks for a code after the password."""


class ConfirmForm(CountsCodes, ReauthenticateForm):
    """Asks for a code of somebody who is logged in."""


class NewPasskeyForm(AddWebAuthnForm):
    """Asks for the name of a new passkey."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), required=False, max_length=NAME_LENGTH)


class RenamePasskeyForm(EditWebAuthnForm):
    """Asks for another name of a passkey."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), max_length=NAME_LENGTH)
