"""A process of `make run` that ends is started again; when one will not run, or their supervisor ends, all end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import environment
from union_portal.local.management.commands import serve

pytestmark = pytest.mark.slow

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


# Fails the first time; a file tells that it was there.
FAILS_ONCE = """
import pathlib, signal, sys
mark = pathlib.Path({mark!r})
first = not mark.exists()
mark.touch()
print("failing" if first else "running", flush=True)
sys.exit(1) if first else signal.pause()
"""
LEAVES_A_CHILD = """
import os, pathlib, signal, sys, time
mark = pathlib.Path({mark!r})
if mark.exists():
    print("running", flush=True)
    signal.pause()
child = os.fork()
if not child:
    signal.pause()
mark.write_text(str(child))
print("failing", flush=True)
sys.exit(1)
"""


@pytest.mark.faults
def test_a_process_that_fails_is_started_again_and_the_others_go_on(tmp_path):
    process = run_supervisor("failing", web=WAITS, worker=FAILS_ONCE.format(mark=str(tmp_path / "mark")))
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    process.send_signal(signal.SIGTERM)
    assert last_line_of(process) == "None"


@pytest.mark.faults
def test_what_a_failed_process_leaves_behind_ends_before_its_successor_starts(tmp_path):
    mark = tmp_path / "mark"
    process = run_supervisor("failing", worker=LEAVES_A_CHILD.format(mark=str(mark)))
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    status = Path(f"/proc/{mark.read_text()}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"
    process.send_signal(signal.SIGTERM)
    assert last_line_of(process) == "None"


@pytest.mark.faults
def test_a_signal_ends_all_while_one_waits_to_be_started_again():
    process = run_supervisor(web=WAITS, worker=FAILS)
    process.send_signal(signal.SIGTERM)
    assert last_line_of(process) == "None"


@pytest.mark.faults
@pytest.mark.django_db
def test_a_worker_whose_child_is_killed_while_it_boots_is_at_work_again_soon():
    """Celery's main process ends when one of its first children is lost: WorkerLostError."""
    worker = serve.commands("127.0.0.1", 8000)["worker"][1:]
    code = f"import runpy, sys; sys.argv = {worker[1:]!r}; runpy.run_module({worker[1]!r}, run_name='__main__')"
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR.replace("{})", "None)"), f"worker={code}"],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        main, children = at_work(process)
        os.kill(children[0], signal.SIGKILL)
        after, children = at_work(process, other_than=main)
        time.sleep(3)
        assert at_work(process) == (after, children)
    finally:
        process.terminate()
        assert last_line_of(process).splitlines()[-1] == "None"


def at_work(supervisor, other_than=0):
    """Wait for a worker below the supervisor and its two children; return all three as soon as they are there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for main in children_of(supervisor.pid):
            children = children_of(main)
            if main != other_than and len(children) == 2:
                return main, children
        time.sleep(0.005)
    raise AssertionError("no worker with two children")


def children_of(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
