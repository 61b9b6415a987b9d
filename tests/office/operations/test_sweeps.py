from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from django.conf import settings
from django.db import DatabaseError, connection

from office.models import TaskRecord
from office.operations.querysets import recorded_sweeps
from office.operations.rules import Sweep, interval_of

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
app = Celery("tests", task_cls="office.operations.recording:RecordedTask", set_as_current=False)
app.conf.task_always_eager = True


@app.task(name="tests.counts")
def counts():
    return 1


@app.task(name="tests.fails")
def fails():
    raise ValueError("王建国 is not in the register")


@pytest.mark.parametrize(
    ("every", "ago", "late"),
    [
        (timedelta(seconds=10), timedelta(seconds=100), False),
        (timedelta(seconds=10), timedelta(seconds=121), True),
        (timedelta(hours=1), timedelta(hours=3), False),
        (timedelta(hours=1), timedelta(hours=3, seconds=1), True),
        (timedelta(days=1), None, True),
    ],
)
def test_a_sweep_is_late_after_three_intervals_but_never_within_two_minutes(every, ago, late):
    assert Sweep("sweep", every, NOW - ago if ago else None).is_late(NOW) is late


def test_a_sweep_that_never_began_is_late_only_once_it_was_due_since_the_upgrade():
    daily = Sweep("sweep", timedelta(days=1))
    assert not daily.is_late(NOW, NOW - timedelta(days=3))
    assert daily.is_late(NOW, NOW - timedelta(days=3, seconds=1))
    assert Sweep("sweep", timedelta(days=1), NOW - timedelta(days=4)).is_late(NOW, NOW)


def test_a_sweep_that_ended_before_it_began_again_is_running():
    assert Sweep("sweep", timedelta(), NOW, NOW - timedelta(1)).is_running
    assert not Sweep("sweep", timedelta(), NOW, NOW).is_running


def test_a_schedule_that_is_no_number_of_seconds_is_refused():
    with pytest.raises(TypeError):
        interval_of("every day")


@pytest.mark.django_db
def test_every_sweep_of_beat_is_shown_also_one_that_never_began():
    assert {sweep.name for sweep in recorded_sweeps()} == {
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
    assert all(sweep.started_at is None for sweep in recorded_sweeps())


@pytest.mark.django_db
def test_a_worker_records_when_it_began_and_ended():
    counts.apply_async()
    record = TaskRecord.objects.get(name="tests.counts")
    assert record.ended_at and record.started_at <= record.ended_at
    assert record.failed_at is None


@pytest.mark.django_db
def test_a_failure_is_recorded_by_its_class_without_its_text():
    fails.apply_async()
    record = TaskRecord.objects.get(name="tests.fails")
    assert (record.failure, record.failed_at) == ("ValueError", record.ended_at)


@pytest.mark.django_db
def test_a_task_that_is_only_called_records_nothing():
    assert counts() == 1
    assert not TaskRecord.objects.exists()


@pytest.mark.django_db
def test_a_database_that_is_away_keeps_no_task_from_its_work(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    assert counts.apply_async().get() == 1
