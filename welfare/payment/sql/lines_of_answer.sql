-- The lines of a batch that rows of an answer name, as `answer_reading.Line`.
SELECT
    line.id, line.state, line.amount, line.name, (file.fetched_at AT TIME ZONE %(zone)s)::date, line.paid_on,
    CASE WHEN line.state = 'returned' THEN (
        SELECT id FROM welfare_paymentline WHERE replaces_id = line.id AND state <> 'cancelled'
    ) END
FROM welfare_paymentline AS line JOIN welfare_paymentfile AS file ON file.id = line.file_id
WHERE line.id = ANY (%(keys)s) AND file.batch_id = %(batch)s
