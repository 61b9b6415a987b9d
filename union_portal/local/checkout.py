"""The directories of one checkout's PostgreSQL, Redis, keys and logs, and the addresses that follow from them."""

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import quote

# sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, the closing NUL among them.
SOCKET_PATH_BYTES = 103
POSTGRES_SOCKET = ".s.PGSQL.5432"
LOG_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Checkout:
    """One checkout of the project; its paths and addresses are computed from `root`."""

    root: Path

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.var / "pg"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def keys(self) -> Path:
        return self.var / "keys"

    @cached_property
    def run(self) -> Path:
        """The directory of the sockets: under var/, or under /tmp where that path is too long for a socket."""
        inside = self.var / "run"
        if len(os.fsencode(inside / POSTGRES_SOCKET)) <= SOCKET_PATH_BYTES:
            return inside
        # Not gettempdir(): TMPDIR may differ between two shells, the address must not.
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        return Path(os.sep, "tmp", f"union-portal-{name}")

    @property
    def redis_socket(self) -> Path:
        return self.run / "redis.sock"

    @property
    def postgres_socket(self) -> Path:
        return self.run / POSTGRES_SOCKET

    @property
    def database_url(self) -> str:
        return self._url_of("portal")

    @property
    def owner_url(self) -> str:
        """The URL of the same database for the role that owns and migrates it, as DATABASE_OWNER_URL takes it."""
        return self._url_of("portal_owner")

    def _url_of(self, role: str) -> str:
        return f"postgres://{role}@/portal?host={quote(str(self.run), safe='/')}"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{quote(str(self.redis_socket), safe='/')}"

    def make_var(self) -> None:
        """Create var/ with mode 0700; for root with 0711, since PostgreSQL runs as another user, who must enter it."""
        if not self.var.exists():
            self.make_folder(self.var)
            self.var.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def make_folder(self, path: Path) -> None:
        """Create a folder with mode 0700 that belongs to the checkout's owner, unless it exists."""
        path.mkdir(mode=0o700, exist_ok=True)
        self.chown(path)

    def open_log(self, name: str) -> IO[bytes]:
        """Open the log var/log/`name` to append to; one longer than LOG_BYTES is first renamed to `name`.1."""
        self.make_folder(self.log)
        path = self.log / name
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        file = path.open("ab")
        self.chown(path)
        return file

    def chown(self, path: Path) -> None:
        """Give `path` to the checkout's owner, where root runs in somebody else's checkout."""
        if os.geteuid() == 0:
            owner = self.root.stat()
            os.chown(path, owner.st_uid, owner.st_gid)
