"""Keeps the secrets of the second step of the log-in encrypted in the database: allauth itself stores them in clear."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext

from office.secrets import cipher, encrypt

# What an authenticator app counts with, and what recovery codes are worked out from.
SECRETS = ("secret", "seed")
CODES = "migrated_codes"


class EncryptedSecrets(DefaultMFAAdapter):
    """Has allauth store the secrets of authenticator apps and recovery codes under ENCRYPTION_KEYS."""

    def encrypt(self, text: str) -> str:
        return encrypt(text.encode())

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return the name that a new passkey has until its owner gives it another."""
        count: int = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"{gettext('Passkey')} {count + 1}"

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


def with_secrets(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return the data of an authenticator with each of its secrets as `change` returns it."""
    changed = data | {name: change(data[name]) for name in SECRETS if name in data}
    if CODES in data:
        changed[CODES] = [change(code) for code in data[CODES]]
    return changed


def rotated(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an authenticator with its secrets encrypted again with the first key."""
    return with_secrets(data, lambda text: cipher().rotate(text.encode()).decode())
