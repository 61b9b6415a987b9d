"""The union of `bench rush`: members with accounts, a benefit that each has received, and one that waits for them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from benchmarks.generated_register import generate_register
from members.authority.models import Appointment, Post, User
from members.units.models.units import Unit
from office.database_roles import as_owner
from office.middleware import SlidingSessionMiddleware
from office.sessions import SessionStore
from welfare.budgets import ledger
from welfare.choices import Kind
from welfare.grants.models.grants import Grant
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models.runs import Run
from welfare.standards import actions as standards

HALF_A_YEAR = timedelta(days=182)
MEMBERS_A_UNIT = 100
AT_ONCE = 5_000
BACKEND = "members.authority.log_in.EmployeeNumberPhoneOrEmail"


@dataclass(frozen=True)
class Worker:
    """A member's account with its session, and the key of the grant that waits for them."""

    account: int
    session_key: str
    grant: int


@dataclass(frozen=True)
class Counter:
    """Officers who hand out at counters, the run, and the grants of members that nobody else confirms."""

    officers: list[Worker]
    run: int
    grants: list[int]


def generate_union(workers: int, phones: int = 0, hand_outs: int = 0) -> tuple[list[Worker], Counter]:
    """Create a union in which `workers` members have an account, a session and a grant to confirm; return them.

    And `phones` officers with a session, who hand out `hand_outs` grants of other members at counters.
    """
    # Four in a hundred members get no grant.
    members = workers + hand_outs + (workers + hand_outs) // 20 + 10
    root = generate_register(members, max(3, members // MEMBERS_A_UNIT))
    standards.set_region(root, "安徽", by=None)
    officers = [User.objects.create_user(f"officer-{number}") for number in range(4)]
    chair = Post.objects.get(code="chair")
    Appointment.objects.bulk_create(
        Appointment(holder=officer, post=chair, unit=root, starts_on=date(2020, 1, 1)) for officer in officers[1:]
    )
    today = timezone.localdate()
    earlier = _issue_run(root, "dragon_boat", today - HALF_A_YEAR * 2, officers)
    run = _issue_run(root, "spring", today, officers)
    with as_owner(), connection.cursor() as cursor:
        _create_accounts(run, workers)
        cursor.execute(
            "UPDATE welfare_grant AS g SET received_at = now() - interval '100 days', received_by_id = m.user_id"
            " FROM members_member AS m WHERE m.id = g.member_id AND g.run_id = %s AND m.user_id IS NOT NULL",
            [earlier.pk],
        )
        for table in ("welfare_grant", "members_user", "members_member"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return list(_workers(run)), _counter(run, root, phones, hand_outs)


def _counter(run: Run, root: Unit, phones: int, hand_outs: int) -> Counter:
    """Appoint the officers of counters and log them in; the last grants of the run are theirs to hand out."""
    post, officers = Post.objects.get(code="welfare_officer"), []
    for number in range(phones):
        officer = User.objects.create_user(f"counter-{number}")
        Appointment.objects.create(holder=officer, post=post, unit=root, starts_on=date(2020, 1, 1))
        key, row = _session(officer)
        row.save(force_insert=True)
        officers.append(Worker(officer.pk, key, 0))
    others = Grant.objects.filter(run=run, member__user=None).order_by("-pk").values_list("pk", flat=True)
    return Counter(officers, run.pk, list(others[:hand_outs]))


def _issue_run(root: Unit, festival: str, on: date, officers: list[User]) -> Run:
    what = {"goods": "Rice, 5 kg", "place": "Hall"}
    plan = Plan.objects.create(unit=root, name=festival, festival=festival, amount=Decimal(300), lead_days=20, **what)
    run = opening.open_run(plan, by=officers[0], on=on)
    counting.count_all()
    run.refresh_from_db()
    if review.budget_line_of(run) is None:
        line = ledger.open_line(root, year=run.occasion.on.year, kind=Kind.FESTIVAL)
        ledger.appropriate(line, review.cost_of(run) * 10, by=None)
    review.submit_run(run, by=officers[0])
    for officer in officers[1 : 1 + review.approvals_needed(run)]:
        review.approve_run(run, by=officer)
    return review.issue_run(run, by=officers[0])


def _create_accounts(run: Run, workers: int) -> None:
    """Create an account for the members of the first `workers` grants of the run."""
    chosen = run.grants.order_by("pk")[:workers].values_list("member__employee_number", "member__name")
    nothing = make_password(None)
    accounts = [User(username=number or "", name=name, password=nothing) for number, name in chosen]
    if len(accounts) < workers:
        raise RuntimeError(f"{len(accounts)} of {workers} workers have a grant")
    User.objects.bulk_create(accounts, batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_member AS m SET user_id = u.id FROM members_user AS u WHERE u.username = m.employee_number"
        )


def _workers(run: Run) -> Iterator[Worker]:
    """Log the accounts in, without a password, and yield them."""
    grants = Grant.objects.filter(run=run, member__user__isnull=False).select_related("member__user").order_by("pk")
    rows: list[Session] = []
    for grant in grants.iterator(AT_ONCE):
        account = grant.member.user
        assert account
        key, row = _session(account)
        rows.append(row)
        yield Worker(account.pk, key, grant.pk)
        if len(rows) == AT_ONCE:
            Session.objects.bulk_create(rows)
            rows = []
    Session.objects.bulk_create(rows)


def _session(account: User) -> tuple[str, Session]:
    """Return the key and the row of a session as it is after a log-in."""
    store, now = SessionStore(), int(time.time())
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store["last_saved"] = store[SlidingSessionMiddleware.BEGAN] = now
    row = store.create_model_instance(dict(store.items()))
    assert store.session_key and isinstance(row, Session)
    return store.session_key, row
