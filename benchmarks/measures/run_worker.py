"""a worker of `bench run`, which starts it"""

import sys

from django.core.management.base import CommandParser
from django.db import connection

from benchmarks.processes import megabytes
from benchmarks.types import Figures, Options
from welfare.runs.actions import counting


def add_arguments(parser: CommandParser) -> None:
    """Add nothing: it has no arguments."""


def measure(options: Options) -> Figures:
    """Wait for a line on stdin, count until nothing is left, and return the memory in MiB: first, last and peak."""
    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    counting.count_next_slice()
    first = megabytes("VmRSS")
    counting.count_all()
    return {"first": first, "end": megabytes("VmRSS"), "peak": megabytes("VmHWM")}
