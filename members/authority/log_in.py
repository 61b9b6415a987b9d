from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from members import access
from members.authority.models import User
from office import audit


class EmployeeNumberPhoneOrEmail(ModelBackend):
    """Log-in by whichever of the three a person remembers."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or password is None:
            return None
        name = username.strip()
        # A user name outranks a phone, a phone an e-mail: what looks alike must not open another's account.
        candidates = User.objects.filter(Q(username__iexact=name) | Q(phone=name) | Q(email__iexact=name))
        found = sorted(candidates, key=lambda user: (user.username.lower() != name.lower(), user.phone != name))
        if not found:
            User().set_password(password)  # the same time for an unknown name, so that none can be guessed
            return None
        user = found[0]
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


def record_failed_login(credentials: dict[str, Any], request: HttpRequest | None, **kwargs: Any) -> None:
    """Write a failed log-in to the audit log; a name nobody bears may be a mistyped password and is left out."""
    name = credentials.get("username") or ""
    user = User.objects.filter(username__iexact=name).first()
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    audit.record("login.failed", user, by=None, changes={"address": address}, label="" if user else "?")


class ClosedSignup(DefaultAccountAdapter):
    """Accounts come from the register, never from a form anybody can fill in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers begin at their desk, workers at home."""
        return reverse("desk") if access.is_officer(request.user) else reverse("home")
