"""PostgreSQL, Redis and secret keys of one machine, under var/; importing this package starts no server."""

from contextlib import AbstractContextManager
from pathlib import Path

from union_portal.local.checkout import Checkout
from union_portal.local.keys import make_once
from union_portal.local.services import CannotStart, services_of

CHECKOUT = Checkout(Path(__file__).resolve().parent.parent.parent)
VAR = CHECKOUT.var
DATABASE_URL = CHECKOUT.database_url
DATABASE_OWNER_URL = CHECKOUT.owner_url
BROKER_URL = CHECKOUT.broker_url

__all__ = [
    "BROKER_URL",
    "CHECKOUT",
    "DATABASE_OWNER_URL",
    "DATABASE_URL",
    "VAR",
    "CannotStart",
    "secret",
    "services",
]


def secret(name: str) -> str:
    """Return the key of that name (secret_key, encryption_keys, hash_key), generated at its first use."""
    return make_once(CHECKOUT, name)


def services() -> AbstractContextManager[None]:
    """Keep PostgreSQL and Redis running during a `with` block, except those that the environment names."""
    return services_of(CHECKOUT)
