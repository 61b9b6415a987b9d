-- Compares the waiting rows of a payroll file with what is due from the members under the path of its unit.
--
-- The number of a record that was merged still means the person, who pays what is asked on any of their records.
-- A wage in the file decides what is due, as the rule of that month says; exempt and waived members owe nothing anyway.
WITH asked_elsewhere AS (
    SELECT DISTINCT ON (merged.merged_into_id, charge.month)
        merged.merged_into_id AS member_id, charge.month, charge.id
    FROM members_member AS merged JOIN members_duescharge AS charge ON charge.member_id = merged.id
    WHERE merged.merged_into_id IS NOT NULL AND charge.state <> 'exempt'
    ORDER BY merged.merged_into_id, charge.month, charge.paid DESC, charge.id
),
found AS (
    SELECT
        line.id, line.row, line.amount, member.id AS member_id, charge.id AS charge_id, charge.state,
        replace(line.name, ' ', '') IN (replace(bearer.name, ' ', ''), replace(member.name, ' ', '')) AS same_name,
        min(line.row) OVER (PARTITION BY member.id, line.month, line.amount IS NULL) AS first_row,
        member.user_id = %(by)s AND line.wage IS NOT NULL AND line.wage IS DISTINCT FROM charge.basis AS own_wage,
        EXISTS (
            SELECT 1 FROM members_duespayment WHERE digest = %(digest)s AND row = line.row
        ) AS known,
        CASE
            WHEN charge.state IN ('due', 'unknown') AND line.wage IS NOT NULL
            THEN round(div(line.wage, charge.step) * charge.step * charge.rate, 2)
            ELSE charge.amount
        END - charge.paid AS expected
    FROM members_payrollrow AS line
    LEFT JOIN (
        members_member AS bearer
        JOIN members_member AS member ON member.id = coalesce(bearer.merged_into_id, bearer.id)
        JOIN members_unit AS home ON home.id = member.unit_id
    ) ON bearer.employee_number = line.employee_number
    LEFT JOIN members_duescharge AS own ON own.member_id = member.id AND own.month = line.month
    LEFT JOIN asked_elsewhere AS other ON other.member_id = member.id AND other.month = line.month
    LEFT JOIN (
        members_duescharge AS charge
        JOIN members_unit AS place ON place.id = charge.unit_id
    ) ON charge.id = CASE WHEN own.state <> 'exempt' THEN own.id ELSE coalesce(other.id, own.id) END
    WHERE line.file_id = %(file)s AND line.outcome = 'waiting'
      AND (member.id IS NULL OR starts_with(coalesce(place.path, home.path), %(path)s))
),
assessed AS (
    SELECT *, CASE
        WHEN member_id IS NULL THEN %(unknown)s
        WHEN NOT same_name THEN %(other_name)s
        WHEN row > first_row THEN %(twice)s
        WHEN own_wage THEN %(own)s
        WHEN amount IS NULL OR known THEN ''
        WHEN charge_id IS NULL THEN %(not_open)s
        WHEN state = 'paid' THEN %(paid)s
        ELSE ''
    END AS fault
    FROM found
)
UPDATE members_payrollrow AS line
SET member_id = assessed.member_id, charge_id = assessed.charge_id, expected = assessed.expected, fault = assessed.fault,
    params = CASE assessed.fault
        WHEN %(twice)s THEN jsonb_build_object('row', first_row)
        WHEN %(unknown)s THEN jsonb_build_object('number', line.employee_number)
        ELSE '{}'
    END,
    outcome = CASE
        WHEN assessed.fault <> '' THEN 'faulty'
        WHEN assessed.amount IS NULL THEN 'wage'
        WHEN assessed.known THEN 'known'
        WHEN assessed.amount = assessed.expected THEN 'exact'
        WHEN assessed.amount < assessed.expected THEN 'under'
        ELSE 'over'
    END
FROM assessed WHERE line.id = assessed.id
