"""What the audit log knows of log-in: who came and went, from where, what was changed of passwords and second steps.

Receivers of the signals of Django and allauth. Every event holds the address, none what was typed.
"""

from collections.abc import Mapping

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as second_step_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from members.accounts.models import AccountSession
from members.accounts.sessions import end_sessions, note_session
from members.authority.known_devices import device_of
from members.authority.log_in import FIRST_LOG_IN, account_named
from members.authority.models import User
from members.authority.required_step import STEPS, forget_passed, has_step
from office import audit
from office.addresses import client_address
from office.notices import notify
from office.outbox.rules import Urgency
from office.rate_limits import Limit, take
from office.types import JsonValue, Message

CODES = Authenticator.Type.RECOVERY_CODES
# Notices of new devices for one account; whoever knows the password could send any number.
NEW_DEVICES = Limit("new_devices", seconds=3600, most=5)
NEW_DEVICE = gettext_lazy(
    "A browser that your account didn't know has logged in: %(device)s. If it was not you, log it out in the list of"
    " your sessions and set a new password."
)
ADDED = gettext_lazy(
    "A second step of the log-in was set up for your account. If it was not you, tell an administrator."
)
REMOVED = gettext_lazy(
    "A second step of the log-in was removed from your account. If it was not you, set a new password."
)
# The attribute of a request that tells by which second step its sender logs in.
SECOND_STEP = "second_step_used"


def told(request: HttpRequest) -> dict[str, JsonValue]:
    """Return what each event holds besides account and verb."""
    return {"address": client_address(request)}


def record_log_in(request: HttpRequest, user: User, **kwargs: object) -> None:
    """Record a log-in as one event, whose verb tells by what second step."""
    used = getattr(request, SECOND_STEP, None)
    if used == CODES:
        audit.record("login.recovery_code", user, by=user, changes=told(request))
    elif used in STEPS:
        audit.record("login.second_step", user, by=user, changes=told(request))
    else:
        audit.record("login.log_in", user, by=user, changes=told(request))
    listed = note_session(request, user)
    if not getattr(request, FIRST_LOG_IN, False) and not device_of(request).knows(user):
        tell_of_new_device(user, listed)


def tell_of_new_device(user: User, listed: AccountSession) -> None:
    """Tell the account at once that a browser logged in that it didn't know; NEW_DEVICES limits how often.

    The place is not told: the message may go out by mail or an app, and only the list of sessions shows it.
    """
    if take(NEW_DEVICES, f"account {user.pk}"):
        notify(
            [user],
            NEW_DEVICE,
            reverse("my_sessions"),
            own_values=lambda _account: {"device": str(listed)},
            urgency=Urgency.AT_ONCE,
        )


def tell_of_second_step(user: User, message: Message) -> None:
    """Tell the account at once what was done to its second step, so that a stranger's act is noticed."""
    # In a list: `request.user` is a lazy object, which `notify` would take for an iterable of accounts.
    notify([user], message, reverse("mfa_index"), urgency=Urgency.AT_ONCE)


def record_failed_log_in(credentials: Mapping[str, str], request: HttpRequest | None, **kwargs: object) -> None:
    """Record a wrong password with its address, about the account that this name opens if there is one.

    What was typed is not recorded, since it may be a password in the wrong box. Whoever is logged in already was asked
    to confirm that it is them.
    """
    user = account_named(credentials.get("username") or "")
    changes: dict[str, JsonValue] = told(request) if request else {"address": ""}
    here = getattr(request, "user", None)
    if here is not None and here.is_authenticated:
        audit.record("login.confirm_failed", user, by=here, changes=changes)
    else:
        audit.record("login.failed", user, by=None, changes=changes, label="" if user else "?")


def record_log_out(request: HttpRequest, user: User | None, **kwargs: object) -> None:
    if user is not None:
        audit.record("login.log_out", user, by=user, changes=told(request))


def note_second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, reauthenticated: bool, **kwargs: object
) -> None:
    """Note which second step was passed for the log-in that follows; record one that confirmed who is logged in."""
    if not reauthenticated:
        setattr(request, SECOND_STEP, authenticator.type)
    elif authenticator.type == CODES:
        audit.record("login.confirm_recovery_code", user, by=user, changes=told(request))
    else:
        audit.record("login.confirm", user, by=user, changes=told(request))


def record_failed_second_step(request: HttpRequest, user: User, reauthentication: bool, **kwargs: object) -> None:
    """Record a wrong code; before the log-in is over it is nobody's act, since anybody may have the password."""
    if reauthentication:
        audit.record("login.confirm_failed", user, by=user, changes=told(request))
    else:
        audit.record("login.second_step_failed", user, by=None, changes=told(request))


def record_set_up(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Record that an app or a passkey was set up, end all other sessions, and tell the account.

    The recovery codes that come with it are part of the same act.
    """
    if authenticator.type not in STEPS:
        return
    audit.record("second_step.add", user, by=user, changes=told(request) | {"kind": authenticator.type})
    # Setting one up proves that one has it, so the session has passed it.
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    end_sessions(user, but=request)
    tell_of_second_step(user, ADDED)


def record_removal(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Record that an app or a passkey was removed, end all other sessions, and tell the account.

    Its recovery codes go in the same act.
    """
    if authenticator.type not in STEPS:
        return
    audit.record("second_step.remove", user, by=user, changes=told(request) | {"kind": authenticator.type})
    if not has_step(user):
        forget_passed(request)
    end_sessions(user, but=request)
    tell_of_second_step(user, REMOVED)


def record_new_codes(request: HttpRequest, user: User, **kwargs: object) -> None:
    audit.record("second_step.codes_make", user, by=user, changes=told(request))


def record_changed_password(request: HttpRequest, user: User, **kwargs: object) -> None:
    audit.record("password.change", user, by=user, changes=told(request))
    # Django ends the other sessions with the password; this deletes their rows.
    end_sessions(user, but=request)


def record_reset_password(request: HttpRequest, user: User, **kwargs: object) -> None:
    """Record a password set by a link from an e-mail; whoever reads the mail may have done it."""
    audit.record("password.reset", user, by=None, changes=told(request))
    end_sessions(user)


def connect() -> None:
    """Connect the receivers. allauth's signal of a log-in is sent once all of its steps are passed."""
    for signal, receiver in (
        (account_signals.user_logged_in, record_log_in),
        (user_login_failed, record_failed_log_in),
        (user_logged_out, record_log_out),
        (second_step_signals.authenticator_used, note_second_step),
        (second_step_signals.authentication_failed, record_failed_second_step),
        (second_step_signals.authenticator_added, record_set_up),
        (second_step_signals.authenticator_removed, record_removal),
        (second_step_signals.authenticator_reset, record_new_codes),
        (account_signals.password_changed, record_changed_password),
        (account_signals.password_set, record_changed_password),
        (account_signals.password_reset, record_reset_password),
    ):
        signal.connect(receiver, dispatch_uid=f"members.accounts.{receiver.__name__}")
