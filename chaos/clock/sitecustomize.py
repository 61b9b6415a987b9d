"""Loaded by Python at its start where this folder is on PYTHONPATH: sets the clock of the process ahead.

For the processes of a chaos run alone. PostgreSQL, Redis and the system keep the true time.
"""

import os
from datetime import UTC, datetime, timedelta

ahead = float(os.environ.get("CHAOS_CLOCK_AHEAD") or 0)
if ahead:
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=ahead), tick=True).start()
