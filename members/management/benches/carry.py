"""one worker of a measured import; `bench import` starts it"""

import resource
import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection

from members.tasks import carry_imports
from union_portal.office.management.stage import megabytes


def add_arguments(parser: CommandParser) -> None:
    """It has none."""


def measure(options: dict[str, Any]) -> dict[str, Any]:
    """Carry imports on each time a line comes; at last the memory in MB of 1024² bytes, its own and its reader's."""
    connection.ensure_connection()
    _say("ready")
    for _line in sys.stdin:
        carry_imports()
        _say("done")
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"peak": megabytes("VmHWM"), "reader": reader}


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
