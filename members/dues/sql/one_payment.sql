-- A source for write_payments: one payment in cash or by transfer for one charge.
SELECT
    id AS charge_id, unit_id, %(amount)s::numeric AS amount, %(paid_on)s::date AS paid_on, %(paid_by)s AS paid_by,
    NULL::bigint AS file_id, '' AS digest, NULL::int AS row, %(note)s AS note, %(by)s::bigint AS by_id
FROM members_duescharge WHERE id = %(charge)s
