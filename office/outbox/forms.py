from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from office.outbox import receivers
from office.outbox.channels.answers import Message
from office.outbox.channels.gateways import filled
from office.outbox.channels.robots import robot_of
from office.outbox.models import Channel, ChannelChoice, Mailing
from office.outbox.receivers import User
from office.outbox.rules import APPS, ChannelKind
from office.secrets import Sealed
from office.types import FormData, Upload


@dataclass(frozen=True)
class Way:
    """One channel on the page “How I am told”: the person's masked address there, and whether it was refused."""

    kind: ChannelKind
    address: str
    refused: bool
    chosen: bool

    @property
    def field(self) -> str:
        return f"by_{self.kind.value}"


def ways_of(account: User) -> list[Way]:
    """Return the channels in use with what this account has chosen, in two queries."""
    choices = {choice.kind: choice for choice in ChannelChoice.objects.filter(account_id=account.pk)}
    found = []
    for channel in Channel.objects.filter(active=True).exclude(kind=ChannelKind.ROBOT).order_by("kind"):
        kind, choice = ChannelKind(channel.kind), choices.get(channel.kind)
        wanted = choice.wanted if choice is not None else None
        address = receivers.address_of(account, kind, choice)
        found.append(
            Way(
                kind=kind,
                address=receivers.masked(address),
                refused=choice is not None and choice.bounced_at is not None,
                chosen=channel.by_default if wanted is None else wanted,
            )
        )
    return found


def idle_apps_of(account: User) -> list[ChannelKind]:
    """Return the apps that this account has bound, and by which nothing is sent now."""
    bound = ChannelChoice.objects.filter(account_id=account.pk, kind__in=APPS).exclude(bound_id="")
    kinds = bound.exclude(kind__in=Channel.objects.filter(active=True).values("kind")).order_by("kind")
    return [ChannelKind(kind) for kind in kinds.values_list("kind", flat=True)]


def _missing(kind: ChannelKind) -> str:
    """Return what a person does about a channel that has no address of theirs."""
    if kind in APPS:
        return _("Not bound yet: bind it below, then you can choose it.")
    if kind == ChannelKind.SMS:
        return _("No phone number of yours is known: enter it under “Me”, then you can choose this.")
    return _("No e-mail address of yours is known: ask your union to enter it, then you can choose this.")


class ChannelsForm(forms.Form):
    """Asks by which channels a person is told; those without an address can't be chosen."""

    def __init__(self, data: FormData = None, *, ways: Iterable[Way]) -> None:
        super().__init__(data)
        self.ways = list(ways)
        for way in self.ways:
            self.fields[way.field] = forms.BooleanField(
                label=way.kind.label,
                required=False,
                initial=way.chosen and bool(way.address),
                disabled=not way.address,
                help_text=self._note(way),
            )

    def _note(self, way: Way) -> str:
        if not way.address:
            return str(_missing(way.kind))
        if way.refused:
            return str(_("%(address)s was refused: have it corrected in your personal data.")) % {
                "address": way.address
            }
        return way.address

    @property
    def reaches_nobody(self) -> bool:
        """Whether there is no address for any channel."""
        return not any(way.address for way in self.ways)

    @property
    def has_app(self) -> bool:
        """Whether an app is bound by which messages are sent."""
        return any(way.address and way.kind in APPS for way in self.ways)

    def wanted(self) -> dict[ChannelKind, bool]:
        """Return the choice for each channel with an address."""
        return {way.kind: self.cleaned_data[way.field] for way in self.ways if way.address}


class RateForm(forms.ModelForm[Mailing]):
    """Asks how many messages of a mailing go out in a minute."""

    class Meta:
        model = Mailing
        fields = ["rate"]


ADDRESS, SECRET = Channel.address.field, Channel.secret.field


class ChannelForm(forms.ModelForm[Channel]):
    """Asks for a channel; address and secret that are left empty stay as they are."""

    address = forms.CharField(required=False, max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    secret = forms.CharField(
        required=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    class Meta:
        model = Channel
        fields = [
            "kind",
            "name",
            "active",
            "by_default",
            "unit",
            "address",
            "account",
            "agent",
            "secret",
            "body",
            "as_form",
            "success",
            "own_network",
        ]

    def __init__(
        self,
        data: FormData = None,
        files: MultiValueDict[str, Upload] | None = None,
        *,
        instance: Channel | None = None,
        initial: MutableMapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, instance=instance, initial=initial)
        for name in ("address", "secret"):
            column = ADDRESS if name == "address" else SECRET
            stored = bool(getattr(self.instance, name))
            self.fields[name].label = column.verbose_name
            kept = _("Something is stored; leave it empty to keep it.") if stored else ""
            self.fields[name].help_text = " ".join(str(one) for one in (column.help_text, kept) if one)
            self.initial[name] = ""

    def clean_address(self) -> str | Sealed:
        """Return what was typed, or what is stored where nothing was typed."""
        return self.cleaned_data["address"] or self.instance.address

    def clean_secret(self) -> str | Sealed:
        """Return what was typed, or what is stored where nothing was typed."""
        return self.cleaned_data["secret"] or self.instance.secret

    def clean_body(self) -> str:
        """Return the template. Raises ValidationError unless it is a JSON object."""
        body: str = self.cleaned_data["body"]
        if body:
            try:
                filled(body, Message(to="", subject="", text="", link="", key=""))
            except ValueError:
                raise forms.ValidationError(_("This is no JSON object.")) from None
        return body

    def clean(self) -> None:
        """Refuse an address that doesn't fit the kind."""
        super().clean()
        kind, address = self.cleaned_data.get("kind"), self.cleaned_data.get("address", "")
        address = address.reveal() if isinstance(address, Sealed) else address
        if kind in {ChannelKind.SMS, ChannelKind.WEBHOOK} and not address.startswith(("https://", "http://")):
            self.add_error("address", _("Give the URL to post to, which begins with https://."))
        if kind == ChannelKind.ROBOT and robot_of(address) is None:
            self.add_error("address", _("Give the URL of a robot, such as wecombot://key."))
        if kind == ChannelKind.ROBOT and not self.cleaned_data.get("unit"):
            self.add_error("unit", _("Say whose group it is."))
        if kind != ChannelKind.ROBOT:
            self.cleaned_data["unit"] = None
