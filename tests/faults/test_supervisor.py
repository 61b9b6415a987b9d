"""When one process of `make run` or their supervisor ends, all of them end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
# Runs programs that hold our output pipe: it reads as ended only when every one of them is gone.
SUPERVISOR = """
import sys
from union_portal.local.supervisor import Supervisor
commands = dict(word.split("=", 1) for word in sys.argv[1:])
processes = Supervisor({name: [sys.executable, "-c", code] for name, code in commands.items()}, {})
print(processes.run(lambda: print("started", flush=True)), flush=True)
"""
WAITS = "import signal; signal.pause()"
IGNORES_SIGTERM = """
import signal
signal.signal(signal.SIGTERM, lambda *_: print("not yet", flush=True))
print("ready", flush=True)
while True:
    signal.pause()
"""
FAILS = "raise SystemExit(3)"


def run_supervisor(*lines: str, **codes: str) -> subprocess.Popen[str]:
    """Start a supervisor of programs, and wait until it has printed "started" and they `lines`, in any order."""
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, *(f"{name}={code}" for name, code in codes.items())],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    printed = {process.stdout.readline().strip() for _ in ("started", *lines)}
    assert printed == {"started", *lines}
    return process


def last_line_of(process: subprocess.Popen[str]) -> str:
    """Wait for the end of the process; return what it printed since."""
    output, _ = process.communicate(timeout=60)
    return output.strip()


@pytest.mark.faults
def test_when_one_process_fails_the_others_end_and_it_is_said_which():
    process = run_supervisor(web=WAITS, worker=FAILS)
    assert last_line_of(process) == "The worker process ended by itself (exit code 3)."


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_them_all_without_complaint(number):
    process = run_supervisor(web=WAITS, worker=WAITS)
    process.send_signal(number)
    assert last_line_of(process) == "None"


@pytest.mark.faults
def test_a_second_ctrl_c_ends_at_once_a_process_that_ignores_the_first():
    process = run_supervisor("ready", worker=IGNORES_SIGTERM)
    assert process.stdout is not None
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "not yet\n"
    process.send_signal(signal.SIGINT)
    assert last_line_of(process) == "None"


@pytest.mark.faults
def test_they_do_not_outlive_a_killed_supervisor():
    process = run_supervisor(web=WAITS, worker=WAITS)
    process.kill()
    assert last_line_of(process) == ""
