"""Run a program in a Linux user namespace, in which the present user has an ordinary user's numbers.

Also a script: `python user_namespace.py UID GID PROGRAM ARGUMENT…`; it imports nothing of the project.
"""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000


def enter(uid: int, gid: int) -> None:
    """Move this process into a new user namespace that maps `uid` and `gid` to its own user and group.

    Raises OSError where the kernel or a container forbids it.
    """
    real_uid, real_gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {real_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {real_gid} 1")


def is_possible() -> bool:
    """Return whether the kernel lets this user do so, by trying it in a child process."""
    if not sys.platform.startswith("linux"):
        return False
    trial = [sys.executable, "-I", __file__, "65534", "65534", sys.executable, "-I", "-c", ""]
    return subprocess.run(trial, capture_output=True).returncode == 0


if __name__ == "__main__":
    enter(int(sys.argv[1]), int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])
