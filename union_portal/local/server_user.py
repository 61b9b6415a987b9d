"""The operating-system user that the servers run as, since PostgreSQL refuses to run as root."""

import os
import pwd
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

from union_portal.local import user_namespace
from union_portal.local.checkout import Checkout


class CannotStart(SystemExit):
    """A server can't be started here; the message is one sentence that says what to do."""


class PopenOptions(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


class ServerProcess(subprocess.Popen[bytes]):
    """A server that may outlive who started it, while others use it. Popen would warn of it as of one that is left."""

    def __del__(self, *_args: object) -> None:
        pass


@dataclass(frozen=True)
class ServerUser:
    """The user that runs the servers and owns their directories."""

    uid: int
    gid: int
    # User and group inside a user namespace; None where the servers run outside of any.
    namespace_ids: tuple[int, int] | None = None

    def command(self, *words: str | Path) -> list[str]:
        """Return the command line that runs `words`, inside the user namespace where there is one."""
        if self.namespace_ids is None:
            return [str(word) for word in words]
        uid, gid = self.namespace_ids
        return [sys.executable, "-I", user_namespace.__file__, str(uid), str(gid), *map(str, words)]

    def popen_options(self) -> PopenOptions:
        """Return what subprocess needs to start a process as this user."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def launch(self, command: list[str], log: IO[bytes], *, cwd: Path) -> ServerProcess:
        """Start a server as this user, with its output in `log`, which is closed here."""
        with log:
            return ServerProcess(
                command,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C at the terminal reaches this process only, which stops the server when nobody uses it any more.
                start_new_session=True,
                **self.popen_options(),
            )

    def claim(self, directory: Path) -> None:
        """Create `directory` (mode 0700) and give it, with all in it, to this user.

        Raises CannotStart where it is no directory or belongs to a user other than root, nobody and this one.
        """
        directory.mkdir(mode=0o700, exist_ok=True)
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise CannotStart(f"{directory} is not a directory: remove it and try again.")
        if found.st_uid != self.uid:
            if os.geteuid() != 0 or not _is_root_or_nobody(found.st_uid):
                raise CannotStart(f"{directory} belongs to another user: remove it, or run as that user.")
            for path in (directory, *directory.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        if stat.S_IMODE(directory.lstat().st_mode) != 0o700:
            directory.chmod(0o700)


def server_user_for(checkout: Checkout, *programs: Path) -> ServerUser:
    """Return the user to run `programs` for `checkout` as.

    An ordinary user runs them itself. For root it is the checkout's owner, else nobody, else root inside a user
    namespace, as for a user without an entry in the user database. Raises CannotStart where none of these is possible.
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


def _is_root_or_nobody(uid: int) -> bool:
    return uid in (0, _nobody().pw_uid)


def _open_to_others(path: Path) -> bool:
    """Return whether any user may enter every folder above `path`, and enter or execute `path` itself."""
    path = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents))
