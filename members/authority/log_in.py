from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from members import access
from members.authority.models import User
from office import audit
from office.addresses import client_address
from office.rate_limits import pseudonym, sender


class EmployeeNumberPhoneOrEmail(ModelBackend):
    """Authenticates by user name (a worker's employee number), phone or e-mail."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> User | None:
        if not username or password is None:
            return None
        name = username.strip()
        # The user name first, then phone and e-mail: another person's phone never takes the place of a user name.
        candidates = User.objects.filter(Q(username__iexact=name) | Q(phone=name) | Q(email__iexact=name))
        found = sorted(candidates, key=lambda user: (user.username.lower() != name.lower(), user.phone != name))
        if not found:
            User().set_password(password)  # takes the same time for an unknown name
            return None
        user = found[0]
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


def record_failed_login(credentials: Mapping[str, str], request: HttpRequest | None, **kwargs: object) -> None:
    """Record a failed log-in with its address, about the account of this user name if there is one.

    What was typed is not recorded, since it may be a password in the wrong box.
    """
    name = credentials.get("username") or ""
    user = User.objects.filter(username__iexact=name).first()
    address = client_address(request) if request else ""
    audit.record("login.failed", user, by=None, changes={"address": address}, label="" if user else "?")


class ClosedSignup(DefaultAccountAdapter):
    """No sign-up form: accounts are opened with activation codes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a name for the network of the request, which allauth counts by; it ends with the hour."""
        return pseudonym(sender(request), seconds=3600)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk for officers, the home page for everybody else."""
        return reverse("desk") if access.is_officer(request.user) else reverse("home")
