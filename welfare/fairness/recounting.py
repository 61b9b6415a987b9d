"""Counts a range of a run's members once more under the rules of a recount: one statement for a range."""

from copy import copy
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Max, Min, When
from django.utils import timezone
from psycopg2.sql import SQL

from members.units.models.units import Unit
from office.sql import rows_of_sql
from office.types import FieldValues
from welfare.choices import RECEIVING, Basis, Verdict
from welfare.fairness.models import CapsBy, Purpose, Recount, RecountUnit
from welfare.fairness.rules import CapCount
from welfare.grants.models.grants import Grant
from welfare.plans.matching import YUAN
from welfare.runs.actions.slicing import UNITS_AT_ONCE, caps_by_unit
from welfare.runs.eligibility import Scope, judged, members_of
from welfare.runs.models.runs import Run
from welfare.runs.rules import SLICE_SIZE, split_range

if TYPE_CHECKING:
    from welfare.runs.eligibility import JudgedMembers

# Who is no member on the day of the event: nobody means them, whatever a plan says.
OUTSIDE = (Verdict.LEFT, Verdict.PENDING, Verdict.RETAINED, Verdict.RETIRED, Verdict.JOINED_LATER)
# The rules of a run that can be left out: fields of its conditions, its table of amounts, its caps.
AMOUNTS, YEAR_CAP, EVENT_CAP = "amounts", "year_cap", "festival_cap"

COUNT = SQL("""
    WITH judged (member_id, unit_id, post_category, sex, verdict, due, reduced_by, amount, cap) AS MATERIALIZED (
        {facts}
    ), own (member_id, verdict, due) AS MATERIALIZED ({own}),
    given AS (
        SELECT member_id, unit_id, post_category, amount, revoked_at IS NOT NULL AS revoked FROM welfare_grant
        WHERE occasion_id = %s AND run_id = %s AND member_id BETWEEN %s AND %s
    ), kept_out AS (
        SELECT member_id, unit_id, post_category, verdict FROM welfare_exclusion
        WHERE run_id = %s AND member_id BETWEEN %s AND %s
    ), people AS (
        SELECT member_id, coalesce(given.unit_id, kept_out.unit_id, judged.unit_id) AS unit_id,
            coalesce(given.post_category, kept_out.post_category, judged.post_category) AS post_category,
            coalesce(judged.sex, member.sex) AS sex, coalesce(judged.verdict, 'left') AS verdict,
            coalesce(kept_out.verdict, judged.verdict, 'left') AS was,
            judged.reduced_by, judged.amount, judged.cap, coalesce(given.amount, 0) AS given,
            CASE WHEN %s THEN coalesce(given.amount, 0)
                WHEN judged.verdict IN (%s, %s) THEN judged.due ELSE 0 END AS due,
            CASE WHEN own.verdict IN (%s, %s) THEN own.due ELSE 0 END AS own_due
        FROM judged FULL JOIN given USING (member_id) FULL JOIN kept_out USING (member_id)
        LEFT JOIN own USING (member_id)
        LEFT JOIN members_member AS member ON member.id = member_id AND judged.member_id IS NULL
        -- A replay says nothing of those whose benefit was revoked: the run gave them nothing, for no rule's sake.
        WHERE NOT (%s AND coalesce(given.revoked, false))
    ), placed AS (
        SELECT people.*, coalesce(branch.id, place.id) AS branch_id,
            people.given > 0 OR people.due > 0 OR people.was <> ALL (%s) AS is_meant
        FROM people JOIN members_unit AS place ON place.id = people.unit_id
        LEFT JOIN members_unit AS branch ON branch.path = left(place.path, %s)
    ), counted AS (
        INSERT INTO welfare_recountcell AS cell (recount_id, branch_id, post_category, sex, meant, heads, money,
            given_heads, given_money, gains, gained, loses, lost, by_register)
        SELECT %s, branch_id, post_category, sex, count(*), count(*) FILTER (WHERE due > 0), sum(due),
            count(*) FILTER (WHERE given > 0), sum(given),
            count(*) FILTER (WHERE due > given), coalesce(sum(due - given) FILTER (WHERE due > given), 0),
            count(*) FILTER (WHERE due < given), coalesce(sum(given - due) FILTER (WHERE due < given), 0),
            count(*) FILTER (WHERE %s AND due <> given AND due = own_due)
        FROM placed WHERE is_meant GROUP BY branch_id, post_category, sex
        ON CONFLICT (recount_id, branch_id, post_category, sex) DO UPDATE SET
            meant = cell.meant + excluded.meant, heads = cell.heads + excluded.heads,
            money = cell.money + excluded.money, given_heads = cell.given_heads + excluded.given_heads,
            given_money = cell.given_money + excluded.given_money, gains = cell.gains + excluded.gains,
            gained = cell.gained + excluded.gained, loses = cell.loses + excluded.loses,
            lost = cell.lost + excluded.lost, by_register = cell.by_register + excluded.by_register
    ), listed AS (
        INSERT INTO welfare_recountchange (recount_id, member_id, unit_id, given, due, verdict, by_register)
        SELECT %s, member_id, unit_id, given, due, verdict, due = own_due
        FROM placed WHERE %s AND due <> given
    )
    SELECT reduced_by, cap::text, (count(*) FILTER (WHERE verdict = %s))::int,
        (count(*) FILTER (WHERE verdict = %s))::int, sum(amount - due)::text
    FROM placed WHERE verdict IN (%s, %s) AND reduced_by <> '' GROUP BY reduced_by, cap
""")
NOBODY = "SELECT NULL::bigint, NULL::text, NULL::numeric WHERE false"


