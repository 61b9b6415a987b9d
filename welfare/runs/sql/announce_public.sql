-- Write a notice to each account of a member with a key in a range who is in the unit of the run or below, or on its
-- list under any of their records; return how many. With a mailing, a delivery is written for each notice and each
-- channel by which its receiver is told; it waits until the mailing lets it go.
WITH texts AS (
    SELECT * FROM unnest(%(languages)s::text[], %(texts)s::text[]) AS written (language, body)
), receivers AS (
    SELECT account.id AS to_id, texts.body
    FROM members_member AS person
    JOIN members_user AS account ON account.id = person.user_id AND account.is_active
    JOIN texts ON texts.language = CASE
        WHEN account.language IN (SELECT language FROM texts) THEN account.language ELSE %(default)s END
    LEFT JOIN members_unit AS unit ON unit.id = person.unit_id
    WHERE person.id > %(after)s AND person.id <= %(upto)s AND person.merged_into_id IS NULL AND (
        starts_with(unit.path, %(path)s) AND person.state <> ALL (%(left_states)s::text[])
        OR EXISTS (
            SELECT FROM members_member AS record
            JOIN welfare_grant AS listed ON listed.member_id = record.id AND listed.run_id = %(run)s
            WHERE record.id = person.id OR record.merged_into_id = person.id
        )
    )
), told AS (
    INSERT INTO office_notice (to_id, text, url, sent_at, sensitive)
    SELECT to_id, body, %(url)s, %(at)s, %(sensitive)s FROM receivers
    RETURNING id, to_id
), delivered AS (
    INSERT INTO office_delivery
        (notice_id, post, channel_id, key, state, urgency, not_before, attempts, answer, made_at, mailing_id)
    SELECT told.id, '', reachable.channel_id, gen_random_uuid(), 'waiting', 2, NULL, 0, '', %(at)s, %(mailing)s
    FROM told
    JOIN ({reachable}) AS reachable ON reachable.account_id = told.to_id
    WHERE %(mailing)s::bigint IS NOT NULL
)
SELECT count(*)::int FROM told
