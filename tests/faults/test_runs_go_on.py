"""Runs end as if nothing had happened: workers killed, PostgreSQL restarted, Redis emptied, two beats, 32 officers.

Each fault hits a run in the middle of its slices. Afterwards workers alone complete it, with exactly the rows of a run
that nothing disturbed.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import psycopg2
import pytest
import redis as redis_client
from django.conf import settings

from members.authority.models import User
from office.database_roles import owner_connection
from office.models import AuditEvent, Notice
from office.sql import rows_of_sql
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.processes import environment
from union_portal.local import postgres
from union_portal.local.checkout import Checkout
from union_portal.local.server_user import server_user_for
from union_portal.local.services import services_of
from welfare.budgets import ledger
from welfare.budgets.checking import disagreements
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetLine
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as receipts
from welfare.runs.actions import announcing, clearing, corrections, counting, opening, review
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]
MEMBERS = 100
KILLS = 50
SEED = 20261128
PATIENCE = 45
# What some members are, by the last digit of their place.
KINDS: dict[int, dict[str, object]] = {0: {"state": "withdrawn"}, 1: {"employment": "retired"}}
ROWS = (
    "SELECT member_id, unit_id, occasion_id, amount, post_category, reduced_by FROM welfare_grant"
    " WHERE run_id = %(run)s"
    " UNION ALL SELECT member_id, unit_id, 0, 0, post_category, verdict FROM welfare_exclusion WHERE run_id = %(run)s"
    " ORDER BY 1, 3"
)


@pytest.fixture
def union(monkeypatch):
    """A union of 100 members, among them some whom a run excludes, or gives less by a cap."""
    monkeypatch.setattr("welfare.runs.rules.SLICE_SIZE", 1)
    top = make.unit(kind="union")
    branch = make.unit(parent=top)
    make.cap(branch, 100)
    for number in range(MEMBERS):
        make.member(branch if number % 10 == 2 else top, **KINDS.get(number % 10, {}))
    make.budget_line(top)
    return top


def rows_of(run):
    """Return everything that a run has written about members: who receives what, and who doesn't and why."""
    return rows_of_sql(ROWS, {"run": run.pk})


def figures_of(run):
    run.refresh_from_db()
    return run.state, run.heads, run.cost, sorted(map(json.dumps, run.counts))


def sums_agree():
    line = BudgetLine.objects.get()
    assert disagreements() == []
    assert line.left >= 0
    return line.reserved, line.spent


# Forks a worker for each line that it reads, and says how it ended; it has started Django once and has no connection.
NURSERY = """
import os, sys
import django
django.setup()
from welfare.runs.actions import clearing, counting
for _line in sys.stdin:
    pid = os.fork()
    if not pid:
        counting.count_all()
        clearing.clear_all()
        os._exit(0)
    print(pid, flush=True)
    _pid, status = os.waitpid(pid, 0)
    print(int(os.WIFSIGNALED(status)), flush=True)
"""


