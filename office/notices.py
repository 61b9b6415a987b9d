"""Writes notices, each in the language of its receiver; counts the unread ones for the bell of every page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.functional import Promise, SimpleLazyObject

from office.models import Notice
from office.types import Message

LONGEST = Notice._meta.get_field("text").max_length or 0
AT_ONCE = 1000
# The bell counts no further.
COUNTED = 99
Account = TypeVar("Account", bound=AbstractBaseUser)


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notices: those about pages whose paths begin with one of `paths`, written without the first slash."""

    label: Message
    paths: tuple[str, ...]

    def addresses(self) -> list[str]:
        """Return how the URLs of these notices begin."""
        return [get_script_prefix() + path for path in self.paths]


# Filled by the apps in AppConfig.ready, by the word for `?kind=`.
KINDS: dict[str, NoticeKind] = {}


def bell(request: HttpRequest) -> dict[str, SimpleLazyObject[str]]:
    """Return, as a context processor, `unread_notices`: "", "1" … "99", "99+"; counted when a page shows it."""
    return {"unread_notices": SimpleLazyObject(lambda: _unread(request))}


def _unread(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    count = Notice.objects.count_unread(request.user.pk, upto=COUNTED + 1)
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


def language_of(user: AbstractBaseUser) -> str:
    """Return the language that this account has chosen, LANGUAGE_CODE where it has chosen none."""
    chosen = getattr(user, "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def notify(
    to: Account | Iterable[Account | None] | None,
    message: str | Promise,
    url: str = "",
    *,
    own_values: Callable[[Account], Mapping[str, object]] | None = None,
    sent_at: datetime | None = None,
    **values: object,
) -> list[Notice]:
    """Write one notice to each account in `to`, None left out, in the language of each; return them.

    `message` comes from `gettext_lazy` and names its parameters: %(number)s. `values` are its parameters for all
    receivers, `own_values` returns those for one account; lazy ones are translated too. `url` is the page that the
    notice is about. `sent_at` is the present time unless it would tell who acted. A text longer than LONGEST is cut.
    """
    receivers = to if isinstance(to, Iterable) else (to,)
    notices = []
    for receiver in receivers:
        if receiver is None:
            continue
        with translation.override(language_of(receiver)):
            parameters = {**values, **(own_values(receiver) if own_values else {})}
            text = str(message) % parameters if parameters else str(message)
        notices.append(Notice(to_id=receiver.pk, text=text[:LONGEST], url=url, sent_at=sent_at or timezone.now()))
    return Notice.objects.bulk_create(notices, batch_size=AT_ONCE)
