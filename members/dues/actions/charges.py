"""Working out who owes what: one statement for any number of months and members."""

from datetime import date

from django.db import connection
from django.db.models import QuerySet
from psycopg2.sql import SQL, Composable, Literal

from members.choices import LEFT_STATES
from members.dues import rules
from members.dues.models.charges import DuesRule
from members.register.models.member import Member
from members.units.models.units import Unit

# Computing and payroll files lock the same charges by the thousand: they take turns rather than wait in a circle.
TURN = 7_201_504

# The sum is that of rules.dues_of: div() drops what is below a whole step, round() rounds half a fen up.
# Whoever left long ago gets no line; a line that stands already says in any case what became of it.
# Records that were merged are one person, whose wages and waivers count for all of them. A month is asked of a person
# once: where several records have a line, the one on which more was paid counts, then that of the kept record. What
# stands already goes before what is new, so each line finds out by itself. A merged record gets no new line.
COMPUTE = """
    WITH double AS (
        SELECT id, merged_into_id AS kept, state_since AS until FROM members_member WHERE merged_into_id IS NOT NULL
    ),
    record AS (SELECT id, kept, until FROM double UNION SELECT kept, kept, NULL FROM double),
    other AS (
        SELECT mine.id AS member_id, mine.until IS NULL AS kept, other.id AS other_id, other.until
        FROM record AS mine JOIN record AS other ON other.kept = mine.kept AND other.id <> mine.id
    ),
    chosen (id) AS ({chosen}),
    speaker AS (
        SELECT id AS member_id, id AS speaker_id FROM chosen
        UNION ALL SELECT member_id, other_id FROM other WHERE member_id IN (SELECT id FROM chosen)
    ),
    place AS (SELECT id FROM members_unit WHERE starts_with(path, %s)),
    month AS (
        SELECT first, rule.rate, rule.step
        FROM unnest(%s::date[]) AS first
        CROSS JOIN LATERAL (
            SELECT rate, step FROM members_duesrule WHERE effective_from <= first ORDER BY effective_from DESC LIMIT 1
        ) AS rule
    ),
    standing AS (
        SELECT member_id, first, unit_id, state, starts_on
        FROM members_membershipperiod JOIN month ON starts_on <= first AND (ends_on IS NULL OR ends_on > first)
        WHERE member_id IN (SELECT id FROM chosen)
    ),
    known AS (
        SELECT member_id, month AS first, unit_id, state = 'paid' AS settled FROM members_duescharge
        WHERE month = ANY (%s::date[]) AND member_id IN (SELECT id FROM chosen)
    ),
    elsewhere AS (
        SELECT other.member_id, theirs.month AS first
        FROM other
        JOIN members_duescharge AS theirs
            ON theirs.member_id = other.other_id AND theirs.month = ANY (%s::date[]) AND theirs.state <> 'exempt'
            AND (theirs.state = 'paid' OR theirs.month < coalesce(other.until, 'infinity'))
        LEFT JOIN members_duescharge AS own
            ON own.member_id = other.member_id AND own.month = theirs.month AND own.state <> 'exempt'
        WHERE own.id IS NULL
           OR (theirs.paid, other.until IS NULL, other.member_id) > (own.paid, other.kept, other.other_id)
    ),
    line AS MATERIALIZED (
        SELECT
            member_id, first, coalesce(standing.unit_id, known.unit_id) AS unit_id, {exemption} AS exemption
        FROM standing FULL JOIN known USING (member_id, first)
        WHERE (
            known.member_id IS NOT NULL
            OR member_id NOT IN (SELECT id FROM double)
            AND (standing.state NOT IN {left_states} OR standing.starts_on > first - interval '1 month')
        ) AND (
            standing.unit_id IN (SELECT id FROM place) OR known.unit_id IN (SELECT id FROM place)
        ) AND settled IS NOT TRUE
    ),
    basis AS (
        SELECT
            speaker.member_id, wage, starts_on,
            lead(starts_on) OVER (
                PARTITION BY speaker.member_id ORDER BY starts_on, speaker_id = speaker.member_id
            ) AS ends_on
        FROM members_duesbasis AS basis JOIN speaker ON speaker_id = basis.member_id
    ),
    waived AS (
        SELECT DISTINCT ON (speaker.member_id, first) speaker.member_id, first, waiver.id
        FROM members_dueswaiver AS waiver JOIN speaker ON speaker_id = waiver.member_id
        JOIN month ON starts_on <= first AND (ends_on IS NULL OR ends_on > first)
        ORDER BY speaker.member_id, first, waiver.id
    ),
    judged AS (
        SELECT
            line.*, rate, step, wage, waived.id AS waiver_id, round(div(wage, step) * step * rate, 2) AS amount
        FROM line
        JOIN month ON month.first = line.first
        LEFT JOIN waived ON waived.member_id = line.member_id AND waived.first = line.first
        LEFT JOIN basis ON basis.member_id = line.member_id AND basis.starts_on <= line.first
            AND (basis.ends_on IS NULL OR basis.ends_on > line.first)
    ),
    stated AS (
        SELECT *, CASE
            WHEN exemption <> '' THEN 'exempt'
            WHEN waiver_id IS NOT NULL THEN 'waived'
            WHEN wage IS NULL THEN 'unknown'
            WHEN amount = 0 THEN 'exempt'
            ELSE 'due'
        END AS state
        FROM judged
    )
    INSERT INTO members_duescharge AS charge
        (member_id, month, unit_id, basis, rate, step, amount, paid, state, exemption, waiver_id)
    SELECT
        member_id, first, unit_id, wage, rate, step,
        CASE state WHEN 'due' THEN amount ELSE 0 END,
        0,
        state,
        CASE WHEN state <> 'exempt' THEN '' WHEN exemption = '' THEN 'small_wage' ELSE exemption END,
        CASE state WHEN 'waived' THEN waiver_id END
    FROM stated
    ON CONFLICT (member_id, month) DO UPDATE SET
        unit_id = excluded.unit_id, basis = excluded.basis, rate = excluded.rate, step = excluded.step,
        amount = excluded.amount, exemption = excluded.exemption, waiver_id = excluded.waiver_id,
        state = CASE WHEN excluded.state = 'due' AND charge.paid >= excluded.amount THEN 'paid' ELSE excluded.state END
    WHERE charge.state <> 'paid'
      AND (charge.unit_id, charge.basis, charge.rate, charge.step, charge.amount, charge.exemption, charge.waiver_id,
           charge.state)
      IS DISTINCT FROM
          (excluded.unit_id, excluded.basis, excluded.rate, excluded.step, excluded.amount, excluded.exemption,
           excluded.waiver_id, excluded.state)
"""


