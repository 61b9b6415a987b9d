"""The secret keys of one machine: generated once, kept in files that only their owner may read."""

import base64
import os
import secrets
import string
from collections.abc import Callable

from union_portal.local.checkout import Checkout

_LETTERS = string.ascii_letters + string.digits + "!@#%^&*(-_=+)"


def _long_text() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(64))


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


_MAKERS: dict[str, Callable[[], str]] = {
    "secret_key": _long_text,
    "encryption_keys": _fernet_key,
    "hash_key": _long_text,
}


def make_once(checkout: Checkout, name: str) -> str:
    """Return the key in var/keys/`name`, generated if missing; processes that ask at the same time get the same one."""
    path = checkout.keys / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        checkout.make_var()
        checkout.make_folder(checkout.keys)
    draft = checkout.keys / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(_MAKERS[name]() + "\n")
        file.flush()
        os.fsync(file.fileno())
    checkout.chown(draft)
    try:
        # Unlike a rename, a link never replaces a file that another process has made meanwhile.
        os.link(draft, path)
    except FileExistsError:
        return path.read_text().strip()
    finally:
        draft.unlink()
    return path.read_text().strip()
