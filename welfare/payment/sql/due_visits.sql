-- The visits of a batch that were carried out and are not paid, after the key `reached`, with what a line needs; the same
-- columns as due.sql. `elsewhere`: whether the person is visited, or paid, for the same event under another record.
SELECT
    due.id, due.amount, person.name, coalesce(person.employee_number, ''), person.bank_card,
    coalesce(person.bank_card_hash, ''), last.state, last.id AS anew, last.undo_at IS NOT NULL AS held,
    refused.reason AS refused, false AS changed,
    EXISTS (
        SELECT FROM members_member AS record
        JOIN welfare_visit AS other ON other.member_id = record.id AND other.kind = due.kind
            AND other.event_on = due.event_on AND other.about_hash = due.about_hash
            AND other.state NOT IN ('proposed', 'refused', 'cancelled')
        WHERE (record.id = person.id OR record.merged_into_id = person.id) AND other.id <> due.id
        AND (
            other.id < due.id OR other.state IN ('paid', 'closed')
            OR EXISTS (
                SELECT FROM welfare_paymentline AS live
                WHERE live.visit_id = other.id AND live.state IN ('made', 'sent', 'paid')
            )
        )
    ) AS elsewhere,
    true AS is_visit
FROM welfare_paymentbatch_visits AS chosen
JOIN welfare_visit AS due ON due.id = chosen.visit_id
JOIN members_member AS member ON member.id = due.member_id
JOIN members_member AS person ON person.id = coalesce(member.merged_into_id, member.id)
LEFT JOIN LATERAL (
    SELECT line.id, line.state, answer.undo_at
    FROM welfare_paymentline AS line LEFT JOIN welfare_answerfile AS answer ON answer.id = line.answer_id
    WHERE line.visit_id = due.id AND line.state <> 'cancelled'
    ORDER BY line.id DESC LIMIT 1
) AS last ON true
LEFT JOIN LATERAL (
    SELECT reason FROM welfare_paymentline
    WHERE wrong_account AND account_hash = person.bank_card_hash AND name = person.name AND state = 'returned'
    ORDER BY id DESC LIMIT 1
) AS refused ON true
WHERE chosen.paymentbatch_id = %(batch)s AND due.id > %(reached)s AND due.state = 'carried_out'
ORDER BY due.id
