-- A fragment of the other statements: the rows r of a slice with one outcome that are to be taken over, none of them left
-- out or waiting for a unit that was not set up. `units`: the keys of the units set up, by name.
FROM members_importrow AS r WHERE r.job_id = %(job)s AND r.number BETWEEN %(first)s AND %(last)s
AND NOT r.left_out AND r.outcome = %(outcome)s AND (r.missing_unit = '' OR %(units)s::jsonb ? r.missing_unit)
