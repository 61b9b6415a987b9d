-- Sets the lines of an answer as they were before it.
UPDATE welfare_paymentline AS line
SET state = CASE row.outcome WHEN 'late' THEN 'paid' ELSE 'sent' END,
    paid_on = CASE row.outcome WHEN 'late' THEN line.paid_on END,
    reason = '', wrong_account = false, answer_id = row.answer_before,
    decided_at = CASE row.outcome WHEN 'late' THEN line.decided_at END
FROM welfare_answerrow AS row
WHERE row.file_id = %(file)s AND row.outcome IN ('paid', 'returned', 'late') AND line.id = row.line_id
  AND line.answer_id = %(file)s
