-- A fragment of other statements: the rows r of a slice with one outcome that are to be applied, without those that are
-- left out or whose unit was not created. `units`: the keys of the created units by name.
FROM members_importrow AS r WHERE r.job_id = %(job)s AND r.number BETWEEN %(first)s AND %(last)s
AND NOT r.left_out AND r.outcome = %(outcome)s AND (r.missing_unit = '' OR %(units)s::jsonb ? r.missing_unit)
