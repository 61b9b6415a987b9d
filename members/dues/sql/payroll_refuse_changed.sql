-- Refuses the accepted rows whose dues have changed since the comparison: somebody has paid, or the wage is another.
UPDATE members_payrollrow AS line SET outcome = 'faulty', fault = %(fault)s, params = '{}'
FROM members_duescharge AS charge
WHERE line.file_id = %(file)s AND line.outcome = ANY (%(accepted)s) AND charge.id = line.charge_id
  AND (
    charge.state = 'paid'
    OR line.expected <> CASE
        WHEN charge.state IN ('due', 'unknown') AND line.wage IS NOT NULL
        THEN round(div(line.wage, charge.step) * charge.step * charge.rate, 2)
        ELSE charge.amount
    END - charge.paid
  )
