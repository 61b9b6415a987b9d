"""The copy of a chaos run has servers of its own, and its clock can be set ahead."""

import subprocess
import sys
import time

from chaos.portal import CLOCK, children_of, descendants, is_alive, kill, own_environment


def test_nothing_of_other_servers_or_measurements_reaches_the_copy(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL", "PGOPTIONS", "COVERAGE_PROCESS_START"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("LANG", "C.UTF-8")
    found = own_environment()
    assert found["LANG"] == "C.UTF-8"
    assert not {"DATABASE_URL", "REDIS_URL", "PGOPTIONS", "COVERAGE_PROCESS_START"} & set(found)


def test_a_process_started_with_the_clock_ahead_lives_a_day_later():
    environment = own_environment() | {"PYTHONPATH": str(CLOCK), "CHAOS_CLOCK_AHEAD": "86400"}
    command = [sys.executable, "-c", "import time; print(time.time())"]
    told = float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert abs(told - time.time() - 86_400) < 60


def test_the_children_of_a_process_are_found_and_killed():
    mother = subprocess.Popen(["sh", "-c", "sleep 60 & wait"])
    try:
        deadline = time.monotonic() + 10
        while not children_of(mother.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        (child,) = descendants(mother.pid)
        assert is_alive(child) and kill(child)
        mother.wait(timeout=10)
        assert not kill(mother.pid)
    finally:
        mother.kill()
        mother.wait()
