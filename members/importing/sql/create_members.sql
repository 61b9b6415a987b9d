-- Creates the new members of a slice. {columns}: all columns but the key; {values}: the same, of v. `defaults`: the
-- values of the columns that the row does not write.
INSERT INTO members_member ({columns}) SELECT {values}
FROM (SELECT %(defaults)s::jsonb || {columns_to_write} AS written {rows_of_slice}) AS w,
LATERAL jsonb_populate_record(NULL::members_member, w.written) AS v
