"""Run a program and start it anew whenever one of the project's Python files changes: for `make dev`.

`python -m union_portal.local.reloading celery --app union_portal worker`; Django's own server does this by itself.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent.parent
# What is not the project's own source, whatever lies in it.
ELSEWHERE = {"node_modules", "static", "templates", "tests", "var"}
LOOK_SECONDS = 1.0
STOP_SECONDS = 15.0


def source_files(root: Path) -> Iterator[Path]:
    """The Python files that a program of the project can have loaded."""
    for folder in root.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in ELSEWHERE:
            yield from folder.rglob("*.py")


def state_of(root: Path) -> dict[Path, int]:
    """When each source file was last written, in nanoseconds."""
    found = {}
    for path in source_files(root):
        try:
            found[path] = path.stat().st_mtime_ns
        except FileNotFoundError:
            # Gone between the listing and the look: an editor replaces a file in two steps.
            continue
    return found


class Reloader:
    """Keeps one program running on the present source, until it is told to stop."""

    def __init__(self, command: Sequence[str], root: Path = ROOT) -> None:
        self.command = command
        self.root = root
        self.stop_requested = False

    def run(self) -> None:
        """Run until SIGTERM or SIGINT. A program that ended by itself, by a syntax error say, waits for a change."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle_signal)
        while not self.stop_requested:
            seen = state_of(self.root)
            process = subprocess.Popen(self.command)
            while not self.stop_requested and state_of(self.root) == seen:
                time.sleep(LOOK_SECONDS)
            stop(process)

    def _handle_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop_requested = True


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program: it may finish what it has in hand, for a while."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    Reloader([sys.executable, "-m", *sys.argv[1:]]).run()
