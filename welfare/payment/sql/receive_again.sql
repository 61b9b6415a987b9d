-- Notes as received again what had been paid before an answer, now taken back, said that it was returned.
UPDATE welfare_grant AS due
SET received_at = line.decided_at, received_by_id = earlier.by_id, payment_id = line.id
FROM welfare_answerrow AS row
JOIN welfare_paymentline AS line ON line.id = row.line_id
JOIN welfare_answerfile AS earlier ON earlier.id = line.answer_id
WHERE row.file_id = %(file)s AND row.outcome = 'late' AND due.id = line.grant_id AND due.received_at IS NULL
  AND line.state = 'paid'