def rules_of(run: Run) -> list[str]:
    """Return the rules of a run that can be left out: each condition that it has, its table of amounts, its caps."""
    found = [*run.group.as_json()]
    if run.amounts:
        found.append(AMOUNTS)
    caps = run.places.aggregate(year=Min("year_cap"), event=Min("festival_cap"))
    return [
        *found,
        *([YEAR_CAP] if caps["year"] is not None else []),
        *([EVENT_CAP] if caps["event"] is not None else []),
    ]


def count_of(run: Run) -> datetime:
    """Return when the run was counted. Raises ValueError for one that is not."""
    if run.counted_at is None:
        raise ValueError("The run is not counted")
    return run.counted_at


def subject_of(recount: Recount) -> Run:
    """Return the run with the rules of the recount; a copy that is never saved."""
    run = copy(recount.run)
    run.standard, run.conditions, run.amounts = recount.standard, recount.conditions, recount.amounts
    return run


def without_rule(recount: Recount) -> None:
    """Take the rule that is left out away from the recount's conditions or amounts; caps are taken away with places."""
    if recount.without == AMOUNTS:
        recount.amounts = {}
    elif recount.without not in (YEAR_CAP, EVENT_CAP):
        recount.conditions = {name: said for name, said in recount.conditions.items() if name != recount.without}


def counted_before(run: Run) -> tuple[int, ...]:
    """Return the keys of the runs whose grants the count of the run found: what was given later changes nothing."""
    earlier = Run.objects.filter(
        occasion__kind=run.occasion.kind, occasion__on__year=run.occasion.on.year, counted_at__lt=run.counted_at
    )
    return tuple(earlier.exclude(pk=run.pk).values_list("pk", flat=True))


def prepare(recount: Recount) -> None:
    """Write the caps of each unit and the ranges of keys; the caller has locked the recount."""
    run = recount.run
    if recount.purpose != Purpose.FIGURES:
        rows = [RecountUnit(recount=recount, unit_id=pk, **values) for pk, values in _places(recount)]
        RecountUnit.objects.bulk_create(rows, batch_size=UNITS_AT_ONCE)
    found = members_of(run).aggregate(heads=Count("pk"), first=Min("pk"), last=Max("pk"))
    # Those whose grants were revoked since are among the figures of the count.
    given = Grant.with_revoked.filter(run=run).aggregate(first=Min("member"), last=Max("member"))
    firsts = [one for one in (found["first"], given["first"]) if one is not None]
    lasts = [one for one in (found["last"], given["last"]) if one is not None]
    recount.first_key, recount.last_key = (min(firsts), max(lasts)) if firsts else (1, 0)
    ranges = split_range(found["heads"], recount.first_key, recount.last_key, SLICE_SIZE)
    recount.width = ranges[0][1] - ranges[0][0] + 1 if ranges else 1
    recount.next_key = recount.first_key


