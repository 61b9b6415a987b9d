-- Locks the charges that the accepted rows of a payroll file pay, in one order for everybody.
SELECT id FROM members_duescharge
WHERE id IN (SELECT charge_id FROM members_payrollrow WHERE file_id = %(file)s AND outcome = ANY (%(accepted)s))
ORDER BY id FOR NO KEY UPDATE
