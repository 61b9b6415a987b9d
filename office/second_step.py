"""Keeps the secrets of the second step of the log-in encrypted in the database: allauth itself stores them in clear."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from office.secrets import cipher, encrypt

# What an authenticator app counts with, and what recovery codes are worked out from.
SECRETS = ("secret", "seed")
CODES = "migrated_codes"
BATCH = 1000


class EncryptedSecrets(DefaultMFAAdapter):
    """Has allauth store the secrets of authenticator apps and recovery codes under ENCRYPTION_KEYS."""

    def encrypt(self, text: str) -> str:
        return encrypt(text.encode())

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


def with_secrets(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return the data of an authenticator with each of its secrets as `change` returns it."""
    changed = data | {name: change(data[name]) for name in SECRETS if name in data}
    if CODES in data:
        changed[CODES] = [change(code) for code in data[CODES]]
    return changed


def rotate_second_steps() -> int:
    """Encrypt the secrets of all second steps again with the first key, in transactions of BATCH rows; return how many.

    It may be run twice.
    """
    rows, last = 0, 0
    while batch := _rotate_batch(last):
        rows += len(batch)
        last = batch[-1].pk
    return rows


@transaction.atomic
def _rotate_batch(last: int) -> list[Authenticator]:
    batch = list(Authenticator.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH])
    for row in batch:
        row.data = with_secrets(row.data, lambda text: cipher().rotate(text.encode()).decode())
    Authenticator.objects.bulk_update(batch, ["data"])
    return batch
