-- A source for write_payments: a payment for every accepted row of a payroll file that states an amount.
SELECT
    charge.id AS charge_id, charge.unit_id, line.amount, %(paid_on)s::date AS paid_on, 'payroll' AS paid_by,
    line.file_id, %(digest)s AS digest, line.row, '' AS note, %(by)s::bigint AS by_id
FROM members_payrollrow AS line JOIN members_duescharge AS charge ON charge.id = line.charge_id
WHERE line.file_id = %(file)s AND line.outcome = ANY (%(accepted)s) AND line.amount IS NOT NULL
