"""Text that must not be read by chance: encrypted at rest, found by a keyed hash, opened on purpose."""

import hmac
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of the configured keys: the first one writes, all of them read."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS))


def keyed_hash(text: str) -> str:
    """The hex HMAC-SHA256 by which an encrypted text is found and kept unique."""
    return hmac.digest(settings.HASH_KEY.encode(), text.encode(), "sha256").hex()


class Sealed:
    """An encrypted text as the database holds it; `reveal` is the only way to its words."""

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def seal(cls, text: str) -> "Sealed":
        """An empty text needs no seal."""
        return cls(cipher().encrypt(text.encode()).decode() if text else "")

    def reveal(self) -> str:
        """The plain text; whoever shows it whole records that, masks need no record."""
        return cipher().decrypt(self.token.encode()).decode() if self.token else ""

    def rotated(self) -> "Sealed":
        """The same text, encrypted anew under the first key."""
        return Sealed(cipher().rotate(self.token.encode()).decode() if self.token else "")

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return "•••" if self.token else ""


class SealedAttribute(DeferredAttribute):
    """Seals what is assigned at once, so that no instance carries plain text about."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = Sealed.seal(value) if isinstance(value, str) else value


if TYPE_CHECKING:
    # What may be assigned, and what is read.
    Text = models.TextField[str | Sealed, Sealed]
else:
    Text = models.TextField


class SealedField(Text):
    """A text column that is encrypted on the way in and comes back as `Sealed`."""

    descriptor_class = SealedAttribute

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            value = Sealed.seal(value)
        return value.token if isinstance(value, Sealed) else value

    def from_db_value(self, value: str, expression: Any, connection: Any) -> Sealed:
        return Sealed(value)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))
