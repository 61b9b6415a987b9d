"""The form in which files lie on disk. Imports no Django, so that a process that reads a workbook starts at once.

A header, which is MAGIC and the random key of this one file, itself encrypted with ENCRYPTION_KEYS; then the content in
chunks of CHUNK bytes, the last one shorter, each encrypted by AES-256-GCM. The nonce of a chunk is its number and
whether it is the last one, and the file's name is authenticated with it: a chunk that was changed, moved, left out or
taken from another file is refused. It is the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015).
"""

import io
import os
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"UPFILE1\n"
KEY = 32
# The length of a Fernet token of KEY bytes.
WRAPPED_KEY = 140
HEADER = len(MAGIC) + WRAPPED_KEY
CHUNK = 64 * 1024
TAG = 16
# A workbook is read in several places in turn: its texts, and the rows of a sheet.
CHUNKS_KEPT = 4
SMALL_READ = 8 * 1024


class DamagedFile(Exception):
    """A file was changed, cut off or put in the place of another one, is not encrypted, or its key is missing."""


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Encryptor:
    """Writes encrypted chunks to `out`, which is at its start or behind the header; `name` is that of the file."""

    def __init__(self, out: IO[bytes], key: bytes, name: str) -> None:
        self._out, self._cipher, self._name = out, AESGCM(key), name.encode()
        self._waiting, self._written = bytearray(), 0

    def write(self, data: bytes) -> None:
        """Encrypt `data`; up to one chunk of it waits for `finish`."""
        self._waiting += data
        at = 0
        # Whether a full chunk is the last one shows when more comes.
        while len(self._waiting) - at > CHUNK:
            self._put(bytes(self._waiting[at : at + CHUNK]), last=False)
            at += CHUNK
        del self._waiting[:at]

    def finish(self) -> None:
        """Write the last chunk; without it the file is refused."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._written, last=last), chunk, self._name))
        self._written += 1


class _Chunks(io.RawIOBase):
    """The content of an encrypted file, decrypted chunk by chunk where it is read. Raises DamagedFile.

    It has no `fileno`: who reads or sends the file by its number would get what is encrypted.
    """

    def __init__(self, file: IO[bytes], key: bytes, name: str, start: int) -> None:
        self._file, self._start, self._at = file, start, 0
        self._cipher, self._name = AESGCM(key), name.encode()
        self._kept: dict[int, bytes] = {}
        length = os.fstat(file.fileno()).st_size - start
        self._chunks = max(-(-length // (CHUNK + TAG)), 1)
        # A file that was cut off, or made longer, is refused before anything of it is read.
        last = self._chunk(self._chunks - 1)
        self.size = (self._chunks - 1) * CHUNK + len(last)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        from_where = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if from_where + offset < 0:
            raise ValueError("there is nothing before the start of a file")
        self._at = from_where + offset
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if self._at >= self.size:
            return 0
        into = memoryview(buffer).cast("B")
        number, offset = divmod(self._at, CHUNK)
        piece = self._chunk(number)[offset : offset + len(into)]
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if (kept := self._kept.get(number)) is not None:
            return kept
        # Not by seek and read: a process that reads the same file shares the place in it.
        encrypted = os.pread(self._file.fileno(), CHUNK + TAG, self._start + number * (CHUNK + TAG))
        try:
            chunk = self._cipher.decrypt(_nonce(number, last=number == self._chunks - 1), encrypted, self._name)
        except (InvalidTag, ValueError) as why:
            raise DamagedFile(f"chunk {number} of {self._name.decode()} isn't what was stored") from why
        if len(self._kept) == CHUNKS_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[number] = chunk
        return chunk

    def close(self) -> None:
        if not self.closed:
            self._kept.clear()
            self._file.close()
        super().close()


class EncryptedFile(io.BufferedReader):
    """The content of the encrypted file `file`, to be read from any place. Raises DamagedFile, also when it is opened.

    `key`, `name` and `start`: the file's own key, its name in the storage, and where its first chunk begins. Closing it
    closes `file`.
    """

    def __init__(self, file: IO[bytes], key: bytes, name: str, *, start: int = HEADER) -> None:
        chunks = _Chunks(file, key, name, start)
        super().__init__(chunks, SMALL_READ)
        self.size = chunks.size
        self.encrypted, self.key, self.stored_as, self.start = file, key, name, start


def read_header(file: IO[bytes]) -> bytes:
    """Return the encrypted key of a file, which is opened and at its start. Raises DamagedFile if it has none."""
    header = file.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise DamagedFile("not encrypted, or cut off")
    return header[len(MAGIC) :]
