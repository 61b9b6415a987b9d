-- Takes back the receipts that rest on payments of this answer that are not paid any more; returns their grants.
UPDATE welfare_grant AS due
SET received_at = NULL, received_by_id = NULL, payment_id = NULL
FROM welfare_answerrow AS row
JOIN welfare_paymentline AS line ON line.id = row.line_id
WHERE row.file_id = %(file)s AND row.outcome IN ('paid', 'late') AND due.id = line.grant_id
  AND due.payment_id = line.id AND line.state <> 'paid'
RETURNING due.id
