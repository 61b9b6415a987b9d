"""Writes notices, each in the language of its receiver; counts the unread ones for the bell of every page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.functional import Promise, SimpleLazyObject

from office.languages import language_of
from office.models import Notice
from office.outbox.actions.writing import write_deliveries
from office.outbox.rules import Urgency
from office.types import Message

LONGEST = Notice._meta.get_field("text").max_length or 0
AT_ONCE = 1000
# The attribute of a request for the addresses of its page, where unread notices are about it.
OPENED = "notices_opened"
# The bell counts no further.
COUNTED = 99
Account = TypeVar("Account", bound=AbstractBaseUser)


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notices: those about pages whose paths begin with one of `paths`, written without the first slash."""

    label: Message
    paths: tuple[str, ...]
    sensitive: bool = False
    """Whether nothing of them may be told outside the portal, not even their kind."""
    sensitive_paths: tuple[str, ...] = ()
    """Those of `paths`, or deeper ones, for which that holds where `sensitive` is False."""

    def addresses(self) -> list[str]:
        """Return how the URLs of these notices begin."""
        return [get_script_prefix() + path for path in self.paths]

    def sensitive_addresses(self) -> list[str]:
        """Return how the URLs begin of those that `sensitive_paths` names."""
        return [get_script_prefix() + path for path in self.sensitive_paths]


# Filled by the apps in AppConfig.ready, by the word for `?kind=`.
KINDS: dict[str, NoticeKind] = {}


def bell(request: HttpRequest) -> dict[str, SimpleLazyObject[str]]:
    """Return, as a context processor, `unread_notices`: "", "1" … "99", "99+"; counted when a page shows it."""
    return {"unread_notices": SimpleLazyObject(lambda: _unread(request))}


def _unread(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    urls = (request.path, request.get_full_path()) if request.method == "GET" else ()
    count, here = Notice.objects.count_unread(request.user.pk, upto=COUNTED + 1, urls=urls)
    if here:
        # The page that they are about is open: NoticeMiddleware marks them as read, unless it is refused.
        setattr(request, OPENED, urls)
        count -= here
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


class NoticeMiddleware:
    """Marks notices as read when the page that they are about has been opened, by whatever way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        urls = getattr(request, OPENED, ())
        if urls and response.status_code == HTTPStatus.OK:
            Notice.objects.own(request.user).unread().filter(url__in=urls).update(read_at=timezone.now())
        return response


def is_sensitive(url: str) -> bool:
    """Return whether a notice about this page tells nothing outside the portal: neither its text nor its kind.

    So it is for health, grievance and identity matters, and for every page of which no kind says otherwise.
    """
    kinds = [kind for kind in KINDS.values() if _begins(url, kind.addresses())]
    return not kinds or any(kind.sensitive or _begins(url, kind.sensitive_addresses()) for kind in kinds)


def _begins(url: str, addresses: Iterable[str]) -> bool:
    return any(url.startswith(address) for address in addresses)


def notify(
    to: Account | Iterable[Account | None] | None,
    message: str | Promise,
    url: str = "",
    *,
    own_values: Callable[[Account], Mapping[str, object]] | None = None,
    sent_at: datetime | None = None,
    urgency: Urgency = Urgency.ORDINARY,
    sensitive: bool | None = None,
    **values: object,
) -> list[Notice]:
    """Write one notice to each account in `to`, None left out, in the language of each; return them.

    Deliveries to the channels by which each is told are written with them.

    `message` comes from `gettext_lazy` and names its parameters: %(number)s. `values` are its parameters for all
    receivers, `own_values` returns those for one account; lazy ones are translated too. `url` is the page that the
    notice is about. `sent_at` is the present time unless it would tell who acted. A text longer than LONGEST is cut.
    AT_ONCE is for safety, sign-in and legal deadlines: it goes out in the hours of rest, too. Of a `sensitive` notice
    nothing is told outside the portal but that there is one; by default `is_sensitive` decides from `url`.
    """
    receivers = to if isinstance(to, Iterable) else (to,)
    neutral = is_sensitive(url) if sensitive is None else sensitive
    notices = []
    for receiver in receivers:
        if receiver is None:
            continue
        with translation.override(language_of(receiver)):
            parameters = {**values, **(own_values(receiver) if own_values else {})}
            text = str(message) % parameters if parameters else str(message)
        notices.append(
            Notice(
                to_id=receiver.pk,
                text=text[:LONGEST],
                url=url,
                sent_at=sent_at or timezone.now(),
                urgency=urgency,
                sensitive=neutral,
            )
        )
    with transaction.atomic():
        written = Notice.objects.bulk_create(notices, batch_size=AT_ONCE)
        write_deliveries([notice.pk for notice in written], at=sent_at)
    return written
