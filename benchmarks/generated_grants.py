"""Generates issued runs, receipts and visits of any number for benchmarks, by a few statements."""

from datetime import date, datetime, time
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from office.database_roles import as_owner
from office.sql import run_sql
from welfare.budgets.models import BudgetLine
from welfare.choices import Festival, Form, Kind, RunState
from welfare.grants.models.occasions import Occasion
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run
from welfare.visits.choices import VisitState

# The events of one year: kind, festival and month.
EVENTS = (
    *((Kind.FESTIVAL, festival, month) for month, festival in enumerate(Festival.values, start=1)),
    (Kind.VOUCHER, "", 8),
    (Kind.SUMMER, "", 7),
    (Kind.BIRTHDAY, "", 11),
)
AMOUNT = Decimal(300)
MEMBERS_AT_ONCE = 100_000
# One visit for so many grants.
GRANTS_A_VISIT = 200

GIVE = """
    INSERT INTO welfare_grant (member_id, occasion_id, run_id, unit_id, name, amount, post_category, reduced_by,
        received_at, received_by_id, held)
    SELECT id, %(occasion)s, %(run)s, unit_id, name, %(amount)s + id %% 5, post_category, '',
        CASE WHEN id %% 10 < 9 THEN %(at)s::timestamptz END, CASE WHEN id %% 10 < 9 THEN %(by)s::bigint END, false
    FROM members_member WHERE id > %(after)s AND id <= %(upto)s AND state = 'active' ORDER BY id LIMIT %(most)s
"""
PLACES = """
    INSERT INTO welfare_rununit (run_id, unit_id, year_cap, festival_cap, rules, unit_name, in_group, heads, cost)
    SELECT %(run)s, given.unit_id, 2000, NULL, '{}', unit.name, true, given.heads, given.cost
    FROM (
        SELECT unit_id, count(*) AS heads, sum(amount) AS cost FROM welfare_grant
        WHERE run_id = %(run)s GROUP BY unit_id
    ) AS given JOIN members_unit AS unit ON unit.id = given.unit_id
"""
VISIT = """
    INSERT INTO welfare_visit (member_id, unit_id, kind, event_on, about_hash, source, asked_by_id, asked_at, content,
        amount, form, document, line_id, visited_on, report, paid_on, paid_by_id, way, voucher, refusal, answer, state,
        created_at, closed_at)
    SELECT id, unit_id, 'hospital', day, '', 'officer', %(by)s, day + time '10:00', '', 500, 'money', 'G', %(line)s,
        day + (id %% 9)::int, '', day + 12, %(by)s, 'cash', 'V', '', '', %(state)s, day + time '10:00',
        day + 13 + time '10:00'
    FROM (
        SELECT id, unit_id, %(first)s::date + (id %% 300)::int AS day
        FROM members_member WHERE state = 'active' ORDER BY id LIMIT %(most)s
    ) AS visited
"""


def generate_grants(union: Unit, grants: int) -> int:
    """Give so many grants in issued runs of this year, ten runs a year, then of the years before; return of how many.

    Nine of ten are received. The sums of reports are written by their own triggers.
    """
    by = User.objects.create_user("bench-officer")
    keys = Member.objects.order_by("pk").values_list("pk", flat=True)
    first, last = keys.first() or 1, keys.last() or 0
    given, number = 0, 0
    with as_owner():
        _may_add(allowed=True)
        try:
            while given < grants:
                run = _issued_run(union, number, by)
                given += _give(run, first, last, grants - given, by)
                number += 1
        finally:
            _may_add(allowed=False)
        _visit(union, grants // GRANTS_A_VISIT, by)
        with connection.cursor() as cursor:
            for table in ("grant", "receiptsum", "rununit", "visit", "run"):
                cursor.execute(SQL("VACUUM (ANALYZE) {}").format(Identifier(f"welfare_{table}")))
    return number


def _may_add(*, allowed: bool) -> None:
    """Let grants be added to runs that are not being counted, or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = 'welfare_grant'::regclass AND tgname LIKE '%only_counting_adds%'"
        )
        [(name,)] = cursor.fetchall()
        change = SQL("DISABLE" if allowed else "ENABLE")
        cursor.execute(SQL("ALTER TABLE welfare_grant {} TRIGGER {}").format(change, Identifier(name)))


def _schedule(festival: str, month: int) -> dict[str, object]:
    """Return the fields of a plan that say when it gives."""
    return {"festival": festival} if festival else {"festival": "", "schedule": "dates", "days": [f"{month:02}-10"]}


def _issued_run(union: Unit, number: int, by: User) -> Run:
    kind, festival, month = EVENTS[number % len(EVENTS)]
    year = timezone.localdate().year - number // len(EVENTS)
    day, now = date(year, month, 10), timezone.now()
    plan, _new = Plan.objects.get_or_create(
        unit=union,
        name=f"{kind} {festival}",
        defaults={"kind": kind, "amount": AMOUNT, "lead_days": 20, **_schedule(festival, month)},
    )
    occasion = Occasion.objects.create(key=f"bench:{number}", kind=kind, name=plan.name, on=day)
    line, _new = BudgetLine.objects.get_or_create(unit=union, year=year, kind=kind)
    return Run.objects.create(
        plan=plan,
        occasion=occasion,
        on=day,
        unit=union,
        state=RunState.ISSUED,
        form=Form.GOODS,
        standard=AMOUNT,
        line=line,
        heads=1,
        cost=AMOUNT,
        submitted_by=by,
        opened_by=by,
        counted_at=now,
        issued_at=now,
        goods="Rice, 5 kg",
        place="Hall",
        collect_until=date(year, 12, 31),
    )


def _give(run: Run, first: int, last: int, most: int, by: User) -> int:
    """Give to up to `most` members, MEMBERS_AT_ONCE in a statement; return to how many."""
    at = timezone.make_aware(datetime.combine(run.on, time(10)))
    given = 0
    for after in range(first - 1, last, MEMBERS_AT_ONCE):
        params = {
            "occasion": run.occasion_id,
            "run": run.pk,
            "amount": AMOUNT,
            "at": at,
            "by": by.pk,
            "after": after,
            "upto": after + MEMBERS_AT_ONCE,
            "most": most - given,
        }
        given += run_sql(GIVE, params)
        if given >= most:
            break
    run_sql(PLACES, {"run": run.pk})
    return given


def _visit(union: Unit, most: int, by: User) -> None:
    year = timezone.localdate().year
    line, _new = BudgetLine.objects.get_or_create(unit=union, year=year, kind=Kind.HOSPITAL)
    run_sql(
        VISIT,
        {"by": by.pk, "line": line.pk, "state": VisitState.CLOSED.value, "first": date(year, 1, 1), "most": most},
    )
