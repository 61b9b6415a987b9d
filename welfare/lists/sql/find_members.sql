-- Finds the members of the rows that show no fault by themselves. Refused: numbers that nobody of the unit and those
-- below it has, with the same words whether they exist elsewhere; numbers that stand in several rows, all of them, since
-- nobody knows which is meant; members who have left; rows with another name than the register's, blanks and the kind of
-- the dot in a name not counted. Afterwards no row keeps the name that was typed, but where it is the reason.
WITH found AS (
    SELECT line.id, member.id AS member_id, member.state, member.merged_into_id,
        line.params ->> 'name' AS typed, member.name,
        count(*) OVER (PARTITION BY line.employee_number) AS times,
        min(line.row) OVER (PARTITION BY line.employee_number) AS first_row,
        max(line.row) OVER (PARTITION BY line.employee_number) AS last_row, line.row
    FROM welfare_listrow AS line
    LEFT JOIN (
        members_member AS member
        JOIN members_unit AS unit ON unit.id = member.unit_id AND starts_with(unit.path, %(path)s)
    ) ON member.employee_number = line.employee_number
    WHERE line.list_id = %(list)s AND line.employee_number <> ''
), assessed AS (
    SELECT *, CASE
        WHEN member_id IS NULL THEN %(unknown)s
        WHEN times > 1 THEN %(twice)s
        WHEN state = ANY(%(left_states)s) OR merged_into_id IS NOT NULL THEN %(left)s
        WHEN regexp_replace(translate(typed, '•・．.', '····'), '\s', '', 'g')
            <> regexp_replace(translate(name, '•・．.', '····'), '\s', '', 'g') THEN %(other_name)s
        ELSE ''
    END AS fault
    FROM found
)
UPDATE welfare_listrow AS line
SET member_id = CASE WHEN assessed.fault = '' THEN assessed.member_id END, fault = assessed.fault,
    params = CASE assessed.fault
        WHEN %(twice)s THEN jsonb_build_object(
            'row', CASE WHEN assessed.row = assessed.first_row THEN assessed.last_row ELSE assessed.first_row END)
        WHEN %(other_name)s THEN jsonb_build_object('number', line.employee_number, 'name', assessed.typed)
        ELSE jsonb_build_object('number', line.employee_number)
    END
FROM assessed WHERE line.id = assessed.id AND line.fault = ''
