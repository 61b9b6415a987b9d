-- Locks the members whom the rows of a slice change, in one order for everybody.
SELECT m.id FROM members_member AS m WHERE m.id IN (SELECT r.member_id {rows_of_slice}) ORDER BY m.id FOR UPDATE
