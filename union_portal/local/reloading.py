"""Run a module and restart it whenever one of the project's Python files changes: for `make dev`.

`python -m union_portal.local.reloading celery --app union_portal worker`. Django's own server has such a reloader.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent.parent
# Folders whose Python files the programs don't import.
ELSEWHERE = {"node_modules", "static", "templates", "tests", "var"}
LOOK_SECONDS = 1.0
STOP_SECONDS = 15.0


def source_files(root: Path) -> Iterator[Path]:
    """Yield the Python files that a program of the project may have imported."""
    for folder in root.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in ELSEWHERE:
            yield from folder.rglob("*.py")


def state_of(root: Path) -> dict[Path, int]:
    """Return by source file when it was last written, in nanoseconds."""
    found = {}
    for path in source_files(root):
        try:
            found[path] = path.stat().st_mtime_ns
        except FileNotFoundError:
            # Deleted since it was listed: an editor replaces a file in two steps.
            continue
    return found


class Reloader:
    """Runs one program, and restarts it when the source changes."""

    def __init__(self, command: Sequence[str], root: Path = ROOT) -> None:
        self.command = command
        self.root = root
        self.stop_requested = False

    def run(self) -> None:
        """Run until SIGTERM or SIGINT. A program that has ended, say by a syntax error, restarts at the next change."""
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
    """Terminate a program; kill it if it has not ended after STOP_SECONDS."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    Reloader([sys.executable, "-m", *sys.argv[1:]]).run()
