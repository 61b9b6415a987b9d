-- Returns each run and unit of which the kept sums are not what its grants say.
WITH told AS (
    SELECT run_id, unit_id, sum(received_heads) AS received, sum(received_money) AS received_money,
        sum(revoked_heads) AS revoked, sum(revoked_money) AS revoked_money
    FROM welfare_receiptsum GROUP BY run_id, unit_id
), taken_off AS (
    SELECT run_id, unit_id, count(*) AS heads, sum(amount) AS money
    FROM welfare_withdrawngrant WHERE amount IS NOT NULL GROUP BY run_id, unit_id
), given AS (
    SELECT place.run_id, place.unit_id,
        place.heads - coalesce(taken_off.heads, 0) - coalesce(told.revoked, 0) AS heads,
        place.cost - coalesce(taken_off.money, 0) - coalesce(told.revoked_money, 0) AS money
    FROM welfare_rununit AS place JOIN welfare_run AS run ON run.id = place.run_id
    LEFT JOIN taken_off ON taken_off.run_id = place.run_id AND taken_off.unit_id = place.unit_id
    LEFT JOIN told ON told.run_id = place.run_id AND told.unit_id = place.unit_id
    WHERE run.state IN ('issued', 'closed')
), kept AS (
    SELECT run_id, unit_id, coalesce(given.heads, 0) AS heads, coalesce(given.money, 0) AS money,
        coalesce(told.received, 0) AS received, coalesce(told.received_money, 0) AS received_money,
        coalesce(told.revoked, 0) AS revoked, coalesce(told.revoked_money, 0) AS revoked_money
    FROM given FULL JOIN told USING (run_id, unit_id)
), counted AS (
    SELECT run_id, welfare_grant.unit_id,
        count(*) FILTER (WHERE welfare_grant.revoked_at IS NULL AND run.state IN ('issued', 'closed')) AS heads,
        coalesce(sum(amount) FILTER (WHERE welfare_grant.revoked_at IS NULL AND run.state IN ('issued', 'closed')), 0) AS money,
        count(received_at) AS received,
        coalesce(sum(amount) FILTER (WHERE received_at IS NOT NULL), 0) AS received_money,
        count(welfare_grant.revoked_at) AS revoked,
        coalesce(sum(amount) FILTER (WHERE welfare_grant.revoked_at IS NOT NULL), 0) AS revoked_money
    FROM welfare_grant JOIN welfare_run AS run ON run.id = run_id GROUP BY run_id, welfare_grant.unit_id
)
SELECT run_id, unit_id,
    coalesce(kept.heads, 0)::int, coalesce(kept.money, 0), coalesce(kept.received, 0)::int,
    coalesce(kept.received_money, 0), coalesce(kept.revoked, 0)::int, coalesce(kept.revoked_money, 0),
    coalesce(counted.heads, 0)::int, coalesce(counted.money, 0), coalesce(counted.received, 0)::int,
    coalesce(counted.received_money, 0), coalesce(counted.revoked, 0)::int, coalesce(counted.revoked_money, 0)
FROM kept FULL JOIN counted USING (run_id, unit_id)
WHERE (coalesce(kept.heads, 0), coalesce(kept.money, 0), coalesce(kept.received, 0), coalesce(kept.received_money, 0),
        coalesce(kept.revoked, 0), coalesce(kept.revoked_money, 0))
    <> (coalesce(counted.heads, 0), coalesce(counted.money, 0), coalesce(counted.received, 0),
        coalesce(counted.received_money, 0), coalesce(counted.revoked, 0), coalesce(counted.revoked_money, 0))
ORDER BY run_id, unit_id
