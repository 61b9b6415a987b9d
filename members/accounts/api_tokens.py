"""Tokens with which programs use the API: making, replacing, revoking and recognising them.

Not rest_framework.authtoken, which stores tokens in clear, one for an account; not django-rest-knox, which knows
neither who uses a token nor when it was last used, and brings log-in pages that the portal has no use for.
"""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.request import Request

from members.accounts.models import ApiToken
from members.accounts.rules.tokens import (
    LONGEST_OVERLAP,
    LONGEST_TOKEN,
    MOST_TOKENS,
    TOKEN_PREFIX,
    scope_covers,
    token_hash,
)
from members.authority.models import User
from members.authority.required_step import asks_of_staff, has_step, is_asked_of
from office import audit
from office.addresses import client_address
from office.errors import NotAllowed
from office.notices import notify
from office.outbox.rules import Urgency
from office.rate_limits import Limit, seconds_left, sender, take
from office.types import JsonValue, Message

# Use after so long a rest is recorded, as the first use is.
UNUSED = timedelta(days=30)
# Of unknown tokens, from one network: a program that goes on with a revoked one is soon told to wait.
WRONG_TOKENS = Limit("api_wrong_tokens", seconds=60, most=120)


@transaction.atomic
def issue_token(row: ApiToken, *, by: User) -> str:
    """Save the unsaved `row` with a new token and return the token, which can't be read anywhere later.

    Raises NotAllowed when its account must pass the second step and has none, when it has MOST_TOKENS already, and
    unless it opens named areas until a day within LONGEST_TOKEN.
    """
    if not row.areas:
        raise NotAllowed(gettext("Choose what the token opens."), code="no_areas", field="areas")
    _require_last_day(row.expires_on)
    # Two forms sent at once count each other's token.
    User.objects.select_for_update().get(pk=row.user_id)
    if ApiToken.objects.filter(user=row.user, replaced_by=None).live().count() >= MOST_TOKENS:
        most = gettext("There are %(most)s tokens already. Revoke one that is no longer used.")
        raise NotAllowed(most % {"most": MOST_TOKENS})
    token = _saved_with_new_token(row)
    told = _facts(row) | {"areas": list(row.areas), "may_write": row.may_write}
    audit.record("api_token.make", row.user, by=by, changes=told)
    if row.user != by:
        _tell(row.user, _("An administrator has made an API token that acts as you, for “%(purpose)s”."), row)
    return token


def _require_last_day(day: date | None) -> None:
    today = timezone.localdate()
    if day is None or not today <= day <= today + LONGEST_TOKEN:
        raise NotAllowed(gettext("Choose a last day within a year."), code="no_last_day", field="expires_on")


def _facts(row: ApiToken) -> dict[str, JsonValue]:
    until = row.expires_on.isoformat() if row.expires_on else None
    return {"token": row.prefix, "used_by": row.purpose, "expires_on": until}


def _saved_with_new_token(row: ApiToken) -> str:
    """Save `row` with a new token and what its account is now, and return the token. Raises NotAllowed."""
    row.second_step = has_step(row.user)
    if is_asked_of(row.user) and not row.second_step:
        raise NotAllowed(
            gettext("This account must have a second step of the log-in first: a token would be a way around it."),
            code="second_step_required",
        )
    row.posts = ApiToken.objects.posts_of(row.user)
    token = secrets.token_urlsafe(32)
    row.prefix, row.token_hash = token[:TOKEN_PREFIX], token_hash(token)
    row.save()
    return token


def _tell(user: User, message: Message, row: ApiToken) -> None:
    notify(user, message, reverse("my_tokens"), urgency=Urgency.AT_ONCE, purpose=row.purpose)


@transaction.atomic
def replace_token(row: ApiToken, *, by: User, expires_on: date, overlap: timedelta) -> str:
    """Return a new token with the scope and the account of `row`, which goes on until `overlap` has passed.

    `expires_on` is the last day of the new one, within LONGEST_TOKEN. Raises NotAllowed for a later one, when `row`
    was replaced already or has expired, for an overlap longer than LONGEST_OVERLAP, and when the account must pass the
    second step and has none.
    """
    old = ApiToken.objects.select_for_update().live().filter(pk=row.pk, replaced_by=None).select_related("user").first()
    if old is None:
        raise NotAllowed(gettext("This token was replaced or has expired already."))
    _require_last_day(expires_on)
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise NotAllowed(gettext("The old token may go on for at most 30 days."), field="overlap")
    new = ApiToken(user=old.user, purpose=old.purpose, areas=old.areas, may_write=old.may_write, expires_on=expires_on)
    token = _saved_with_new_token(new)
    last = timezone.localdate() + overlap
    old.expires_on = min(old.expires_on, last) if old.expires_on else last
    old.replaced_by = new
    old.save(update_fields=["expires_on", "replaced_by"])
    told = _facts(new) | {"replaces": old.prefix, "old_until": old.expires_on.isoformat()}
    audit.record("api_token.replace", new.user, by=by, changes=told)
    return token


