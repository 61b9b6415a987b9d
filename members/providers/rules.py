"""Kinds of sign-in providers, why a sign-in is refused, and what a browser tells. Pure: no database, no request."""

from enum import Enum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from office.types import Message


class ProviderKind(TextChoices):
    """Which protocol a provider uses; the apps have the values of their channels of notices."""

    OIDC = "oidc", _("OpenID Connect")
    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")


APPS = (ProviderKind.WECOM, ProviderKind.DINGTALK, ProviderKind.FEISHU)


class BoundBy(TextChoices):
    """How an id at a provider came to be bound to an account."""

    PERSON = "person", _("the person, logged in")
    NUMBER = "number", _("the employee number that the provider told")


class Refusal(Enum):
    """Why nobody is signed in; the value is stored in audit events, so it never changes."""

    EXPIRED = "expired"
    CANCELLED = "cancelled"
    CODE = "code"
    NO_ANSWER = "no_answer"
    GARBAGE = "garbage"
    OTHER_TENANT = "other_tenant"
    SET_UP = "set_up"
    CLOSED = "closed"
    TAKEN = "taken"
    TOO_OFTEN = "too_often"

    @property
    def sentence(self) -> Message:
        """What happened, and what the person can do now."""
        return SENTENCES[self]


SENTENCES: dict[Refusal, Message] = {
    Refusal.EXPIRED: _("This log-in has expired, or was begun in another browser. Please begin again here."),
    Refusal.CANCELLED: _("You have cancelled the log-in. Nothing has changed."),
    Refusal.CODE: _("This log-in was used already, or is no longer valid. Please begin again."),
    Refusal.NO_ANSWER: _("This log-in service does not answer. Please try again later, or log in with password."),
    Refusal.GARBAGE: _("The answer of this log-in service was not understood. Please log in with password."),
    Refusal.OTHER_TENANT: _("This identity does not belong to our enterprise. Please use the one of your work."),
    Refusal.SET_UP: _("This log-in is not set up correctly. Please log in with password, and tell an administrator."),
    Refusal.CLOSED: _("The account that this identity is bound to is closed. Please ask your union."),
    Refusal.TAKEN: _("This identity is bound to another account. Whoever holds that one has to unbind it first."),
    Refusal.TOO_OFTEN: _("Too many log-ins from here. Please wait a minute."),
}


class SignInRefusedError(Exception):
    """Raised where nobody is signed in; `why` is shown to the person, `detail` logged: it holds no secrets."""

    def __init__(self, why: Refusal, detail: str = "") -> None:
        super().__init__(f"{why.value} {detail}".strip())
        self.why, self.detail = why, detail


LONGEST_TEXT = 200
# How WeCom's own browser names itself; that of WeChat lacks it, and opens no page of WeCom.
INSIDE_WECOM = "wxwork/"


def is_inside_wecom(user_agent: str) -> bool:
    """Return whether the page is open in the browser of WeCom itself."""
    return INSIDE_WECOM in user_agent.lower()


def text_in(said: Any, *names: str) -> str:
    """Return the first of these fields that holds a text of at most LONGEST_TEXT printable characters; "" for none."""
    for name in names:
        found = said.get(name) if isinstance(said, dict) else None
        if isinstance(found, str) and 0 < len(found.strip()) <= LONGEST_TEXT and found.isprintable():
            return found.strip()
    return ""
