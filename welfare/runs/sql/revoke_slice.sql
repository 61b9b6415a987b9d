-- Revokes what the members of a range of keys have not collected of a run, and what is not on its way through the bank;
-- returns how many grants, and how much money that is.
WITH revoked AS (
    UPDATE welfare_grant AS due SET revoked_at = %(at)s
    WHERE due.run_id = %(run)s AND due.member_id BETWEEN %(lo)s AND %(hi)s
        AND due.received_at IS NULL AND due.revoked_at IS NULL
        AND NOT EXISTS (
            SELECT FROM welfare_paymentline WHERE grant_id = due.id AND state IN ('made', 'sent', 'paid')
        )
    RETURNING due.amount
)
SELECT count(*), coalesce(sum(amount), 0) FROM revoked
