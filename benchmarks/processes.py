"""Worker processes of a benchmark, controlled by lines on their stdin and stdout; and the memory of a process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


class WorkerProcess:
    """A process of `bench NAME`, with `environment` added to its own; it is ready once this is constructed."""

    def __init__(self, name: str, environment: Mapping[str, str]) -> None:
        command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "bench", name, "--json"]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "REDIS_URL": settings.CELERY_BROKER_URL, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        if self.read() != "ready\n":
            raise RuntimeError(f"a process of {name} did not start")

    def start_work(self) -> None:
        """Tell the process to work."""
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def read(self) -> str:
        """Return the next line that the process prints."""
        assert self.process.stdout
        return self.process.stdout.readline()

    def close_input(self) -> None:
        """Tell the process that no more work follows."""
        assert self.process.stdin
        self.process.stdin.close()

    def stop(self) -> None:
        """Close the pipes and wait for the process to end."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def megabytes(key: str, pid: int | str = "self") -> float:
    """Return the memory of a process in MiB: at present by the key "VmRSS", its peak by "VmHWM" (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status has no {key}")
