-- Sets the wages that the accepted rows state, from their month on, where they differ from what the dues were taken of.
INSERT INTO members_duesbasis AS basis (member_id, starts_on, wage)
SELECT DISTINCT ON (line.member_id, line.month) line.member_id, line.month, line.wage
FROM members_payrollrow AS line LEFT JOIN members_duescharge AS charge ON charge.id = line.charge_id
WHERE line.file_id = %(file)s AND line.outcome = ANY (%(accepted)s) AND line.wage IS NOT NULL
  AND line.wage IS DISTINCT FROM charge.basis
ORDER BY line.member_id, line.month, line.row
ON CONFLICT (member_id, starts_on) DO UPDATE SET wage = excluded.wage WHERE basis.wage <> excluded.wage
