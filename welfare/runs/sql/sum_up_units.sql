-- Writes, for each unit of a run, how many people receive and what that costs.
UPDATE welfare_rununit AS place SET heads = given.heads, cost = given.cost
FROM (
    SELECT unit_id, count(*) AS heads, sum(amount) AS cost
    FROM welfare_grant
    WHERE run_id = %(run)s AND revoked_at IS NULL
    GROUP BY unit_id
) AS given
WHERE place.run_id = %(run)s AND place.unit_id = given.unit_id
