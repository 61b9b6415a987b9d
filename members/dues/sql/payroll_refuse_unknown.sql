-- Refuses the rows that the comparison left waiting: their members belong elsewhere, and this unit's officer reads of
-- them what they read of a number that nobody has.
UPDATE members_payrollrow
SET outcome = 'faulty', fault = %(fault)s, params = jsonb_build_object('number', employee_number)
WHERE file_id = %(file)s AND outcome = 'waiting'
