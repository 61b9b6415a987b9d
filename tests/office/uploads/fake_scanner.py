"""A ClamAV daemon on a socket of its own that answers as it is told."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

Answer = Callable[[socket.socket, bytes], None]


def says(text: bytes) -> Answer:
    """Return the behaviour of a daemon that reads the whole file and answers `text`."""
    return lambda connection, content: connection.sendall(text + b"\0")


def _read(connection: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        piece = connection.recv(count - len(found))
        if not piece:
            raise EOFError
        found += piece
    return found


@contextlib.contextmanager
def scanner(path: Path, answer: Answer, *, most: int = 1 << 30) -> Iterator[list[bytes]]:
    """Run the daemon at `path`; yield the list of files that it is sent. Of one larger than `most` it stops reading."""
    seen: list[bytes] = []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    server.listen()

    def serve() -> None:
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with connection, contextlib.suppress(EOFError, OSError):
                assert _read(connection, 10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(_read(connection, 4), "big"):
                    content += _read(connection, length)
                    if len(content) > most:
                        break
                seen.append(content)
                answer(connection, content)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)
