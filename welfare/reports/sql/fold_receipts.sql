-- Takes rows that triggers have added since, and adds them to the one folded row of their run and unit.
WITH gone AS (
    DELETE FROM welfare_receiptsum WHERE id IN (
        SELECT id FROM welfare_receiptsum WHERE NOT is_folded ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
    RETURNING run_id, unit_id, received_heads, received_money, revoked_heads, revoked_money
), added AS (
    SELECT run_id, unit_id, sum(received_heads) AS received_heads, sum(received_money) AS received_money,
        sum(revoked_heads) AS revoked_heads, sum(revoked_money) AS revoked_money
    FROM gone GROUP BY run_id, unit_id
), written AS (
    INSERT INTO welfare_receiptsum AS kept
        (run_id, unit_id, is_folded, received_heads, received_money, revoked_heads, revoked_money)
    SELECT run_id, unit_id, true, received_heads, received_money, revoked_heads, revoked_money
    FROM added ORDER BY run_id, unit_id
    ON CONFLICT (run_id, unit_id) WHERE is_folded DO UPDATE SET
        received_heads = kept.received_heads + excluded.received_heads,
        received_money = kept.received_money + excluded.received_money,
        revoked_heads = kept.revoked_heads + excluded.revoked_heads,
        revoked_money = kept.revoked_money + excluded.revoked_money
)
SELECT count(*)::int FROM gone
