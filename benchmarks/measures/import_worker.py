"""one worker of a measured import; `bench import` starts it"""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection

from benchmarks.scratch_database import megabytes
from members.importing.tasks import carry_imports


def add_arguments(parser: CommandParser) -> None:
    """It has none."""


def measure(options: dict[str, Any]) -> dict[str, Any]:
    """Carry imports on each time a line comes; at last its memory in MB of 1024² bytes."""
    connection.ensure_connection()
    _say("ready")
    for _line in sys.stdin:
        carry_imports()
        _say("done")
    return {"peak": megabytes("VmHWM")}


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
