-- Locks the lines that the rows of an answer are about, in one order for everybody.
SELECT id FROM welfare_paymentline
WHERE id IN (SELECT line_id FROM welfare_answerrow WHERE file_id = %(file)s AND outcome = ANY (%(taken)s))
ORDER BY id FOR NO KEY UPDATE
