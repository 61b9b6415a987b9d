-- The next `limit` grants of a run that are not received, after the key `reached`, with what a line needs. Of a merged
-- record it is the kept one that has name, number and account.
--
-- `state`: that of the last line that is not cancelled. `anew`: that line, if the bank returned it: a new one replaces
-- it. `held`: whether the answer that returned it is just being taken back. `refused`: why the bank refused this very
-- account and name before. `changed`: whether the account is another one than when the run was counted, as far as that
-- was kept. `elsewhere`: whether the person is paid, or to be paid, for the occasion under another record.
SELECT
    due.id, due.amount, person.name, coalesce(person.employee_number, ''), person.bank_card,
    coalesce(person.bank_card_hash, ''), last.state, last.id AS anew, last.undo_at IS NOT NULL AS held,
    refused.reason AS refused, kept.hash IS NOT NULL AND kept.hash <> coalesce(person.bank_card_hash, '') AS changed,
    (
        person.id <> member.id
        OR (SELECT true FROM members_member WHERE merged_into_id = person.id LIMIT 1) IS NOT NULL
    ) AND EXISTS (
        SELECT FROM members_member AS record
        JOIN welfare_grant AS other ON other.member_id = record.id AND other.occasion_id = due.occasion_id
            AND other.revoked_at IS NULL
        JOIN welfare_run AS run ON run.id = other.run_id AND run.state IN ('issued', 'closed')
        LEFT JOIN welfare_paymentline AS live ON live.grant_id = other.id AND live.state IN ('made', 'sent', 'paid')
        WHERE (record.id = person.id OR record.merged_into_id = person.id) AND other.id <> due.id
        AND (other.received_at IS NOT NULL OR other.id < due.id OR live.id IS NOT NULL)
    ) AS elsewhere
FROM (
    SELECT id, amount, member_id, occasion_id FROM welfare_grant
    WHERE run_id = %(run)s AND id > %(reached)s AND received_at IS NULL AND revoked_at IS NULL AND NOT held
    ORDER BY id
    LIMIT %(limit)s
) AS due
JOIN members_member AS member ON member.id = due.member_id
JOIN members_member AS person ON person.id = coalesce(member.merged_into_id, member.id)
LEFT JOIN welfare_grantaccount AS kept ON kept.grant_id = due.id
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
ORDER BY due.id
