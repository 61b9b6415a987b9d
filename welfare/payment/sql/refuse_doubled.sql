-- Refuses also the first of several rows that name the same line: nobody knows which of them the bank means.
UPDATE welfare_answerrow AS row
SET outcome = 'faulty', fault = %(doubled)s, params = jsonb_build_object('row', other.row), "column" = other."column"
FROM welfare_answerrow AS other
WHERE row.file_id = %(file)s AND row.outcome IN ('paid', 'returned', 'late')
  AND other.file_id = %(file)s AND other.outcome = 'faulty' AND other.fault = %(doubled)s
  AND other.line_id = row.line_id
