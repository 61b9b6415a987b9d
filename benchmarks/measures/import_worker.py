"""a worker of `bench import`, which starts it"""

import sys

from django.core.management.base import CommandParser
from django.db import connection

from benchmarks.processes import megabytes
from benchmarks.types import Figures, Options
from members.importing.tasks import process_imports


def add_arguments(parser: CommandParser) -> None:
    """Add nothing: it has no arguments."""


def measure(options: Options) -> Figures:
    """Work on imports each time a line is read from stdin; at its end return the peak memory in MiB."""
    connection.ensure_connection()
    _print("ready")
    for _line in sys.stdin:
        process_imports()
        _print("done")
    return {"peak": megabytes("VmHWM")}


def _print(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
