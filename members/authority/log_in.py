"""Log-in by employee number, phone or e-mail, and how often a wrong password may be tried."""

import unicodedata
from dataclasses import dataclass, field
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.known_devices import device_of, remember_device
from members.authority.models import User
from office import audit
from office.addresses import client_address
from office.rate_limits import Limit, give_back, pseudonym, sender, take
from office.types import JsonValue, Message

# Wrong passwords. Nobody is locked out by what others do elsewhere: who comes from another network, or with a browser
# that has logged in to the account before, has tries of their own.
# Each limit counts passwords and codes of the second step apart, since the step has a name of its own.
WRONG_FROM_NETWORK = Limit("log_in_network", seconds=60, most=30)
WRONG_FOR_NAME_FROM_NETWORK = Limit("log_in", seconds=5 * 60, most=5)
WRONG_FOR_NAME_ON_DEVICE = Limit("log_in_device", seconds=5 * 60, most=10)
# Past this a guess is slowed down: each network that the account doesn't know has one try at a time.
WRONG_FOR_NAME = Limit("log_in_name", seconds=3600, most=100)
SLOWED_FOR_NAME_FROM_NETWORK = Limit("log_in_slowed", seconds=5 * 60, most=1)
# Refused tries that the audit log hears of; all of them would fill it.
NOTED_REFUSALS = Limit("log_in_refused", seconds=5 * 60, most=1)
# The attribute of a request that tells whether its account has just logged in for the first time ever.
FIRST_LOG_IN = "first_log_in"


def account_named(name: str) -> User | None:
    """Return the account that a typed name opens, in whatever spelling of Unicode; None where there is none.

    The user name first, then phone and e-mail: another person's phone never takes the place of a user name.
    """
    typed = name.replace("\0", "").strip()
    plain = unicodedata.normalize("NFKC", typed)
    named = Q(username__iexact=plain) | Q(username__iexact=typed)
    place = Case(When(username=plain, then=0), When(named, then=1), When(phone=plain, then=2), default=3)
    found = User.objects.filter(named | Q(phone=plain) | Q(email__iexact=plain))
    return found.order_by(place, "pk").first()


def folded(name: str) -> str:
    """Return a name as it is compared: one of all its spellings in Unicode, in lower case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


class EmployeeNumberPhoneOrEmail(ModelBackend):
    """Authenticates by user name (a worker's employee number), phone or e-mail."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> User | None:
        if not username or password is None:
            return None
        user = account_named(username)
        if user is None:
            User().set_password(password)  # takes the same time for an unknown name
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


@dataclass
class Try:
    """A try of a password or a code as it was counted."""

    allowed: bool = True
    taken: list[tuple[Limit, str]] = field(default_factory=list)

    def take(self, limit: Limit, who: str) -> bool:
        if not take(limit, who):
            return False
        self.taken.append((limit, who))
        return True

    def give_back(self) -> None:
        """Uncount the try, which was right."""
        for limit, who in self.taken:
            give_back(limit, who)


def count_try(request: HttpRequest, user: User | None, who: str) -> Try:
    """Count a try at the account `user`, under the name `who`, and tell whether the limits have room for it.

    A stranger who tries in vain uses up the tries of their own network, never those of the account's owner elsewhere.
    """
    counted, device, network = Try(), device_of(request), sender(request)
    here = f"{who} from {network}"
    if device.knows(user):
        counted.allowed = counted.take(WRONG_FOR_NAME_ON_DEVICE, f"{who} on {device.number}")
    else:
        counted.allowed = (
            counted.take(WRONG_FROM_NETWORK, network)
            and counted.take(WRONG_FOR_NAME_FROM_NETWORK, here)
            and (counted.take(WRONG_FOR_NAME, who) or counted.take(SLOWED_FOR_NAME_FROM_NETWORK, here))
        )
    return counted


class ClosedSignup(DefaultAccountAdapter):
    """No sign-up form: accounts are opened with activation codes. Wrong passwords are counted here, not by allauth."""

    error_messages: ClassVar[dict[str, Message]] = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong tries from here. Please try again in five minutes, or set a new password with a code from"
            " your union."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a name for the network of the request, which allauth counts by; it ends with the hour."""
        return pseudonym(sender(request), seconds=3600)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk for officers, the home page for everybody else."""
        return reverse("desk") if access.is_officer(request.user) else reverse("home")

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count a try; raise ValidationError where the limits have no room for it."""
        name = credentials.get("username") or credentials.get("email") or ""
        user = account_named(name)
        who = f"account {user.pk}" if user else f"name {folded(name)}"
        self.counted = count_try(request, user, who)
        if not self.counted.allowed:
            if take(NOTED_REFUSALS, f"{who} from {sender(request)}"):
                where: dict[str, JsonValue] = {"address": client_address(request)}
                audit.record("login.limited", user, by=None, changes=where, label="" if user else "?")
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return the account that name and password open; the right password uses up no try."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            self.counted.give_back()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Log the account in, and note whether it is for the first time."""
        setattr(request, FIRST_LOG_IN, user.last_login is None)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **options: object) -> HttpResponse:
        """Return the answer to a log-in, with the cookie by which this browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **options)
        remember_device(request, response, user)
        return response
