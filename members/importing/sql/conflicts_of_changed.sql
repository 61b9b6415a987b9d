-- Makes conflicts of the rows whose members are no longer as they were when the row was checked. Fields left out may have
-- changed, but the unit is always compared: who has left it is no longer this officer's to change.
UPDATE members_importrow SET outcome = 'conflict' WHERE id IN (SELECT r.id {rows_of_slice} AND NOT EXISTS (
SELECT FROM members_member AS m WHERE m.id = r.member_id
AND to_jsonb(m) @> (r.old - array_remove(%(left_out)s::text[], 'unit_id'))))
