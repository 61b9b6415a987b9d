"""A chaos run of two minutes: what the portal has kept equals what its users were told, whatever was killed."""

import subprocess
import sys

import pytest

from chaos.portal import PROJECT

# The same acts and faults are drawn each time; how they meet is never the same.
SEED = 20261127
COMMAND = ["-m", "chaos", "--minutes", "2", "--members", "3000", "--away", "8", "--seed", str(SEED)]


@pytest.mark.faults
@pytest.mark.slow
def test_nothing_is_lost_doubled_or_half_done_while_everything_is_killed():
    done = subprocess.run([sys.executable, *COMMAND], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "Differences: 0" in done.stdout
