-- Notes as received what an answer says is paid; not what the person has received under another record meanwhile.
UPDATE welfare_grant AS due
SET received_at = %(at)s, received_by_id = %(by)s, payment_id = line.id
FROM welfare_answerrow AS row
JOIN welfare_paymentline AS line ON line.id = row.line_id
WHERE row.file_id = %(file)s AND row.outcome = 'paid' AND due.id = line.grant_id AND due.received_at IS NULL
  AND NOT EXISTS (
    SELECT FROM members_member AS member
    JOIN members_member AS record ON record.id <> member.id AND (
        record.merged_into_id IN (member.id, member.merged_into_id) OR record.id = member.merged_into_id
    )
    JOIN welfare_grant AS other ON other.member_id = record.id AND other.occasion_id = due.occasion_id
        AND other.revoked_at IS NULL
    LEFT JOIN welfare_paymentline AS live ON live.grant_id = other.id AND live.state = 'paid'
    WHERE member.id = due.member_id AND (other.received_at IS NOT NULL OR other.id < due.id AND live.id IS NOT NULL)
  )
