"""Writes notices, each in the language of its receiver."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone, translation
from django.utils.functional import Promise

from office.models import Notice

LONGEST = Notice._meta.get_field("text").max_length or 0
AT_ONCE = 1000
Account = TypeVar("Account", bound=AbstractBaseUser)


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
