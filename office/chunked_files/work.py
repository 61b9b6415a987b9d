"""How workers carry a file in chunks on. A room says what a chunk is (`FileWork`); everything else is here.

One worker at a time reads a file; a chunk is one transaction, which also moves `last_row`. So a killed worker loses a
chunk and nothing else, and no chunk is done twice. An officer who cancels ends the work at the next chunk.
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
from office.chunked_files.models import ChunkedFile, File, ResumableFile
from office.chunked_files.rules import WORKING, FileState
from office.errors import NotAllowed


class UnreadableFile(NotAllowed):
    """The file can't be read for what it should be; the message says why and what to do, in the person's language."""

    def __init__(self, message: object) -> None:
        super().__init__(message, code="unreadable_file", field="file")


class NumberedRow(Protocol):
    @property
    def number(self) -> int:
        """The row's number in its sheet, from 1."""


Row = TypeVar("Row", bound=NumberedRow)
Checked = TypeVar("Checked")


class FileWork(ABC, Generic[File, Row, Checked]):
    """What one worker does for one file; made anew each time that a worker takes the file up."""

    chunk_rows: ClassVar[int] = 1000

    def __init__(self, file: File) -> None:
        self.file = file

    @abstractmethod
    def read(self, opened: IO[bytes]) -> Iterator[Row]:
        """Give the rows behind `file.last_row`, in order. Raises UnreadableFile."""

    @abstractmethod
    def check(self, rows: list[Row]) -> Checked:
        """Return what a chunk's rows come to; asked before the file is claimed, so that the claim is short."""

    @abstractmethod
    def keep(self, checked: Checked) -> dict[str, object]:
        """Write what was checked, within the chunk's transaction; return the fields of the file that change with it."""

    @abstractmethod
    def compare(self, claimed: File) -> dict[str, object]:
        """Do what needs all rows, once they are kept; return the fields of the file that change with it."""

    @abstractmethod
    def take_over(self) -> None:
        """Take over what is left of the checked rows, and close the file when nothing is left."""

    def has_its_turn(self) -> bool:
        """Return whether the file may be taken over now; one that may not waits."""
        return True


def carry_on(work: FileWork[File, Row, Checked]) -> None:
    """Check or take over what is left of the file, as far as no other worker is at it.

    A file that can't be read any more fails, and its page tells the reason.
    """
    file = work.file
    try:
        if file.state == FileState.CHECKING:
            _check(work)
        elif file.state == FileState.IMPORTING and work.has_its_turn() and _begin(file):
            work.take_over()
    except FileNotFoundError:
        fail_file(file, str(file.gone))
    except UnreadableFile as why:
        fail_file(file, str(why))


def carry_on_all(files: QuerySet[File], work: Callable[[File], FileWork[File, Row, Checked]]) -> None:
    """Carry on every one of `files` that waits for a worker; what another worker is at is left to it."""
    # In no fixed order: a file at which every worker breaks off must not hold up the others.
    for file in files.filter(state__in=WORKING).order_by("?"):
        carry_on(work(file))


def _begin(file: ChunkedFile) -> bool:
    return begin_attempt(file) if isinstance(file, ResumableFile) else True


def _check(work: FileWork[File, Row, Checked]) -> None:
    file = work.file
    with sole_reader(file) as alone:
        if not alone or not _begin(file):
            return
        # Another worker may have read on since this one found the file.
        file.refresh_from_db()
        if file.state != FileState.CHECKING:
            return
        with file.file.open("rb") as opened:
            # The file beneath Django's, so that a process of its own may read it too.
            rows = work.read(opened.file)
            while chunk := list(islice(rows, work.chunk_rows)):
                if not _keep_chunk(work, chunk):
                    return
        _finish_check(work)


@contextmanager
def sole_reader(file: ChunkedFile) -> Iterator[bool]:
    """Give whether no other worker reads this file, and keep others from it until the block ends.

    The lock belongs to a transaction on a connection of its own: it ends with its worker, and it works where
    connections are pooled by transactions, as locks of a session don't.
    """
    own = connection.copy()
    own.set_autocommit(False)
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_lock_space(file), file.pk])
            (alone,) = cursor.fetchone()
        yield alone
    finally:
        # At once: after a mere close the server lets go a moment later. A connection that broke has let go already.
        with suppress(DatabaseError, InterfaceError):
            own.rollback()
        own.close()


def _lock_space(file: ChunkedFile) -> int:
    """Return the namespace of the locks of this kind of file, a signed number of 32 bits."""
    return crc32(file._meta.db_table.encode()) - 2**31


@transaction.atomic
def _keep_chunk(work: FileWork[File, Row, Checked], chunk: list[Row]) -> bool:
    """Check and keep one chunk; False when the file is no longer where this worker left it."""
    checked = work.check(chunk)
    if claim_file(work.file) is None:
        return False
    advance_to(work.file, chunk[-1].number, **work.keep(checked))
    return True


@transaction.atomic
def _finish_check(work: FileWork[File, Row, Checked]) -> None:
    claimed = claim_file(work.file)
    if claimed is not None:
        finish_check(claimed, **work.compare(claimed))
