from collections.abc import MutableMapping

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members.providers.models import SignInProvider
from members.providers.rules import ProviderKind
from office.secrets import Sealed
from office.types import FormData, Upload

SECRET = SignInProvider.secret.field


class ProviderForm(forms.ModelForm[SignInProvider]):
    """Asks for a provider; a secret that is left empty stays as it is."""

    secret = forms.CharField(
        required=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    class Meta:
        model = SignInProvider
        fields = [
            "kind",
            "slug",
            "name",
            "english_name",
            "active",
            "tenant",
            "client_id",
            "agent",
            "secret",
            "number_field",
            "server",
            "own_network",
        ]

    def __init__(
        self,
        data: FormData = None,
        files: MultiValueDict[str, Upload] | None = None,
        *,
        instance: SignInProvider | None = None,
        initial: MutableMapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, instance=instance, initial=initial)
        self.fields["secret"].label = SECRET.verbose_name
        if self.instance.secret:
            self.fields["secret"].help_text = _("Something is stored; leave it empty to keep it.")
        self.initial["secret"] = ""

    def clean_secret(self) -> str | Sealed:
        """Return what was typed, or what is stored where nothing was typed."""
        return self.cleaned_data["secret"] or self.instance.secret

    def clean_tenant(self) -> str:
        tenant: str = self.cleaned_data["tenant"].strip()
        return tenant

    def clean_server(self) -> str:
        """Return the address without the slash at its end."""
        server: str = self.cleaned_data["server"].strip().rstrip("/")
        if server and not server.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Give an address that begins with https://."))
        return server

    def clean(self) -> None:
        """Refuse what the kind can't do without."""
        super().clean()
        given, kind = self.cleaned_data, self.cleaned_data.get("kind")
        if kind == ProviderKind.OIDC and not str(given.get("tenant", "")).startswith(("https://", "http://")):
            self.add_error("tenant", _("Give the issuer, which begins with https://."))
        if kind not in {None, ProviderKind.WECOM} and not given.get("client_id"):
            self.add_error("client_id", _("This kind needs it."))
        if kind == ProviderKind.WECOM and not given.get("agent"):
            self.add_error("agent", _("This kind needs it."))
        if kind == ProviderKind.OIDC and not given.get("name"):
            self.add_error("name", _("This kind needs it."))