def _places(recount: Recount) -> list[tuple[int, FieldValues]]:
    run = recount.run
    # TODAY's caps are those in force on this day; the others are looked up for their units only.
    if recount.caps_by == CapsBy.OWN:
        meant = dict(caps_by_unit(run, run.on, recount.group))
        kept = run.places.values_list("unit", "year_cap", "festival_cap")
        found: dict[int, FieldValues] = {
            pk: {"year_cap": year, "festival_cap": event, "in_group": meant.get(pk, {}).get("in_group", True)}
            for pk, year, event in kept
        }
    else:
        found = {
            pk: {name: values[name] for name in ("year_cap", "festival_cap", "in_group")}
            for pk, values in caps_by_unit(run, timezone.localdate(), recount.group)
        }
    for values in found.values():
        if recount.caps_by == CapsBy.NONE:
            values |= {"year_cap": None, "festival_cap": None}
        elif recount.caps_by == CapsBy.PROPOSED:
            values |= {"year_cap": recount.year_cap, "festival_cap": recount.event_cap}
        if recount.without in (YEAR_CAP, EVENT_CAP):
            values[recount.without] = None
    return list(found.items())


def scope_of(recount: Recount) -> Scope:
    """Return which caps and grants count."""
    own = Scope(given_by=counted_before(recount.run))
    if recount.purpose == Purpose.FIGURES:
        return own
    return replace(own, places="standings__unit__recount_places", owner="recount", owned_by=recount.pk)


def count_range(recount: Recount, lo: int, hi: int) -> list[CapCount]:
    """Add the members with keys from `lo` to `hi` to the cells of the recount, and in a replay list who changes.

    Returns what each cap took among them.
    """
    subject, scope, is_own = subject_of(recount), scope_of(recount), recount.purpose == Purpose.FIGURES
    replayed = recount.purpose == Purpose.REPLAY
    facts, params = _facts(judged(subject, (lo, hi), scope), scope)
    own, own_params = NOBODY, ()
    if replayed:
        by_own_rules = judged(recount.run, (lo, hi), Scope(given_by=scope.given_by)).order_by()
        own, own_params = by_own_rules.values("pk", "verdict", "due").query.sql_with_params()
    statement = COUNT.format(facts=SQL(facts), own=SQL(own))
    run = recount.run
    rows = rows_of_sql(
        statement,
        [
            *params,
            *own_params,
            *(run.occasion_id, run.pk, lo, hi),
            *(run.pk, lo, hi),
            is_own,
            *RECEIVING,
            *RECEIVING,
            replayed,
            [verdict.value for verdict in OUTSIDE],
            len(run.unit.path) + Unit.steplen,
            *(recount.pk, replayed),
            *(recount.pk, replayed),
            *(Verdict.REDUCED, Verdict.CAP_REACHED),
            *(Verdict.REDUCED, Verdict.CAP_REACHED),
        ],
    )
    return [CapCount(basis, Decimal(cap), reduced, out, Decimal(money)) for basis, cap, reduced, out, money in rows]


def _facts(found: "JudgedMembers", scope: Scope) -> tuple[str, tuple[object, ...]]:
    """Return the columns of the CTE `judged` as SQL with its parameters."""
    cap = Case(
        When(reduced_by=Basis.PERSON_YEAR, then=F(f"{scope.places}__year_cap")),
        default=F(f"{scope.places}__festival_cap"),
        output_field=YUAN,
    )
    rows = found.order_by().annotate(cap=cap)
    columns = ("pk", "unit_then", "post_category", "sex", "verdict", "due", "reduced_by", "standard", "cap")
    sql, params = rows.values(*columns).query.sql_with_params()
    return sql, params