@contextmanager
def nursery() -> "Iterator[subprocess.Popen[str]]":
    """Yield a process that starts workers; see NURSERY."""
    process = subprocess.Popen(
        [sys.executable, "-c", NURSERY], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def kill_a_worker(process: "subprocess.Popen[str]", after: float) -> bool:
    """Start a worker and kill it after so many seconds; return whether it was still at work."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    pid = int(process.stdout.readline())
    time.sleep(after)
    # Not yet waited for by its parent, so the number is still its own.
    os.kill(pid, signal.SIGKILL)
    return process.stdout.readline().strip() == "1"


def test_a_run_whose_workers_are_killed_at_50_moments_has_the_rows_of_one_that_went_undisturbed(union):
    run, chance, kills = make.run(union), random.Random(SEED), 0
    counting.count_all()
    undisturbed = rows_of(run), figures_of(run)
    with nursery() as process:
        while kills < KILLS:
            counting.recount_run(Run.objects.get(pk=run.pk), by=make.user())
            while Run.objects.get(pk=run.pk).state == "counting":
                kills += kill_a_worker(process, chance.uniform(0, 0.25)) if kills < KILLS else 0
                if kills >= KILLS:
                    counting.count_all()
            assert (rows_of(run), figures_of(run)) == undisturbed
    assert sums_agree() == (0, 0)


def test_workers_killed_while_they_cancel_and_revoke_leave_nothing_half_done(union):
    chance, kills = random.Random(SEED + 1), 0
    cancelled, revoked = make.approved_run(union), make.issued_run(union, festival="national")
    for grant in revoked.grants.order_by("pk")[:30]:
        receipts.sign_grant(grant, by=make.user(), reason="签领")
    received = set(revoked.grants.received().values_list("pk", flat=True))
    spent = sum(revoked.grants.received().values_list("amount", flat=True))
    with nursery() as process:
        review.cancel_run(cancelled, by=make.user(), reason="改期")
        corrections.revoke_run(revoked, by=make.user(), reason="发错")
        assert sums_agree() == (0, spent)
        while Run.objects.to_clear().exists():
            if kills < 20:
                kills += kill_a_worker(process, chance.uniform(0, 0.2))
            else:
                clearing.clear_all()
    assert kills > 3
    cancelled.refresh_from_db()
    revoked.refresh_from_db()
    assert (cancelled.state, cancelled.grants.count(), cancelled.exclusions.count()) == ("cancelled", 0, 0)
    assert (revoked.state, revoked.revoking) == ("closed", False)
    assert set(revoked.grants.values_list("pk", flat=True)) == received
    gone = Grant.with_revoked.filter(run=revoked).exclude(revoked_at=None)
    assert (revoked.revoked_heads, revoked.revoked_cost) == (
        gone.count(),
        sum(gone.values_list("amount", flat=True)),
    )
    assert revoked.live_heads == len(received)
    assert sums_agree() == (0, spent)
    verbs = list(AuditEvent.objects.filter(verb__in=["run.cleared", "run.revoked"]).values_list("verb", flat=True))
    assert sorted(verbs) == ["run.cleared", "run.revoked"]


# What a worker of Celery does: a sweep that fails is over, and the next one begins with a new connection.
STUBBORN = """
import sys, time
import django
django.setup()
from django.db import Error, connection
from welfare.runs.actions import counting
from welfare.runs.models.runs import Run
print("ready", flush=True)
while True:
    try:
        counting.count_all()
        if not Run.objects.filter(state="counting").exists():
            break
    except Error as why:
        print("lost", flush=True)
        connection.close()
        time.sleep(0.1)
"""


def copy_database(checkout: Checkout) -> None:
    """Copy the database of the test into the scratch server of `checkout`."""
    own = owner_connection().get_connection_params()
    dump = [str(postgres.binaries() / "pg_dump"), "-h", own["host"], "-U", own["user"], own["dbname"]]
    load = [str(postgres.binaries() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", str(checkout.run)]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
        subprocess.run(
            [*load, "-U", postgres.SUPERUSER, "portal"], stdin=dumping.stdout, check=True, stdout=subprocess.DEVNULL
        )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_a_run_goes_on_when_postgresql_is_restarted_in_the_middle(union, tmp_path, monkeypatch, how):
    run = make.run(union)
    checkout = Checkout(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    env = environment(DATABASE_URL=checkout.database_url)
    with services_of(checkout):
        copy_database(checkout)
        counting.count_all()
        undisturbed = rows_of(run)
        worker = subprocess.Popen([sys.executable, "-c", STUBBORN], env=env, stdout=subprocess.PIPE, text=True)
        try:
            assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
            server_user = server_user_for(checkout, postgres.binaries() / "postgres")
            done = 0
            while done < 10:
                done = _scratch(checkout, "SELECT count(*) FROM welfare_slice WHERE state = 'done'")[0][0]
            _end_server(checkout, how)
            postgres.start(checkout, server_user)
            printed, _ = worker.communicate(timeout=PATIENCE)
        finally:
            worker.kill()
        assert (worker.returncode, "lost" in printed) == (0, True)
        assert _scratch(checkout, ROWS, {"run": run.pk}) == undisturbed
        assert _scratch(checkout, "SELECT state FROM welfare_run") == [("counted",)]


def _scratch(checkout, statement, params=None):
    connection = psycopg2.connect(host=str(checkout.run), user=postgres.SUPERUSER, dbname="portal")
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()
    finally:
        connection.close()


def _end_server(checkout: Checkout, how: signal.Signals) -> None:
    """End the scratch server by a signal, and wait until it has ended."""
    pid = int((checkout.data / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(pid, how)
    deadline = time.monotonic() + PATIENCE
    while postgres._is_running(checkout):
        assert time.monotonic() < deadline, "PostgreSQL does not stop"
        time.sleep(0.02)


@contextmanager
def celery(env: dict[str, str], folder: str, *, beats: int, workers: int = 1) -> Iterator[None]:
    """Run so many workers and beats of the portal during the block."""
    base = [sys.executable, "-m", "celery", "--quiet", "--app", "union_portal"]
    commands = [
        [*base, "worker", "--concurrency", "1", "--pool", "solo", "--without-gossip", "--hostname", f"w{number}@test"]
        for number in range(workers)
    ]
    commands += [[*base, "beat", "--pidfile=", "--schedule", f"{folder}/beat-{number}"] for number in range(beats)]
    processes = [subprocess.Popen(command, env=env, cwd=settings.BASE_DIR) for command in commands]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def wait_for(run: Run, *, slices: int = 0) -> None:
    """Wait until so many slices of the run are counted, or, without a number, until it is."""
    deadline = time.monotonic() + PATIENCE
    while Slice.objects.filter(run=run, state="done").count() < slices if slices else is_counting(run):
        assert time.monotonic() < deadline, "nobody goes on with the run"
        time.sleep(0.02)


def is_counting(run: Run) -> bool:
    return Run.objects.get(pk=run.pk).state == "counting"


@pytest.fixture
def own_redis(tmp_path, monkeypatch):
    """Start a Redis of this test alone; return its checkout."""
    checkout = Checkout(tmp_path)
    monkeypatch.setenv("DATABASE_URL", environment()["DATABASE_URL"])
    monkeypatch.delenv("REDIS_URL", raising=False)
    with services_of(checkout):
        yield checkout


def test_a_run_goes_on_when_redis_is_emptied_in_the_middle(union, own_redis, tmp_path):
    run = make.run(union)
    counting.count_all()
    undisturbed = rows_of(run), figures_of(run)
    env = environment(REDIS_URL=own_redis.broker_url)
    with celery(env, str(tmp_path), beats=1):
        counting.recount_run(run, by=make.user())
        wait_for(run, slices=5)
        redis_client.Redis(unix_socket_path=str(own_redis.redis_socket)).flushall()
        wait_for(run)
    assert (rows_of(run), figures_of(run)) == undisturbed


def test_two_beats_and_two_workers_count_once_open_once_and_tell_once(union, own_redis, tmp_path):
    account = make.user()
    make.member(union, user=account)
    issued = make.issued_run(union, festival="national")
    announcing.write_all_notices()
    Notice.objects.all().delete()
    announcing.remind_run(issued, by=make.user())
    run = make.run(union)
    with celery(environment(REDIS_URL=own_redis.broker_url), str(tmp_path), beats=2, workers=2):
        wait_for(run)
        deadline = time.monotonic() + PATIENCE
        while issued.announcements.filter(done_at=None).exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    disturbed = rows_of(run), figures_of(run)
    counting.recount_run(run, by=make.user())
    counting.count_all()
    assert (rows_of(run), figures_of(run)) == disturbed
    assert AuditEvent.objects.about(run).filter(verb="run.counted").count() == 2  # once by them, once just now
    assert Notice.objects.filter(to=account).count() == 1


def test_32_threads_approve_cancel_correct_issue_close_and_claim_the_last_money(union):
    day = date(2026, 9, 5)
    line = BudgetLine.objects.get()
    first = make.approved_run(union, amount=Decimal(100))
    second = make.run_in_review(union, festival="national", amount=Decimal(200))
    third = make.approved_run(union, festival="spring", amount=Decimal(100), on=date(2026, 1, 2))
    review.approve_run(second, by=make.approver(union))
    line.refresh_from_db()
    # Enough for the second run only when another gives its money back.
    assert second.cost is not None and first.cost is not None
    ledger.reserve(line, line.left - second.cost + first.cost, cause=Cause("books", 1), by=None)
    people = [make.approver(union).pk for _ in range(8)]

    def act(place):
        def work():
            by = User.objects.get(pk=people[place % 8])
            match place % 8:
                case 0 | 1:
                    review.approve_run(Run.objects.get(pk=second.pk), by=by)
                case 2:
                    review.cancel_run(Run.objects.get(pk=first.pk), by=by, reason="改期")
                case 3:
                    corrections.correct_run(Run.objects.get(pk=first.pk), by=by, reason="漏人")
                case 4:
                    review.issue_run(Run.objects.get(pk=first.pk), by=by)
                case 5:
                    review.issue_run(Run.objects.get(pk=third.pk), by=by)
                case 6:
                    corrections.revoke_run(Run.objects.get(pk=third.pk), by=by, reason="发错")
                case _:
                    clearing.clear_all()
                    opening.open_due_runs(day)

        return work

    refusals(at_once(*(act(place) for place in range(32))))
    clearing.clear_all()
    runs = {run.pk: run for run in Run.objects.all()}
    reserved = sum(run.cost or 0 for run in runs.values() if run.state == "approved")
    spent = sum((run.cost or 0) - run.revoked_cost for run in runs.values() if run.state in ("issued", "closed"))
    line.refresh_from_db()
    held = line.entries.filter(cause_kind="books").latest("number").cause_reserved
    assert (line.reserved - held, line.spent) == (reserved, spent)
    assert line.left >= 0 and disagreements() == []
    assert runs[first.pk].state in ("cancelled", "counted", "issued")
    for run in runs.values():
        live = run.grants.count()
        assert live == (0 if run.state == "cancelled" else run.live_heads)
    keys = list(Grant.objects.values_list("member", "occasion"))
    assert len(keys) == len(set(keys))
