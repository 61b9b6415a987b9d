-- Locks the members that the rows of a slice change, in the order of their keys, so that there are no deadlocks.
SELECT m.id FROM members_member AS m WHERE m.id IN (SELECT r.member_id {rows_of_slice}) ORDER BY m.id FOR UPDATE
