"""Files that are made piece by piece, so that only a piece of them is ever in memory."""

from collections.abc import Iterable, Iterator
from hashlib import sha256


class Digesting:
    """The pieces of a file, whose SHA-256 and size are known once they have been read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self.digest, self.size = pieces, sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.digest.update(piece)
            self.size += len(piece)
            yield piece


class ZipBuffer:
    """A file for ZipFile to write to; `take` returns what was written since the last call."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: `take` returns everything that was written."""

    def close(self) -> None:
        """Do nothing: what was written can still be taken."""

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken
