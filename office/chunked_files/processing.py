"""How workers process a file in chunks: a room implements FileProcessor for its kind of file.

One worker at a time reads a file. A chunk is one transaction, which also moves `last_row`: a killed worker loses at
most a chunk, and no chunk is processed twice. When an officer cancels the file, the work ends with the chunk.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO, ClassVar, Generic, Protocol, TypeVar
from zlib import crc32

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import QuerySet

from office.chunked_files.actions import advance_to, begin_attempt, claim_file, fail_file, finish_check
from office.chunked_files.models import AnyChunkedFile, ChunkedFile, ResumableFile
from office.chunked_files.rules import WORKING, FileState
from office.encrypted_files.format import DamagedFile
from office.encrypted_files.storage import damaged_words
from office.errors import NotAllowed


class UnreadableFile(NotAllowed):
    """The file can't be read as what it should be; the message says why and what to do, in the person's language."""

    def __init__(self, message: object) -> None:
        super().__init__(message, code="unreadable_file", field="file")


class NumberedRow(Protocol):
    @property
    def number(self) -> int:
        """The row's number in its sheet, from 1."""


Row = TypeVar("Row", bound=NumberedRow)
Checked = TypeVar("Checked")


class FileProcessor(ABC, Generic[AnyChunkedFile, Row, Checked]):
    """Checks and applies one file; a worker makes a new one each time that it takes the file up."""

    chunk_rows: ClassVar[int] = 1000

    def __init__(self, file: AnyChunkedFile) -> None:
        self.file = file

    @abstractmethod
    def read(self, opened: IO[bytes]) -> Iterator[Row]:
        """Yield the rows after `file.last_row`, in order. Raises UnreadableFile."""

    @abstractmethod
    def check(self, rows: list[Row]) -> Checked:
        """Check the rows of a chunk and return the result for `store`.

        Called in the chunk's transaction before the file is claimed, so that the claim is short.
        """

    @abstractmethod
    def store(self, checked: Checked) -> dict[str, object]:
        """Write the result of a chunk; return the fields of the file that change with it."""

    @abstractmethod
    def complete_check(self, claimed: AnyChunkedFile) -> dict[str, object]:
        """Do the checks that need all rows, after the last chunk; return the fields of the file that change."""

    @abstractmethod
    def apply(self) -> None:
        """Apply the checked rows that are not applied yet, and move the file to DONE when none is left."""

    def may_apply_now(self) -> bool:
        """Return whether the confirmed file may be applied now; otherwise a later call of `process_file` does it."""
        return True


def process_file(processor: FileProcessor[AnyChunkedFile, Row, Checked]) -> None:
    """Check or apply the rest of the file, unless another worker is doing so.

    A file that is missing in the storage, can't be decrypted or turns out unreadable moves to FAILED.
    """
    file = processor.file
    try:
        if file.state == FileState.CHECKING:
            _check(processor)
        elif file.state == FileState.IMPORTING and processor.may_apply_now() and _begin(file):
            processor.apply()
    except FileNotFoundError:
        fail_file(file, str(file.missing_file_message))
    except DamagedFile:
        fail_file(file, damaged_words())
    except UnreadableFile as why:
        fail_file(file, str(why))


def process_files(
    files: QuerySet[AnyChunkedFile],
    processor: Callable[[AnyChunkedFile], FileProcessor[AnyChunkedFile, Row, Checked]],
) -> None:
    """Process those of `files` that have work for a worker, each by the result of `processor`."""
    # In random order: a file at which every worker breaks off must not hold up the others.
    for file in files.filter(state__in=WORKING).order_by("?"):
        process_file(processor(file))


def _begin(file: ChunkedFile) -> bool:
    return begin_attempt(file) if isinstance(file, ResumableFile) else True


def _check(processor: FileProcessor[AnyChunkedFile, Row, Checked]) -> None:
    file = processor.file
    with try_read_lock(file) as locked:
        if not locked or not _begin(file):
            return
        # Another worker may have read on since this one queried the file.
        file.refresh_from_db()
        if file.state != FileState.CHECKING:
            return
        with file.file.open("rb") as opened:
            rows = processor.read(opened.file)
            while chunk := list(islice(rows, processor.chunk_rows)):
                if not _store_chunk(processor, chunk):
                    return
        _finish_check(processor)


@contextmanager
def try_read_lock(file: ChunkedFile) -> Iterator[bool]:
    """Try to lock the file against other readers until the block ends, without waiting; yield whether it is locked.

    The lock belongs to a transaction on a connection of its own: it ends with its worker, and unlike a lock of a
    session it works behind a pool of connections in transaction mode.
    """
    lock_connection = connection.copy()
    lock_connection.set_autocommit(False)
    try:
        with lock_connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_lock_space(file), file.pk])
            (locked,) = cursor.fetchone()
        yield locked
    finally:
        # After a mere close the server frees the lock a moment later. A broken connection has freed it already.
        with suppress(DatabaseError, InterfaceError):
            lock_connection.rollback()
        lock_connection.close()


def _lock_space(file: ChunkedFile) -> int:
    """Return the first key of the locks of this kind of file, a signed number of 32 bits."""
    return crc32(file._meta.db_table.encode()) - 2**31


@transaction.atomic
def _store_chunk(processor: FileProcessor[AnyChunkedFile, Row, Checked], chunk: list[Row]) -> bool:
    """Check and store one chunk; return False, with nothing stored, when the file can't be claimed any more."""
    checked = processor.check(chunk)
    if claim_file(processor.file) is None:
        return False
    advance_to(processor.file, chunk[-1].number, **processor.store(checked))
    return True


@transaction.atomic
def _finish_check(processor: FileProcessor[AnyChunkedFile, Row, Checked]) -> None:
    claimed = claim_file(processor.file)
    if claimed is not None:
        finish_check(claimed, **processor.complete_check(claimed))
