"""Runs stay consistent when workers are killed, Redis is down, or two workers or officers act at once."""

import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.processes import environment
from welfare.grants.models.grants import Grant
from welfare.runs.actions import clearing, counting, opening, review
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("welfare.runs.rules.SLICE_SIZE", 2)
    unit = make.unit()
    for _ in range(8):
        make.member(unit)
    return make.run(unit)


def is_counted_once(run):
    """Return whether the run is counted, with one grant for each member and the right sums."""
    run.refresh_from_db()
    members = list(run.grants.values_list("member", flat=True))
    return (run.state, run.heads, run.cost, len(members), len(set(members))) == ("counted", 8, 2400, 8, 8)


# Takes a slice, writes its grants, says so, and hangs before the commit.
WORKER = """
import sys, time
import django
django.setup()
from django.db import connection, transaction
from welfare.runs.actions import counting
from welfare.runs.models.slices import Slice
with transaction.atomic():
    part = Slice.objects.waiting().select_for_update(skip_locked=True, of=("self",)).order_by("attempts", "pk").first()
    counting.count_slice(part)
    print(part.pk, flush=True)
    sys.stdin.read()
"""


def worker_inside_a_slice():
    """Start a worker that has written a slice's grants without committing; return it and the slice's number."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def test_a_slice_of_a_killed_worker_is_counted_by_the_next_one(run):
    process, part = worker_inside_a_slice()
    try:
        assert counting.count_all() == 3
        run.refresh_from_db()
        assert (run.state, Slice.objects.get(state="waiting").pk) == ("counting", part)
        assert Grant.objects.count() == 6
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()
    # The server frees the lock when it sees the connection gone; asking for it waits for just that.
    Slice.objects.filter(pk=part).update(attempts=0)
    assert counting.count_all() == 1
    assert is_counted_once(run)


def test_a_worker_killed_before_summing_up_leaves_the_sum_to_the_next_one(run, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("welfare.runs.actions.counting.finish_run", lambda pk: False)
        counting.count_all()
    run.refresh_from_db()
    assert run.state == "counting"
    assert counting.count_all() == 0
    assert is_counted_once(run)


def test_two_workers_at_once_count_everybody_once(run):
    counted = results(at_once(counting.count_all, counting.count_all))
    assert (len(counted), sum(counted)) == (2, 4)
    assert is_counted_once(run)


def test_two_runs_of_one_occasion_counted_at_once_give_nobody_two_grants(run):
    other = make.run(run.unit)
    at_once(counting.count_all, counting.count_all)
    counting.count_all()
    for each in (run, other):
        each.refresh_from_db()
    assert {run.state, other.state} == {"counted"}
    assert run.heads + other.heads == Grant.objects.count() == 8


def test_two_last_approvals_at_once_are_two_approvals(run):
    make.budget_line(run.unit)
    counting.count_all()
    run.refresh_from_db()
    review.submit_run(run, by=make.user())
    chair, finance = make.approver(run.unit), make.approver(run.unit)
    at_once(
        lambda: review.approve_run(Run.objects.get(pk=run.pk), by=chair),
        lambda: review.approve_run(Run.objects.get(pk=run.pk), by=finance),
    )
    run.refresh_from_db()
    assert (run.state, run.approvals.count(), run.line.reserved) == ("approved", 2, 2400)


def test_one_person_approving_twice_at_once_is_one_approval(run):
    make.budget_line(run.unit)
    counting.count_all()
    run.refresh_from_db()
    review.submit_run(run, by=make.user())
    chair = make.approver(run.unit)
    answers = at_once(*[lambda: review.approve_run(Run.objects.get(pk=run.pk), by=chair)] * 2)
    assert len(refusals(answers)) == 1
    assert run.approvals.count() == 1


def test_a_run_cancelled_while_a_worker_is_inside_keeps_no_grants(run):
    chair = make.user()
    at_once(counting.count_all, lambda: review.cancel_run(Run.objects.get(pk=run.pk), by=chair, reason="改期"))
    run.refresh_from_db()
    assert run.state == "cancelling"
    assert counting.count_all() == 0
    clearing.clear_all()
    run.refresh_from_db()
    assert (run.state, Grant.objects.count()) == ("cancelled", 0)


def test_two_openings_at_once_open_one_run():
    make.plan()
    day = date(2026, 9, 5)
    at_once(lambda: opening.open_due_runs(day), lambda: opening.open_due_runs(day))
    assert Run.objects.count() == 1


# What a request, a worker and the command do, in one process that never reaches Redis.
NUDGING = """
import django
django.setup()
from django.core.management import call_command
from office import wake
from welfare.runs import tasks
wake.wake_worker(tasks.count_slices)
tasks.open_due_runs.run()
tasks.count_slices.run()
call_command("open_due_runs", "--on", "2026-09-05")
"""


def test_without_redis_nothing_fails_and_the_next_sweep_counts(run, tmp_path):
    make.plan(run.unit, festival="national", lead_days=30)
    dead = environment(REDIS_URL=f"redis+socket://{tmp_path}/nobody.sock")
    done = subprocess.run([sys.executable, "-c", NUDGING], env=dead, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "the next sweep will find the work" in done.stderr
    assert is_counted_once(run)
    assert set(Run.objects.values_list("state", flat=True)) == {"counted"}