def ensure_dues_rule() -> None:
    """Ship the rule of 1978 where there is none; one that exists stays as its administrator left it."""
    if not DuesRule.objects.exists():
        DuesRule.objects.create(effective_from=rules.IN_FORCE_SINCE, source=rules.SOURCE)


def take_turn() -> None:
    """Wait until nobody else works on many charges at once; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def compute_charges(months: list[date], *, unit: Unit | None = None, members: QuerySet[Member] | None = None) -> int:
    """Work out the charges of `months` (first days) for everybody who stood in `unit` or below on each of them.

    One statement, and the same once more changes nothing: what is paid stays, everything else becomes what register,
    wages, waivers and rule say now. Without `unit` everywhere, with `members` only for them. Returns how many charges
    are new or different.
    """
    wanted = Member.objects.all() if members is None else members
    chosen, params = wanted.order_by().values("pk").query.sql_with_params()
    statement = SQL(COMPUTE).format(
        chosen=SQL(chosen), exemption=_exemption(), left_states=SQL("({})").format(_listed([*LEFT_STATES]))
    )
    with connection.cursor() as cursor:
        # As text: whoever wraps statements, such as the row history of a request, reads text only.
        text = statement.as_string(cursor.cursor)
        cursor.execute(text, [*params, unit.path if unit else "", months, months, months])
        return cursor.rowcount


def _exemption() -> Composable:
    cases = SQL(" ").join(
        SQL("WHEN standing.state = {} THEN {}").format(Literal(str(state)), Literal(str(why)))
        for state, why in rules.EXEMPT_STATES.items()
    )
    nobody = Literal(str(rules.Exemption.NO_MEMBER))
    merged = Literal(str(rules.Exemption.MERGED))
    return SQL(
        "CASE WHEN standing.state IS NULL THEN {} {} "
        "WHEN (member_id, first) IN (SELECT member_id, first FROM elsewhere) THEN {} ELSE '' END"
    ).format(nobody, cases, merged)


def _listed(words: list[str]) -> Composable:
    return SQL(", ").join(Literal(str(word)) for word in words)
