"""Text that must not be read by chance: encrypted at rest, found by a keyed hash, opened on purpose."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of the configured keys: the first one writes, all of them read."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS))


def keyed_hash(text: str) -> str:
    """The hex HMAC-SHA256 by which an encrypted text is found and kept unique."""
    return hmac.new(settings.HASH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class Sealed:
    """An encrypted text as the database holds it; `reveal` is the only way to its words."""

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def seal(cls, text: str) -> "Sealed":
        return cls(cipher().encrypt(text.encode()).decode())

    def reveal(self) -> str:
        """The plain text; whoever shows it whole records that, masks need no record."""
        return cipher().decrypt(self.token.encode()).decode()

    def rotated(self) -> "Sealed":
        """The same text, encrypted anew under the first key."""
        return Sealed(cipher().rotate(self.token.encode()).decode())

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return "•••" if self.token else ""


class SealedField(models.TextField):
    """A text column that is encrypted on the way in and comes back as `Sealed`; an empty text stays empty."""

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, Sealed):
            return value.token if value else ""
        return Sealed.seal(value).token if value else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed:
        return Sealed(value or "")

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""
