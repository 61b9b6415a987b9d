"""Encrypted text columns: decrypted only by an explicit call, and looked up by a keyed hash."""

import hmac
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

# Five digits or more, perhaps in groups: what may be a phone or certificate number, or the greater part of one.
LONG_NUMBER = re.compile(r"\d(?:[\s-]?[\dXx]){4,}")
# A phone with two blanks.
LONGEST_WITH_TAIL = 13


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """Return the cipher of ENCRYPTION_KEYS: it encrypts with the first key and decrypts with any."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS))


def encrypt(content: bytes) -> str:
    """Return the content encrypted, without the time: of what strangers send nobody may know the second."""
    return cipher().encrypt_at_time(content, 0).decode()


def keyed_hash(text: str) -> str:
    """Return the hex HMAC-SHA256 of a text, by which an encrypted text is looked up and kept unique."""
    return hmac.digest(settings.HASH_KEY.encode(), text.encode(), "sha256").hex()


class Sealed:
    """An encrypted text, as the database stores it; only `reveal` decrypts it."""

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def seal(cls, text: str) -> "Sealed":
        """Encrypt `text`; an empty one stays empty."""
        return cls(encrypt(text.encode()) if text else "")

    def reveal(self) -> str:
        """Return the plain text. Who shows it unmasked writes an audit event; a mask needs none."""
        return cipher().decrypt(self.token.encode()).decode() if self.token else ""

    def rotated(self) -> "Sealed":
        """Return the same text, encrypted again with the first key."""
        return Sealed(cipher().rotate(self.token.encode()).decode() if self.token else "")

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return "•••" if self.token else ""


class SealedAttribute(DeferredAttribute):
    """Encrypts on assignment, so that no instance holds plain text."""

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = Sealed.seal(value) if isinstance(value, str) else value


if TYPE_CHECKING:
    # The types that may be assigned, and that is read.
    Text = models.TextField[str | Sealed, Sealed]
else:
    Text = models.TextField


class SealedField(Text):
    """A text column that is stored encrypted and read as `Sealed`."""

    descriptor_class = SealedAttribute

    def get_prep_value(self, value: object) -> object:
        if isinstance(value, str):
            value = Sealed.seal(value)
        return value.token if isinstance(value, Sealed) else value

    def from_db_value(self, value: str, expression: object, connection: object) -> Sealed:
        return Sealed(value)

    def to_python(self, value: object) -> object:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))


def mask_numbers(text: str) -> str:
    """Return a text without the numbers of people in it: of 5 to 11 digits the last four stay, of longer ones none."""
    return LONG_NUMBER.sub(lambda found: _stars(found[0]), text)


def _stars(number: str) -> str:
    return "*" * (len(number) - 4) + number[-4:] if len(number) <= LONGEST_WITH_TAIL else "*" * 8
