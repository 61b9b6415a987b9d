"""the import of a roster, compared with the bare reading of its workbook by calamine"""

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import IO, NamedTuple

from django.conf import settings
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
# Two ways of reading the first sheet: the stored values by calamine, and the cells as they are shown by the portal.
CALAMINE = """
from python_calamine import CalamineWorkbook
for row in CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).iter_rows():
    pass
"""
# As the process that reads does: see office/sheets/process.py.
OUR_READER = """
import gc
gc.disable()
from office.sheets.packages import Book
from office.sheets.worksheets import SheetReader
book = Book(file)
for row in SheetReader(book, book.sheets[0], width=23).rows():
    pass
"""
READ = """
import time
file = open(0, "rb")
started = time.perf_counter()
{way}
print(time.perf_counter() - started)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2, help="worker processes, as in `serve`")


def measure(options: Options) -> Figures:
    """Return times in seconds and memory in MiB.

    The import is all that an officer waits for: upload, check and, once confirmed, taking over. Reading is that of the
    portal, calamine the bare reading of the stored values, each in a process of its own, before and after the import.
    `ratio` is the time of the import divided by that of calamine, `reading_ratio` that of reading. The worker that
    checks starts a process too that reads, and takes about `reading_memory_mb`.
    """
    rows, workers = options["rows"], options["workers"]
    with (
        tempfile.NamedTemporaryFile(suffix=".xlsx") as file,
        temporary_database(f"bench_{os.getpid()}_import") as url,
    ):
        top, names = _units()
        write_roster(file, rows, names)
        before = _read(file, CALAMINE), _read(file, OUR_READER)
        steps, peak = _import(file, top, workers, url)
        after = _read(file, CALAMINE), _read(file, OUR_READER)
        if Member.objects.count() != rows:
            raise RuntimeError(f"{Member.objects.count()} of {rows} people are in the register")
    calamine, reading = ((one.seconds + other.seconds) / 2 for one, other in zip(before, after, strict=True))
    seconds = sum(steps.values())
    return {
        "rows": rows,
        "workers": workers,
        "calamine_seconds": round(calamine, 3),
        "calamine_seconds_before_and_after": [round(before[0].seconds, 3), round(after[0].seconds, 3)],
        "reading_seconds": round(reading, 3),
        "reading_seconds_before_and_after": [round(before[1].seconds, 3), round(after[1].seconds, 3)],
        "reading_ratio": round(reading / calamine, 3),
        "import_seconds": round(seconds, 3),
        **{f"{step}_seconds": round(took, 3) for step, took in steps.items()},
        "ratio": round(seconds / calamine, 3),
        "peak_memory_mb": round(peak, 1),
        "reading_memory_mb": round(before[1].memory, 1),
    }


def _units() -> tuple[Unit, list[str]]:
    top = Unit.objects.add_root({"name": "石化工会", "code": "HQ", "kind": "union"})
    names = [f"采油{number}厂" for number in range(1, UNITS + 1)]
    for number, name in enumerate(names):
        Unit.objects.add_child(Unit.objects.get(pk=top.pk), {"name": name, "code": f"HQ-{number}", "kind": "branch"})
    top.refresh_from_db()
    return top, names


class _Reading(NamedTuple):
    """The seconds in which all rows of a workbook are read, and the MiB of the process."""

    seconds: float
    memory: float


def _read(file: IO[bytes], way: str) -> _Reading:
    file.seek(0)
    command = [sys.executable, "-c", READ.format(way=way)]
    reader = subprocess.run(command, stdin=file, stdout=subprocess.PIPE, check=True, text=True, cwd=settings.BASE_DIR)
    seconds, memory = reader.stdout.split()
    return _Reading(float(seconds), int(memory) / 1024)


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
