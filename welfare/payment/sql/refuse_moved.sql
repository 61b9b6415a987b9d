-- Refuses the rows whose lines have changed since the answer was compared: another answer was taken or taken back.
UPDATE welfare_answerrow AS row SET outcome = 'faulty', fault = %(moved)s, params = '{}'
FROM welfare_paymentline AS line
WHERE row.file_id = %(file)s AND row.outcome = ANY (%(taken)s) AND line.id = row.line_id
  AND line.state <> CASE row.outcome WHEN 'late' THEN 'paid' ELSE 'sent' END
