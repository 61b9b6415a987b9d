-- How many grants of a run are received, with the bank, returned by it, or wait, and how much money each of these is.
-- Those held by an objection are left out: their money is reserved until it is decided.
SELECT
    count(*) FILTER (WHERE received), coalesce(sum(amount) FILTER (WHERE received), 0),
    count(*) FILTER (WHERE NOT received AND line IN ('made', 'sent', 'paid')),
    coalesce(sum(amount) FILTER (WHERE NOT received AND line IN ('made', 'sent', 'paid')), 0),
    count(*) FILTER (WHERE NOT received AND line = 'returned'),
    coalesce(sum(amount) FILTER (WHERE NOT received AND line = 'returned'), 0),
    count(*) FILTER (WHERE NOT received AND line IS NULL),
    coalesce(sum(amount) FILTER (WHERE NOT received AND line IS NULL), 0)
FROM (
    SELECT
        due.amount, due.received_at IS NOT NULL AS received,
        CASE WHEN %(money)s AND due.received_at IS NULL THEN (
            SELECT state FROM welfare_paymentline
            WHERE grant_id = due.id AND state <> 'cancelled' ORDER BY id DESC LIMIT 1
        ) END AS line
    FROM welfare_grant AS due
    WHERE due.run_id = %(run)s AND due.revoked_at IS NULL AND NOT due.held
) AS share
