-- Refuses the rows above the cap for one event that holds in the unit of their member.
UPDATE welfare_listrow AS line
SET member_id = NULL, fault = %(fault)s, params = jsonb_build_object('cap', caps.cap::text)
FROM unnest(%(units)s::bigint[], %(caps)s::numeric[]) AS caps (unit_id, cap)
JOIN members_member AS member ON member.unit_id = caps.unit_id
WHERE line.list_id = %(list)s AND line.member_id = member.id AND line.amount > caps.cap
