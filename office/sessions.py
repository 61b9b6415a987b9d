"""Sessions that a dump of the database neither tells of nor opens: their content encrypted, their keys hashed."""

import logging
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from office.secrets import cipher, encrypt, keyed_hash

logger = logging.getLogger(__name__)
# The column takes no more; 160 bits.
HASH_LENGTH = 40


def stored_key(session_key: str) -> str:
    """Return the hash under which a session is stored in the database."""
    return keyed_hash(f"session {session_key}")[:HASH_LENGTH]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, encrypted with ENCRYPTION_KEYS; the cookie holds the key, the row its hash.

    A session that no key of today decrypts is empty: its owner logs in again.
    """

    def encode(self, session_dict: dict[str, Any]) -> str:
        return encrypt(self.serializer().dumps(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            content: dict[str, Any] = self.serializer().loads(cipher().decrypt(session_data))
        except (InvalidToken, ValueError):
            logger.info("A session could not be decrypted: its owner logs in again.")
            return {}
        return content

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found: AbstractBaseSession | None = None
        if self.session_key is not None:
            live = self.model.objects.filter(expire_date__gt=timezone.now())
            found = live.filter(session_key=stored_key(self.session_key)).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(stored_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = stored_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        chosen = session_key or self.session_key
        if chosen is not None:
            super().delete(stored_key(chosen))


def delete_session(stored: str) -> None:
    """Delete the session that is stored under the hash `stored`; its next request is logged out."""
    Session.objects.filter(session_key=stored).delete()


def delete_expired_sessions() -> None:
    """Delete the sessions whose time is over."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
