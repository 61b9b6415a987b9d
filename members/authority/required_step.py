"""Keeps pages closed until the second step is passed, for holders of posts that ask for it and users of the admin."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from members.authority.models import Appointment, Post, User
from office import audit
from office.notices import notify
from office.once import kept
from office.outbox.rules import Urgency
from office.types import Message

# An authenticator app or a passkey; recovery codes alone are no second step.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# How allauth names a passed second step in the session.
MFA = "mfa"
ASKED = gettext_lazy(
    "Your post asks for a second step at log-in from now on: an authenticator app or a passkey. Set it up now; until"
    " then nothing else opens."
)
FIRST = "second_step_first"
# The attribute of a request of an account that has still to pass the second step.
DUE = "second_step_due"
# URL names that open before the second step: passing it, logging out, language and size of print.
OPEN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "set_language", "choose_print_size"}
# URL names that also open while an account has none, so that it can set one up. Not later: a thief with an open session
# and the password could add a second step of their own.
SETTING_UP = {FIRST, "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}


def steps_of(users: Iterable[User] | QuerySet[User]) -> QuerySet[Authenticator]:
    """Return the authenticator apps and passkeys of accounts."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user__in=users, type__in=STEPS)
    return found


def has_step(user: User) -> bool:
    """Return whether the account has an authenticator app or a passkey."""
    return steps_of([user]).exists()


def asks_of_staff(user: User) -> bool:
    """Return whether the second step is asked for because the account opens the admin."""
    return bool(settings.ADMIN_SECOND_STEP and (user.is_staff or user.is_superuser))


def is_asked_of(user: User) -> bool:
    """Return whether the account must pass the second step: one of its posts asks for it, or the admin does."""
    return asks_of_staff(user) or user.post_asks_second_step


def posts_asking(user: User) -> list[Post]:
    """Return the posts of today's appointments that ask for the second step."""
    held = Appointment.objects.in_term(timezone.localdate()).filter(holder=user, post__second_step=True)
    return list(Post.objects.filter(pk__in=held.values("post")))


def has_passed(request: HttpRequest, user: User) -> bool:
    """Return whether the second step was passed in the session of the request."""
    return any(record.get("method") == MFA for record in get_authentication_records(request, user))


def is_second_step_due(request: HttpRequest) -> bool:
    """Return whether SecondStepMiddleware lets this page alone open until the second step is passed."""
    return bool(getattr(request, DUE, False))


def forget_passed(request: HttpRequest) -> None:
    """Remove from the session of the request that the second step was passed."""
    records: Sequence[dict[str, Any]] = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one.get("method") != MFA]


@transaction.atomic
def tell_holders(post: Post, *, by: User) -> int:
    """Record that a post asks for the second step, or no longer does; tell holders without one, and return how many.

    They are told at once, since no other page opens for them until they have set one up.
    """
    audit.record("post.second_step", post, by=by, changes={"asks": post.second_step})
    if not post.second_step:
        return 0
    held = Appointment.objects.in_term(timezone.localdate()).filter(post=post)
    holders = User.objects.filter(pk__in=held.values("holder"), is_active=True)
    without = list(holders.exclude(pk__in=steps_of(holders).values("user")))
    notify(without, ASKED, reverse(FIRST), urgency=Urgency.AT_ONCE)
    return len(without)


class SecondStepMiddleware:
    """Redirects an account that must pass the second step, and has not in this session, to the page where it can.

    That is the page to set one up or, where one is set up, the page that asks for it. Programs that use the API with a
    session get 403. What was typed into a form is kept as when a session has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match is not None else ""
        if not (getattr(view, "login_required", True) or _is_of_account(view, name)):
            return None
        user = request.user
        if not isinstance(user, User) or has_passed(request, user) or not is_asked_of(user):
            return None
        setattr(request, DUE, True)
        if name in OPEN:
            return None
        types = set(steps_of([user]).values_list("type", flat=True))
        if not types and name in SETTING_UP:
            return None
        if hasattr(view, "cls"):
            refusal: dict[str, Message] = {
                "detail": _("This account must pass the second step of the log-in first."),
                "code": "second_step_required",
            }
            return JsonResponse(refusal, status=403)
        return _redirected(request, user, types)


def _is_of_account(view: Callable[..., HttpResponseBase], name: str) -> bool:
    """Return whether a page belongs to an account though its view is exempt from LoginRequiredMiddleware."""
    return hasattr(view, "cls") or name == "home" or name.startswith("admin")


def _redirected(request: HttpRequest, user: User, types: set[str]) -> HttpResponseBase:
    if not types:
        address = reverse(FIRST)
    else:
        name = "mfa_reauthenticate" if Authenticator.Type.TOTP in types else "mfa_reauthenticate_webauthn"
        back = request.get_full_path() if request.method == "GET" else reverse("home")
        address = f"{reverse(name)}?{urlencode({'next': back})}"
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(address)
    response = HttpResponseRedirect(address)
    opened = kept.opened_form(request) if request.method == "POST" else None
    if opened is None or opened.account != user.pk:
        return response
    return kept.named(request, response, kept.keep(opened, kept.typed_into(request, opened, "ended")))
