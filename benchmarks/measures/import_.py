"""the import of a roster, compared with reading its workbook by openpyxl alone"""

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import IO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import CommandParser

from benchmarks.processes import WorkerProcess
from benchmarks.roster_workbook import write_roster
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
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
    parser.add_argument("--workers", type=int, default=2, help="worker processes, as in `serve`")


def measure(options: Options) -> Figures:
    """Return times in seconds and memory in MiB; `ratio` is the time of the import divided by that of reading.

    The import is all that an officer waits for: upload, check and, once confirmed, taking over. Reading is done by
    openpyxl in read-only mode in another process, before and after. The worker that checks starts such a process too,
    which takes about `reading_memory_mb`.
    """
    rows, workers = options["rows"], options["workers"]
    with (
        tempfile.NamedTemporaryFile(suffix=".xlsx") as file,
        temporary_database(f"bench_{os.getpid()}_import") as url,
    ):
        top, names = _units()
        write_roster(file, rows, names)
        before, reader = _read(file)
        steps, peak = _import(file, top, workers, url)
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


def _read(file: IO[bytes]) -> tuple[float, float]:
    """Return the seconds in which openpyxl reads all rows of the workbook, and the MiB of its process."""
    file.seek(0)
    command = [sys.executable, "-c", READ]
    printed = subprocess.run(command, stdin=file, stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    return float(printed[0]), int(printed[1]) / 1024


def _import(file: IO[bytes], top: Unit, workers: int, url: str) -> tuple[dict[str, float], float]:
    """Return the seconds of each step, and the MiB of the largest worker; workers are already running."""
    environment = {"DATABASE_URL": url, "MEDIA_ROOT": default_storage.path("")}
    processes = [WorkerProcess("import_worker", environment) for _ in range(workers)]
    job, steps = ImportJob(), {}
    try:
        checkpoint()
        started = time.perf_counter()
        sent = UploadedFile(file, name="roster.xlsx", size=os.fstat(file.fileno()).st_size)
        job = start_import(sent, top, by=None)
        steps["upload"] = time.perf_counter() - started
        steps["check"] = _finish(processes[:1])
        job.refresh_from_db()
        if job.accepted != job.rows or not job.rows:
            raise RuntimeError(job.failure or f"{job.rejected} of {job.rows} rows were rejected")
        confirm_import(job, by=None, create_units=False)
        steps["taking_over"] = _finish(processes)
        for process in processes:
            process.close_input()
        return steps, max(json.loads(process.read())["peak"] for process in processes)
    finally:
        for process in processes:
            process.stop()
        job.file.delete(save=False)


def _finish(processes: list[WorkerProcess]) -> float:
    """Return the seconds until these workers find nothing left to do."""
    started = time.perf_counter()
    for process in processes:
        process.start_work()
    for process in processes:
        process.read()
    return time.perf_counter() - started
