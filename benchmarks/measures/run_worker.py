"""one worker of a measured run; `bench run` starts it"""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection

from benchmarks.scratch_database import megabytes
from welfare.runs.actions import counting as actions


def add_arguments(parser: CommandParser) -> None:
    """It has none."""


def measure(options: dict[str, Any]) -> dict[str, Any]:
    """Wait for the word, count until nothing is left, and say how much memory it took, in MB of 1024² bytes."""
    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    actions.count_next_slice()
    first = megabytes("VmRSS")
    actions.count_all()
    return {"first": first, "end": megabytes("VmRSS"), "peak": megabytes("VmHWM")}
