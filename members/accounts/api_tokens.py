"""Tokens with which programs use the API: making, revoking and recognising them.

Not rest_framework.authtoken, which stores tokens in clear, one for an account; not django-rest-knox, which knows
neither who uses a token nor when it was last used, and brings log-in pages that the portal has no use for.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from members.accounts.models import ApiToken
from members.accounts.rules import TOKEN_PREFIX, token_hash
from members.authority.models import User
from office import audit
from office.addresses import client_address

# Use after so long a rest is recorded, as the first use is.
UNUSED = timedelta(days=30)


@transaction.atomic
def issue_token(row: ApiToken, *, by: User) -> str:
    """Save the unsaved `row` with a new token and return the token, which can't be read anywhere later."""
    token = secrets.token_urlsafe(32)
    row.prefix, row.token_hash = token[:TOKEN_PREFIX], token_hash(token)
    row.save()
    until = row.expires_on.isoformat() if row.expires_on else None
    told = {"token": row.prefix, "used_by": row.purpose, "expires_on": until}
    audit.record("api_token.make", row.user, by=by, changes=told)
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


class ApiTokenAuthentication(TokenAuthentication):
    """Authenticates a request by the header `Authorization: Token …`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        known: tuple[User, ApiToken] | None = super().authenticate(request)
        if known is not None:
            note_use(known[1], client_address(request))
        return known

    def authenticate_credentials(self, key: str) -> tuple[User, ApiToken]:
        """Return the account of the token, and the token.

        Raises AuthenticationFailed for a token that is unknown, revoked or expired, and for one of a closed account.
        """
        row = ApiToken.objects.sent_as(key)
        if row is None or not row.user.is_active:
            raise AuthenticationFailed(_("This token opens nothing: it is unknown, revoked or expired."))
        return row.user, row
