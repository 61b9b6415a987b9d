"""Bringing files to the first of ENCRYPTION_KEYS, and encrypting those from before files were encrypted.

Each file is replaced by a complete new one under its name, with its date: a kill loses nothing, and the next call goes
on with what is left.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper

from office.encrypted_files.format import CHUNK, HEADER, MAGIC, DamagedFile, read_header
from office.encrypted_files.storage import EncryptedStorage, file_storage
from office.secrets import cipher

REPORT_EVERY = 500


def is_encrypted(storage: EncryptedStorage, name: str) -> bool:
    """Return whether the file begins as an encrypted one does."""
    with Path(storage.path(name)).open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def rotate_file(storage: EncryptedStorage, name: str) -> bool:
    """Encrypt the file's own key with the first of ENCRYPTION_KEYS; False if it is already. The content stays as it is.

    Raises DamagedFile if the file is not encrypted, or none of the keys fits.
    """
    with Path(storage.path(name)).open("rb") as file:
        wrapped = read_header(file)
        with suppress(InvalidToken):
            Fernet(settings.ENCRYPTION_KEYS[0]).decrypt(wrapped)
            return False
        try:
            rotated = cipher().rotate(wrapped)
        except InvalidToken as why:
            raise DamagedFile("none of ENCRYPTION_KEYS fits") from why
        with storage.replacing(name, settle=lambda part: _settle(file, part)) as part:
            part.write(MAGIC + rotated)
            file.seek(HEADER)
            shutil.copyfileobj(file, part, CHUNK)
    return True


def encrypt_file(storage: EncryptedStorage, name: str) -> bool:
    """Encrypt a file that lies in clear; False if it is encrypted already."""
    if is_encrypted(storage, name):
        return False
    with Path(storage.path(name)).open("rb") as file:
        storage.write_encrypted(name, _pieces(file), settle=lambda part: _settle(file, part))
    return True


def decrypt_file(storage: EncryptedStorage, name: str) -> bool:
    """Put the file back in clear, for a version of the portal that knows no encrypted ones; False if it is already."""
    if not is_encrypted(storage, name):
        return False
    with (
        storage.open_encrypted(name) as content,
        storage.replacing(name, lambda part: _settle(content.encrypted, part)) as part,
    ):
        shutil.copyfileobj(content, part, CHUNK)
    return True


def for_each_file(act: Callable[[EncryptedStorage, str], bool], out: OutputWrapper) -> int:
    """Call `act` for every stored file, print how far it is, and return for how many it returned True.

    Files that can't be decrypted are named in the output; after all others the command ends with CommandError.
    """
    storage = file_storage()
    names = list(storage.names())
    done, damaged = 0, 0
    for number, name in enumerate(names, start=1):
        try:
            done += act(storage, name)
        except FileNotFoundError:
            # Deleted meanwhile.
            continue
        except DamagedFile as why:
            damaged += 1
            out.write(f"{name}: {why}")
        if number % REPORT_EVERY == 0:
            out.write(f"files: {number} of {len(names)}")
            out.flush()
    if damaged:
        raise CommandError(f"{damaged} of {len(names)} stored files can't be decrypted; the others are done")
    return done


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _settle(old: IO[bytes], part: Path) -> None:
    """Give the new file the date and owner of the old one. Raises FileNotFoundError if that was deleted meanwhile."""
    found = os.fstat(old.fileno())
    if found.st_nlink == 0:
        raise FileNotFoundError(old.name)
    if os.geteuid() == 0:
        os.chown(part, found.st_uid, found.st_gid)
    os.utime(part, ns=(found.st_atime_ns, found.st_mtime_ns))
