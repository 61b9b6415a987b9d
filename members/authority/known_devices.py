"""A signed cookie by which a browser is known to have logged in to an account before."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from members.authority.models import User

LASTS = timedelta(days=180)
# A computer in a workshop is used by many; the newest accounts are kept.
MOST_ACCOUNTS = 20
SALT = "members.authority.known_devices"


@dataclass(frozen=True)
class Device:
    """A browser: a random number, and marks of the accounts that have logged in with it."""

    number: str
    accounts: tuple[str, ...] = ()

    def knows(self, user: User | None) -> bool:
        """Return whether this account has logged in with it."""
        return user is not None and _mark(user) in self.accounts


def device_of(request: HttpRequest) -> Device:
    """Return the device that the request's cookie tells; without one, or with a forged one, a new device."""
    try:
        number, *accounts = signing.loads(_cookie(request), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return Device(secrets.token_urlsafe(16))
    return Device(number, tuple(accounts))


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Set the cookie that tells that this account has logged in here.

    It is sent to the pages of accounts only, never along with an anonymous report.
    """
    device = device_of(request)
    accounts = [mark for mark in device.accounts if mark != _mark(user)][1 - MOST_ACCOUNTS :]
    response.set_cookie(
        _name(),
        signing.dumps([device.number, *accounts, _mark(user)], salt=SALT),
        max_age=LASTS,
        path=_path(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    # Not `__Host-`, which would have it sent with every request.
    prefix = "__Secure-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}device{settings.COOKIE_MARK}"


def _path() -> str:
    return reverse("account_login").removesuffix("login/")


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(_name(), "")


def _mark(user: User) -> str:
    return salted_hmac(SALT, str(user.pk)).hexdigest()[:16]
