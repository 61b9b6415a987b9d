-- Changes the members of a slice, which are locked. {assignments}: `column = v.column` for every column that a sheet can
-- change. Braces of the statement itself are doubled.
UPDATE members_member AS m SET {assignments}, updated_at = now()
FROM (SELECT r.member_id, {columns_to_write} AS written {rows_of_slice}) AS w, members_member AS o,
LATERAL jsonb_populate_record(o, w.written) AS v
WHERE o.id = w.member_id AND m.id = o.id AND w.written <> '{{}}'
