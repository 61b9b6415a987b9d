-- The grants of a run that are due and not on their way, after the key `reached`, at most `limit` of them, with what a
-- line needs. Of a merged record it is the kept one that has name, number and account.
--
-- `anew`: the returned line that a new one replaces. `refused`: why the bank refused this very account and name before.
-- `elsewhere`: whether the person is paid, or to be paid, for the occasion under another record.
SELECT
    due.id, due.amount, person.name, coalesce(person.employee_number, ''), person.bank_card,
    coalesce(person.bank_card_hash, ''), last.id AS anew, refused.reason AS refused,
    (person.id <> member.id OR EXISTS (SELECT FROM members_member WHERE merged_into_id = person.id)) AND EXISTS (
        SELECT FROM members_member AS record
        JOIN welfare_grant AS other ON other.member_id = record.id AND other.occasion_id = due.occasion_id
        JOIN welfare_run AS run ON run.id = other.run_id AND run.state IN ('issued', 'closed')
        WHERE (record.id = person.id OR record.merged_into_id = person.id) AND other.id <> due.id
        AND (
            other.received_at IS NOT NULL
            OR other.id < due.id
            OR EXISTS (
                SELECT FROM welfare_paymentline WHERE grant_id = other.id AND state IN ('made', 'sent', 'paid')
            )
        )
    ) AS elsewhere
FROM welfare_grant AS due
JOIN members_member AS member ON member.id = due.member_id
JOIN members_member AS person ON person.id = coalesce(member.merged_into_id, member.id)
LEFT JOIN LATERAL (
    SELECT line.id, line.state, answer.undo_at
    FROM welfare_paymentline AS line LEFT JOIN welfare_answerfile AS answer ON answer.id = line.answer_id
    WHERE line.grant_id = due.id AND line.state <> 'cancelled'
    ORDER BY line.id DESC LIMIT 1
) AS last ON true
LEFT JOIN LATERAL (
    SELECT reason FROM welfare_paymentline
    WHERE wrong_account AND account_hash = person.bank_card_hash AND name = person.name AND state = 'returned'
    ORDER BY id DESC LIMIT 1
) AS refused ON true
WHERE due.run_id = %(run)s AND due.id > %(reached)s AND due.received_at IS NULL
    AND (last.id IS NULL AND %(open)s OR last.state = 'returned' AND last.undo_at IS NULL)
ORDER BY due.id
LIMIT %(limit)s
