-- Adds the members with keys from lo to hi to the cells of a count: who was a member on its day, in the unit of that
-- day but with the post category and sex of today, and what they received in its year under whichever of their records.
-- A merged record is nobody by itself.
WITH people AS MATERIALIZED (
    SELECT member.id, period.unit_id, member.post_category, member.sex
    FROM members_membershipperiod AS period JOIN members_member AS member ON member.id = period.member_id
    WHERE period.member_id BETWEEN %(lo)s AND %(hi)s AND period.state = ANY(%(in_union)s)
    AND period.starts_on <= %(on)s AND (period.ends_on IS NULL OR period.ends_on > %(on)s)
    AND member.merged_into_id IS NULL
), records AS (
    SELECT id AS record, id FROM people
    UNION ALL
    SELECT merged.id, people.id FROM people JOIN members_member AS merged ON merged.merged_into_id = people.id
), received AS (
    SELECT records.id, occasion.kind, given.amount
    FROM records JOIN welfare_grant AS given ON given.member_id = records.record
    JOIN welfare_occasion AS occasion ON occasion.id = given.occasion_id
    WHERE given.received_at IS NOT NULL AND given.revoked_at IS NULL
    AND occasion."on" BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT records.id, visit.kind, visit.amount
    FROM records JOIN welfare_visit AS visit ON visit.member_id = records.record
    WHERE visit.state = ANY(%(paid)s) AND visit.event_on BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT records.id, CASE WHEN aid.kind = 'school' THEN 'school' ELSE 'hardship' END, aid.amount
    FROM records JOIN welfare_hardshipfile AS file ON file.member_id = records.record
    JOIN welfare_hardshipaid AS aid ON aid.file_id = file.id
    WHERE aid.given_on BETWEEN %(first)s AND %(last)s
), by_kind AS MATERIALIZED (
    SELECT id, kind, sum(amount) AS money FROM received GROUP BY id, kind
), reached AS (
    SELECT id, sum(money) AS money FROM by_kind GROUP BY id
), cells AS (
    SELECT '' AS kind, people.unit_id, people.post_category, people.sex, count(*) AS members,
        count(reached.id) AS heads, coalesce(sum(reached.money), 0) AS money
    FROM people LEFT JOIN reached ON reached.id = people.id
    GROUP BY people.unit_id, people.post_category, people.sex
    UNION ALL
    SELECT by_kind.kind, people.unit_id, '', '', 0, count(*), sum(by_kind.money)
    FROM people JOIN by_kind ON by_kind.id = people.id GROUP BY by_kind.kind, people.unit_id
)
INSERT INTO welfare_coveragecell AS cell (count_id, kind, unit_id, post_category, sex, members, heads, money)
SELECT %(count)s, kind, unit_id, post_category, sex, members, heads, money FROM cells
ON CONFLICT (count_id, kind, unit_id, post_category, sex) DO UPDATE SET
    members = cell.members + excluded.members, heads = cell.heads + excluded.heads, money = cell.money + excluded.money
