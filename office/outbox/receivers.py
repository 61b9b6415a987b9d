"""Under which address an account is reached by a channel, and what is written there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from office.languages import language_of
from office.outbox.models import ChannelChoice
from office.outbox.rules import ChannelKind

if TYPE_CHECKING:
    from office.models import Notice


LENGTH_OF_PHONES = 11


# Any account, also as the user of a request.
User: TypeAlias = AbstractBaseUser | AnonymousUser


class Reachable(Protocol):
    """What the portal's accounts have of addresses."""

    username: str
    email: str | None
    phone: str | None
    is_active: bool


def address_of(account: User, kind: ChannelKind, choice: ChannelChoice | None) -> str:
    """Return the address of an account in one kind of channel, "" where it has none or is closed."""
    person = cast(Reachable, account)
    if not person.is_active:
        return ""
    match kind:
        case ChannelKind.EMAIL:
            return person.email or ""
        case ChannelKind.SMS:
            return person.phone or ""
        case ChannelKind.WEBHOOK:
            return person.username
        case _:
            return choice.bound_id if choice is not None else ""


def masked(address: str) -> str:
    """Return an address as it may be shown: of a mail its first letter and its domain, of a phone as 138****1234."""
    name, at, domain = address.rpartition("@")
    if at:
        return f"{name[:1]}***@{domain}"
    if address.isascii() and address.isdecimal() and len(address) == LENGTH_OF_PHONES:
        return f"{address[:3]}****{address[-4:]}"
    return f"{address[:1]}***" if address else ""


def outside_text(notices: Sequence["Notice"], account: AbstractBaseUser) -> str:
    """Return what is told of these notices outside the portal, in the language of their receiver.

    Of those that are sensitive nothing but that there is a message. The time stands behind, since some channels take
    the same text a second time for a repeat and drop it.
    """
    with override(language_of(account)):
        plain = [notice.text for notice in notices if not notice.sensitive]
        hidden = len(notices) - len(plain)
        lines = plain if len(notices) == 1 else [f"· {text}" for text in plain]
        if hidden == 1 and not plain:
            lines = [_("You have a message in the union portal.")]
        elif hidden:
            more = ngettext(
                "You have %(count)d message in the union portal.",
                "You have %(count)d messages in the union portal.",
                hidden,
            )
            lines.append(more % {"count": hidden})
        at = timezone.localtime(max(notice.sent_at for notice in notices))
        return "\n".join(lines) + f" ({formats.date_format(at, 'm-d H:i')})"


def subject(account: AbstractBaseUser) -> str:
    """Return the subject of a mail: the same for every matter."""
    with override(language_of(account)):
        return _("Message from the union portal")


def link() -> str:
    """Return the URL of the list of notices, the same for every matter; "" without PORTAL_URL."""
    return settings.PORTAL_URL.rstrip("/") + reverse("office:notices") if settings.PORTAL_URL else ""