@transaction.atomic
def revoke_token(row: ApiToken, *, by: User) -> None:
    """Delete a token, so that it opens nothing from now on."""
    audit.record("api_token.revoke", row.user, by=by, changes={"token": row.prefix, "used_by": row.purpose})
    row.delete()


def note_use(row: ApiToken, address: str) -> None:
    """Store that the token was used today; record its first use, and the first one after UNUSED."""
    today, before = timezone.localdate(), row.last_used_on
    if before == today:
        return
    with transaction.atomic():
        noted = ApiToken.objects.filter(pk=row.pk, last_used_on=before).update(last_used_on=today)
        if noted and (before is None or today - before >= UNUSED):
            audit.record("api_token.use", row.user, by=row.user, changes={"token": row.prefix, "address": address})


ENDED = _("Your API token for “%(purpose)s” has ended, since your membership, posts or second step changed.")


def end_tokens() -> int:
    """Delete the tokens whose account was locked, has left, has lost a post or its second step; return how many.

    Each is recorded, and its account told.
    """
    ended = 0
    for row in ApiToken.objects.with_reasons().iterator(chunk_size=500):
        why = row.ending()
        if why is None:
            continue
        with transaction.atomic():
            if not ApiToken.objects.filter(pk=row.pk).delete()[0]:
                continue
            told = {"token": row.prefix, "used_by": row.purpose, "why": why.value}
            audit.record("api_token.end", row.user, by=None, changes=told)
            _tell(row.user, ENDED, row)
        ended += 1
    return ended


OUT_OF_SCOPE = _("This token is not made for that: see its areas and whether it may write.")


class ApiTokenAuthentication(TokenAuthentication):
    """Authenticates a request by the header `Authorization: Token …`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the account of the token that was sent, and the token; None where none was sent.

        Raises AuthenticationFailed for one that opens nothing, PermissionDenied for what lies outside its scope,
        Throttled for too many calls.
        """
        known: tuple[User, ApiToken] | None
        try:
            known = super().authenticate(request)
        except AuthenticationFailed:
            if not take(WRONG_TOKENS, sender(request)):
                raise Throttled(seconds_left(WRONG_TOKENS)) from None
            raise
        if known is None:
            return None
        row, calls = known[1], Limit("api_calls", seconds=60, most=settings.API_CALLS_PER_MINUTE)
        if not take(calls, f"token {row.pk}"):
            raise Throttled(seconds_left(calls))
        if not scope_covers(row.areas, row.may_write, request.method or "", request.path_info):
            raise PermissionDenied(OUT_OF_SCOPE, "token_scope")
        note_use(row, client_address(request))
        return known

    def authenticate_credentials(self, key: str) -> tuple[User, ApiToken]:
        """Return the account of the token, and the token.

        Raises AuthenticationFailed for a token that is unknown, revoked or expired, for one of a closed account or of a
        person who has left, for one that has lost a post or the second step with which it was made, and while a post
        asks for a second step that the account lacks.
        """
        row = ApiToken.objects.sent_as(key)
        if row is None or row.ending() is not None:
            raise AuthenticationFailed(_("This token opens nothing: it is unknown, revoked or expired."))
        if not row.has_step and (row.post_asks or asks_of_staff(row.user)):
            raise AuthenticationFailed(
                _("This account must set up the second step of its log-in; until then its tokens open nothing."),
                "second_step_required",
            )
        return row.user, row


class TokenDescription(OpenApiAuthenticationExtension):
    """Describes the token in /api/schema/."""

    target_class = "members.accounts.api_tokens.ApiTokenAuthentication"
    name = "apiToken"
    priority = 1

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": (
                "`Token …`, with a token from the page “API tokens” of one's account. It opens what its account may"
                " see, in the areas for which it was made, and writes only if it was made for that (else 403,"
                " `token_scope`). It ends on its last day, and with the post or the second step with which it was made"
                " (401)."
            ),
        }
