-- Makes conflicts of the rows whose members have changed since the check. Columns in `left_out` are not compared, but
-- for the unit: the officer may have no right to members who have left it.
UPDATE members_importrow SET outcome = 'conflict' WHERE id IN (SELECT r.id {rows_of_slice} AND NOT EXISTS (
SELECT FROM members_member AS m WHERE m.id = r.member_id
AND to_jsonb(m) @> (r.old - array_remove(%(left_out)s::text[], 'unit_id'))))
