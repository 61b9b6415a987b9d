"""The buttons of the log-in page: a context processor, and the address at which each sign-in begins."""

from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from members.providers.models import SignInProvider
from members.providers.rules import ProviderKind, is_inside_wecom


@dataclass(frozen=True)
class Button:
    """A provider in use, and the address at which signing in with it begins."""

    provider: SignInProvider
    url: str


def sign_in_buttons(request: HttpRequest) -> dict[str, SimpleLazyObject[list[Button]]]:
    """Return `sign_in_buttons` for templates: those of the providers in use, read only when a template shows them."""
    return {"sign_in_buttons": SimpleLazyObject(lambda: _buttons(request))}


def start_url(provider: SignInProvider, next_page: str = "") -> str:
    """Return the address at which a sign-in with a provider begins that ends at `next_page`."""
    query = f"?{urlencode({'next': next_page})}" if next_page else ""
    return reverse("members:sign_in_start", args=[provider.slug]) + query


def _buttons(request: HttpRequest) -> list[Button]:
    wanted = get_next_redirect_url(request) or ""
    found = [Button(one, start_url(one, wanted)) for one in SignInProvider.objects.active()]
    if is_inside_wecom(request.headers.get("User-Agent", "")):
        # First, since inside WeCom nobody is asked for anything.
        found.sort(key=lambda button: button.provider.kind != ProviderKind.WECOM)
    return found
