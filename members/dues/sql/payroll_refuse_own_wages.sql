-- Refuses the accepted rows that would set the wage of the officer `by` who takes the file; another one may have
-- brought it.
UPDATE members_payrollrow AS line SET outcome = 'faulty', fault = %(fault)s, params = '{}'
FROM members_member AS member
WHERE line.file_id = %(file)s AND line.outcome = ANY (%(accepted)s)
  AND member.id = line.member_id AND member.user_id = %(by)s
  AND line.wage IS NOT NULL
  AND line.wage IS DISTINCT FROM (SELECT basis FROM members_duescharge WHERE id = line.charge_id)
