"""Beat goes on when the clock is set back: its sweeps find what no message has told the workers."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from union_portal.beat import Scheduler
from union_portal.celery import app

DAY = timedelta(days=1)


@pytest.fixture
def started(monkeypatch):
    """The names of the tasks that beat has started, in order."""
    names: list[str] = []
    # Nothing is sent, so that no broker is needed.
    monkeypatch.setattr(Scheduler, "producer", None)
    monkeypatch.setattr(Scheduler, "apply_async", lambda self, entry, **options: names.append(entry.name))
    return names


@pytest.fixture
def file_name(tmp_path):
    return str(tmp_path / "schedule")


def run_beat(file_name, seconds, at, beat=None):
    """Let a beat look every second, from the moment `at` on, and start all that is due; return it, still running."""
    with time_machine.travel(at, tick=False) as clock:
        beat = beat or Scheduler(app=app, schedule_filename=file_name)
        for _second in range(seconds):
            while beat.tick() == 0:  # it has started something and looks again
                pass
            clock.shift(1)
    return beat


def test_every_sweep_goes_on_in_a_beat_whose_clock_is_set_back(started, file_name):
    now = timezone.now()
    beat = run_beat(file_name, 40, now + DAY)
    started.clear()
    run_beat(file_name, 40, now, beat)
    assert {"count_slices", "process_imports", "process_payroll_files", "compute_dues"} <= set(started)
    assert started.count("count_slices") in (3, 4)


def test_and_in_one_that_starts_after_the_clock_was_set_back(started, file_name):
    now = timezone.now()
    run_beat(file_name, 40, now + DAY).close()
    started.clear()
    run_beat(file_name, 40, now).close()
    assert {"count_slices", "process_imports", "process_payroll_files", "compute_dues"} <= set(started)


def test_what_runs_daily_runs_at_the_next_day_also_when_beat_starts_anew(started, file_name):
    now = timezone.now()
    run_beat(file_name, 2, now).close()
    assert "clear_imports" not in started
    run_beat(file_name, 60, now + DAY + timedelta(minutes=1)).close()
    assert "clear_imports" in started
