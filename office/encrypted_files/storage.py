"""The storage of all uploads: encrypted from the first byte, whole or not there. ADR 17."""

import logging
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TypeAlias

from cryptography.fernet import InvalidToken
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.db import transaction
from django.utils.translation import gettext as _

from office.encrypted_files.format import KEY, MAGIC, DamagedFile, EncryptedFile, Encryptor, read_header
from office.errors import FileNotTaken
from office.secrets import cipher, encrypt

# Files that are being written, or that a killed process left behind.
PART = ".part"
Settle: TypeAlias = Callable[[Path], object]
"""Is called with the path of a new file, complete, before it takes its name."""
logger = logging.getLogger(__name__)


class FileNotStored(FileNotTaken):
    """The disk is full, or fails; nothing of the file is left. `refusals_into` says so at the field of the file."""

    def __init__(self) -> None:
        super().__init__(not_stored_words(), code="file_not_stored")


def not_stored_words() -> str:
    return _(
        "The file could not be stored: the portal's disk is full, or fails. Nothing of it was kept. Try again later,"
        " or tell the administrator."
    )


def damaged_words() -> str:
    return _(
        "The stored file can't be read: it was changed or cut off, or its key is missing. Tell the administrator, who"
        " finds more in the log."
    )


class StoredFile(File[bytes]):
    """A file of the storage, decrypted as it is read."""

    def __init__(self, content: EncryptedFile, name: str, storage: "EncryptedStorage") -> None:
        super().__init__(content, name)
        self._storage = storage

    def open(self, mode: str | None = None, *args: object, **options: object) -> "StoredFile":
        if self.closed:
            self.file = self._storage.open_encrypted(str(self.name))
        else:
            self.seek(0)
        return self


class EncryptedStorage(FileSystemStorage):
    """Files below `location`, each encrypted with a key of its own, which ENCRYPTION_KEYS encrypt.

    They are opened for reading only; what is opened can be read from any place. Raises FileNotStored when a file can't
    be written, and DamagedFile for one that isn't as it was stored.
    """

    def open_encrypted(self, name: str) -> EncryptedFile:
        """Return the content of a file. Raises FileNotFoundError and DamagedFile."""
        with ExitStack() as stack:
            file = stack.enter_context(Path(self.path(name)).open("rb"))
            try:
                content = EncryptedFile(file, cipher().decrypt(read_header(file)), name)
            except (InvalidToken, DamagedFile) as why:
                reason = str(why) or "none of ENCRYPTION_KEYS fits"
                logger.error("The stored file %s can't be read: %s", name, reason)
                raise DamagedFile(reason) from why
            # From here on it is closed with its content.
            stack.pop_all()
        return content

    def size(self, name: str) -> int:
        with self.open_encrypted(name) as content:
            return content.size

    def write_encrypted(self, name: str, pieces: Iterable[bytes], settle: Settle = lambda part: None) -> None:
        """Write the file, in place of one of the same name; a kill leaves what was there before. Raises OSError."""
        key = secrets.token_bytes(KEY)
        with self.replacing(name, settle) as part:
            part.write(MAGIC + encrypt(key).encode())
            encryptor = Encryptor(part, key, name)
            for piece in pieces:
                encryptor.write(piece)
            encryptor.finish()

    @contextmanager
    def replacing(self, name: str, settle: Settle = lambda part: None) -> Iterator[IO[bytes]]:
        """Yield a new file that takes the name at the end of the block, after `settle`; on any error it is deleted."""
        path = Path(self.path(name))
        mode = self.directory_permissions_mode or 0o777
        Path(self.location).mkdir(mode, parents=True, exist_ok=True)
        path.parent.mkdir(mode, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as part:
            try:
                yield part
                part.flush()
                if self.file_permissions_mode is not None:
                    os.fchmod(part.fileno(), self.file_permissions_mode)
                settle(Path(part.name))
                os.fsync(part.fileno())
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        _keep_name(path.parent)

    def names(self) -> Iterator[str]:
        """Yield the names of all files, in the order of their names."""
        for folder, folders, files in os.walk(self.location):
            folders.sort()
            for file in sorted(files):
                if not file.endswith(PART):
                    yield str(Path(folder, file).relative_to(self.location))

    def parts(self) -> Iterator[Path]:
        """Yield the paths of files that are being written, or were when their process was killed."""
        yield from Path(self.location).rglob(f".*{PART}")

    def _open(self, name: str, mode: str = "rb") -> StoredFile:
        if mode != "rb":
            raise ValueError("Stored files are opened for reading only; save a new one.")
        return StoredFile(self.open_encrypted(name), name, self)

    def _save(self, name: str, content: File[bytes]) -> str:
        try:
            # Names are random, so that none is taken meanwhile.
            self.write_encrypted(name, content.chunks())
        except OSError as why:
            logger.exception("The file %s could not be stored", name)
            raise FileNotStored from why
        return name


def file_storage() -> EncryptedStorage:
    """Return the storage of all uploads."""
    storage = storages["default"]
    assert isinstance(storage, EncryptedStorage)
    return storage


def delete_on_commit(name: str) -> None:
    """Delete the stored file once the transaction is committed: a file doesn't come back with a rollback."""
    transaction.on_commit(partial(file_storage().delete, name))


def _keep_name(folder: Path) -> None:
    """Have the disk keep a new name in the folder even if the power fails."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
