"""The archive of a pack: a ZIP that is written piece by piece from the sealed files, each compared with its sum."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

from office.pieces import ZipBuffer
from welfare.auditing.models import PackPart

PIECE = 256 * 1024


class SealBroken(Exception):
    """A file of a pack is not what was sealed."""


def archive_of(parts: Iterable[PackPart]) -> Iterator[bytes]:
    """Yield the bytes of an archive of sealed files; the same files give the same bytes. Raises SealBroken.

    Names are ASCII and times those of the format's first day, so that nothing in it depends on where it is made.
    """
    buffer = ZipBuffer()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as book:
        for part in parts:
            digest = sha256()
            with part.file.open("rb") as stored, book.open(part.name, "w") as entry:
                while piece := stored.read(PIECE):
                    digest.update(piece)
                    entry.write(piece)
                    yield buffer.take()
            if digest.hexdigest() != part.sha256:
                raise SealBroken(part.name)
    yield buffer.take()
