"""The sessions of an account: listed at log-in, ended by their owner, or when the password or second step changes."""

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from members.accounts.models import AccountSession
from members.accounts.rules.devices import device_of_agent, masked_address
from members.authority.models import User
from office import audit
from office.addresses import client_address
from office.sessions import delete_session, stored_key

# The name under which a session holds the key of its AccountSession.
LISTED = "listed_as"


def note_session(request: HttpRequest, user: User) -> AccountSession:
    """Return the row that lists the session of the request, created where there is none.

    The session's key changes with the password; the row is given the new one.
    """
    if request.session.session_key is None:
        request.session.create()
    stored = stored_key(request.session.session_key or "")
    listed = AccountSession.objects.filter(pk=request.session.get(LISTED, 0), account=user).first()
    if listed is None:
        browser, system = device_of_agent(request.headers.get("User-Agent", ""))
        place = masked_address(client_address(request))
        listed, _new = AccountSession.objects.get_or_create(
            session_hash=stored, defaults={"account": user, "browser": browser, "system": system, "place": place}
        )
        request.session[LISTED] = listed.pk
    elif listed.session_hash != stored:
        AccountSession.objects.filter(pk=listed.pk).update(session_hash=stored)
    return listed


@transaction.atomic
def end_session(row: AccountSession, *, by: User) -> None:
    """End one session of the account and record it."""
    delete_session(row.session_hash)
    row.delete()
    audit.record("session.end", by, by=by)


@transaction.atomic
def end_sessions(user: User, *, but: HttpRequest | None = None) -> None:
    """End all sessions of the account, listed or not; that of the request `but` goes on under a new key."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    rows = AccountSession.objects.filter(account=user)
    if but is not None:
        update_session_auth_hash(but, user)
        rows = rows.exclude(pk=note_session(but, user).pk)
    Session.objects.filter(session_key__in=list(rows.values_list("session_hash", flat=True))).delete()
    rows.delete()


@transaction.atomic
def end_other_sessions(request: HttpRequest, *, by: User) -> None:
    """End all sessions of the account but that of the request, and record it."""
    end_sessions(by, but=request)
    audit.record("session.end_others", by, by=by)


def delete_ended_rows() -> None:
    """Delete the rows of the list whose session has ended."""
    live = Session.objects.filter(expire_date__gt=timezone.now())
    AccountSession.objects.exclude(session_hash__in=live.values("session_key")).delete()
