-- Writes what each chosen member owes for each of the given months (first days): a line each, new or as it is now.
--
-- {chosen}: a SELECT of the members' ids, with its own parameters first. Then: the path of the unit (everybody who stood
-- in it or below), and three times the months. {exemption}: why a line of `standing` owes nothing, '' if it may owe.
-- {left_states}: the states of those who have left.
--
-- The sum is that of rules.dues_of: div() drops what is below a whole step, round() rounds half a fen up.
-- Whoever left long ago gets no line; a line that stands already says in any case what became of it.
-- Records that were merged are one person, whose wages and waivers count for all of them. A month is asked of a person
-- once: where several records have a line, the one on which more was paid counts, then that of the kept record. What
-- stands already goes before what is new, so each line finds out by itself. A merged record gets no new line.
WITH merged AS (
    SELECT id, merged_into_id AS kept, state_since AS until FROM members_member WHERE merged_into_id IS NOT NULL
),
record AS (SELECT id, kept, until FROM merged UNION SELECT kept, kept, NULL FROM merged),
other AS (
    SELECT mine.id AS member_id, mine.until IS NULL AS kept, other.id AS other_id, other.until
    FROM record AS mine JOIN record AS other ON other.kept = mine.kept AND other.id <> mine.id
),
chosen (id) AS ({chosen}),
counted AS (
    SELECT id AS member_id, id AS record_id FROM chosen
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
asked_elsewhere AS (
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
        OR member_id NOT IN (SELECT id FROM merged)
        AND (standing.state NOT IN {left_states} OR standing.starts_on > first - interval '1 month')
    ) AND (
        standing.unit_id IN (SELECT id FROM place) OR known.unit_id IN (SELECT id FROM place)
    ) AND settled IS NOT TRUE
),
basis AS (
    SELECT
        counted.member_id, wage, starts_on,
        lead(starts_on) OVER (
            PARTITION BY counted.member_id ORDER BY starts_on, record_id = counted.member_id
        ) AS ends_on
    FROM members_duesbasis AS basis JOIN counted ON record_id = basis.member_id
),
waived AS (
    SELECT DISTINCT ON (counted.member_id, first) counted.member_id, first, waiver.id
    FROM members_dueswaiver AS waiver JOIN counted ON record_id = waiver.member_id
    JOIN month ON starts_on <= first AND (ends_on IS NULL OR ends_on > first)
    ORDER BY counted.member_id, first, waiver.id
),
assessed AS (
    SELECT
        line.*, rate, step, wage, waived.id AS waiver_id, round(div(wage, step) * step * rate, 2) AS amount
    FROM line
    JOIN month ON month.first = line.first
    LEFT JOIN waived ON waived.member_id = line.member_id AND waived.first = line.first
    LEFT JOIN basis ON basis.member_id = line.member_id AND basis.starts_on <= line.first
        AND (basis.ends_on IS NULL OR basis.ends_on > line.first)
),
with_state AS (
    SELECT *, CASE
        WHEN exemption <> '' THEN 'exempt'
        WHEN waiver_id IS NOT NULL THEN 'waived'
        WHEN wage IS NULL THEN 'unknown'
        WHEN amount = 0 THEN 'exempt'
        ELSE 'due'
    END AS state
    FROM assessed
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
FROM with_state
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
