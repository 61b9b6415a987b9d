"""bringing a roster in, against the time that merely reading its workbook takes"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management.base import CommandParser

from benchmarks.roster_workbook import write_roster
from benchmarks.scratch_database import checkpoint, own_database
from members.importing.actions.imports import confirm_import, start_import
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from members.units.models.units import Unit

UNITS = 20
READ = """
import time
from openpyxl import load_workbook
started = time.perf_counter()
with open(0, "rb") as file:
    for row in load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True):
        pass
print(time.perf_counter() - started)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2, help="processes that carry the import on, as in `serve`")


def measure(options: dict[str, Any]) -> dict[str, Any]:
    """Times in seconds, memory in MB of 1024² bytes; `ratio` is the import's time over that of reading.

    The import is all that an officer waits for: upload, check, and after the word taking over; the reading is
    openpyxl's alone, read-only, in a process of its own, before and after. The worker that checks has such a process
    beside it, which takes about `reading_memory_mb`.
    """
    rows, workers = options["rows"], options["workers"]
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file, own_database(f"bench_{os.getpid()}_import") as address:
        top, names = _units()
        write_roster(file, rows, names)
        before, reader = _read(file)
        steps, peak = _import(file, top, workers, address)
        after, _reader = _read(file)
        if Member.objects.count() != rows:
            raise RuntimeError(f"{Member.objects.count()} of {rows} people are in the register")
    reading, seconds = (before + after) / 2, sum(steps.values())
    return {
        "rows": rows,
        "workers": workers,
        "reading_seconds": round(reading, 3),
        "reading_seconds_before_and_after": [round(before, 3), round(after, 3)],
        "import_seconds": round(seconds, 3),
        **{f"{step}_seconds": round(took, 3) for step, took in steps.items()},
        "ratio": round(seconds / reading, 3),
        "peak_memory_mb": round(peak, 1),
        "reading_memory_mb": round(reader, 1),
    }


def _units() -> tuple[Unit, list[str]]:
    top = Unit.objects.add_root({"name": "石化工会", "code": "HQ", "kind": "union"})
    names = [f"采油{number}厂" for number in range(1, UNITS + 1)]
    for number, name in enumerate(names):
        Unit.objects.add_child(Unit.objects.get(pk=top.pk), {"name": name, "code": f"HQ-{number}", "kind": "branch"})
    top.refresh_from_db()
    return top, names


def _read(file: Any) -> tuple[float, float]:
    """Seconds that openpyxl takes to open the workbook and go through all its rows, and MB that its process takes."""
    file.seek(0)
    command = [sys.executable, "-c", READ]
    said = subprocess.run(command, stdin=file, stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    return float(said[0]), int(said[1]) / 1024


def _import(file: Any, top: Unit, workers: int, address: str) -> tuple[dict[str, float], float]:
    """Seconds of each step, and MB of the largest worker; workers are up before the clock starts."""
    processes = [_start_worker(address) for _ in range(workers)]
    job, steps = ImportJob(), {}
    try:
        checkpoint()
        started = time.perf_counter()
        sent: Any = File(file, name="roster.xlsx")
        job = start_import(sent, top, by=None)
        steps["upload"] = time.perf_counter() - started
        steps["check"] = _carry_on(processes[:1])
        job.refresh_from_db()
        if job.accepted != job.rows or not job.rows:
            raise RuntimeError(job.failure or f"{job.rejected} of {job.rows} rows were rejected")
        confirm_import(job, by=None, create_units=False)
        steps["taking_over"] = _carry_on(processes)
        for process in processes:
            process.stdin.close()
        return steps, max(json.loads(process.stdout.readline())["peak"] for process in processes)
    finally:
        for process in processes:
            process.stdin.close()
            process.stdout.close()
            process.wait()
        job.file.delete(save=False)


def _start_worker(address: str) -> Any:
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "bench", "import_worker", "--json"]
    where = {"DATABASE_URL": address, "REDIS_URL": settings.CELERY_BROKER_URL, "MEDIA_ROOT": default_storage.path("")}
    process: Any = subprocess.Popen(
        command, env={**os.environ, **where}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    if process.stdout.readline() != "ready\n":
        raise RuntimeError("a worker did not start")
    return process


def _carry_on(processes: list[Any]) -> float:
    """Seconds until none of these workers finds anything left to do."""
    started = time.perf_counter()
    for process in processes:
        process.stdin.write("go\n")
    for process in processes:
        process.stdout.readline()
    return time.perf_counter() - started
