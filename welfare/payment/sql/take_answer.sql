-- Sets the lines that the rows of an answer are about. A line returned later keeps the day on which it was paid.
UPDATE welfare_paymentline AS line
SET state = CASE row.outcome WHEN 'paid' THEN 'paid' ELSE 'returned' END,
    paid_on = CASE row.outcome WHEN 'paid' THEN row.day WHEN 'late' THEN line.paid_on END,
    reason = CASE row.outcome WHEN 'paid' THEN '' ELSE row.reason END,
    wrong_account = row.outcome <> 'paid' AND EXISTS (
        SELECT FROM unnest(%(words)s::text[]) AS word WHERE position(word IN row.reason) > 0
    ),
    answer_id = row.file_id, decided_at = %(at)s
FROM welfare_answerrow AS row
WHERE row.file_id = %(file)s AND row.outcome = ANY (%(taken)s) AND line.id = row.line_id
