"""As whom the servers run: PostgreSQL refuses root."""

import os
import pwd
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from union_portal.local import user_namespace
from union_portal.local.checkout import Checkout


class CannotStart(SystemExit):
    """A server can't be started here; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class ServerUser:
    """The user under which the servers' processes run and who owns their directories."""

    uid: int
    gid: int
    # Inside a user namespace the same owner bears an ordinary user's number.
    namespace_ids: tuple[int, int] | None = None

    def command(self, *words: str | Path) -> list[str]:
        if self.namespace_ids is None:
            return [str(word) for word in words]
        uid, gid = self.namespace_ids
        return [sys.executable, "-I", user_namespace.__file__, str(uid), str(gid), *map(str, words)]

    def popen_options(self) -> dict:
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def launch(self, command: list[str], log: IO[bytes], *, cwd: Path) -> subprocess.Popen:
        """Start a server of this owner's."""
        with log:
            return subprocess.Popen(
                command,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C at the terminal is for us; we stop the server when nobody uses it any more.
                start_new_session=True,
                **self.popen_options(),
            )

    def claim(self, directory: Path) -> None:
        """Make `directory` (mode 0700) and all in it this owner's; refuses what a stranger put there."""
        directory.mkdir(mode=0o700, exist_ok=True)
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise CannotStart(f"{directory} is not a directory: remove it and try again.")
        if found.st_uid != self.uid:
            if os.geteuid() != 0 or not _is_ours(found.st_uid):
                raise CannotStart(f"{directory} belongs to another user: remove it, or run as that user.")
            for path in (directory, *directory.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        if stat.S_IMODE(directory.lstat().st_mode) != 0o700:
            directory.chmod(0o700)


def server_user_for(checkout: Checkout, *programs: Path) -> ServerUser:
    """Who runs `programs` for `checkout`: oneself; for root the checkout's owner or nobody; else oneself in disguise.

    Raises CannotStart where none of these will do.
    """
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0 and _has_name(uid):
        return ServerUser(uid, gid)
    nobody = _nobody()
    if uid == 0:
        owner = checkout.root.stat()
        if owner.st_uid != 0:
            return ServerUser(owner.st_uid, owner.st_gid)
        if all(_open_to_others(path) for path in (*programs, checkout.var)):
            return ServerUser(nobody.pw_uid, nobody.pw_gid)
    if user_namespace.is_possible():
        return ServerUser(uid, gid, (nobody.pw_uid, nobody.pw_gid))
    raise CannotStart(
        f"PostgreSQL does not run as root, and the user 'nobody' can't reach {checkout.root}: "
        "move the checkout to a folder open to others, run as an ordinary user, or set DATABASE_URL."
    )


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL does not run as root and there is no user 'nobody' here: "
            "run as an ordinary user, or set DATABASE_URL."
        ) from None


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _is_ours(uid: int) -> bool:
    return uid in (0, _nobody().pw_uid)


def _open_to_others(path: Path) -> bool:
    """Whether any user may pass through every folder above `path`, and through or into `path` itself."""
    path = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents))
