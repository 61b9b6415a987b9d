-- Write a notice to each account whose member has not received a grant of the run with a key in a range, and may; return
-- how many. Reminders go only to accounts that were not reminded on that day: the unique constraint decides, so that two
-- runs that remind at once tell a person once. With a mailing, a delivery is written for each notice and each channel by
-- which its receiver is told; it waits until the mailing lets it go.
WITH unit_texts AS (
    SELECT * FROM unnest(%(units)s::bigint[], %(numbers)s::int[]) AS chosen (unit_id, number)
), texts AS (
    SELECT * FROM unnest(%(text_numbers)s::int[], %(languages)s::text[], %(texts)s::text[])
        AS written (number, language, body)
), receivers AS (
    SELECT DISTINCT ON (account.id) account.id AS to_id, texts.body
    FROM welfare_grant
    JOIN members_member ON members_member.id = welfare_grant.member_id
    LEFT JOIN members_member AS kept ON kept.id = members_member.merged_into_id
    JOIN members_user AS account ON account.id = coalesce(kept.user_id, members_member.user_id)
    JOIN unit_texts ON unit_texts.unit_id = welfare_grant.unit_id
    JOIN texts ON texts.number = unit_texts.number AND texts.language = CASE
        WHEN account.language IN (SELECT language FROM texts) THEN account.language ELSE %(default)s END
    WHERE welfare_grant.run_id = %(run)s AND welfare_grant.id > %(after)s AND welfare_grant.id <= %(upto)s
        AND welfare_grant.received_at IS NULL AND NOT welfare_grant.held
        AND welfare_grant.revoked_at IS NOT DISTINCT FROM %(revoked_at)s::timestamptz AND account.is_active
    ORDER BY account.id
), reminded AS (
    INSERT INTO welfare_reminded (to_id, "on", announcement_id)
    SELECT to_id, %(on)s, %(announcement)s FROM receivers WHERE %(reminder)s
    ON CONFLICT (to_id, "on") DO NOTHING
    RETURNING to_id
), told AS (
    INSERT INTO office_notice (to_id, text, url, sent_at, sensitive)
    SELECT to_id, body, %(url)s, %(at)s, false FROM receivers
    WHERE NOT %(reminder)s OR to_id IN (SELECT to_id FROM reminded)
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
