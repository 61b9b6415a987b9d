-- Enters the new members of a slice. {columns}: all columns but the key; {values}: the same, of v. `defaults`: what
-- stands in a column of which the sheet says nothing.
INSERT INTO members_member ({columns}) SELECT {values}
FROM (SELECT %(defaults)s::jsonb || {columns_to_write} AS written {rows_of_slice}) AS w,
LATERAL jsonb_populate_record(NULL::members_member, w.written) AS v
