-- Notes of each payment that is returned later which answer said that it was paid, for taking this one back.
UPDATE welfare_answerrow AS row SET answer_before = line.answer_id
FROM welfare_paymentline AS line
WHERE row.file_id = %(file)s AND row.outcome = 'late' AND line.id = row.line_id
