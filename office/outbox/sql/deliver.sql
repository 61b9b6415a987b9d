-- Write a delivery for each of the notices and each channel by which its receiver is told; a second time nothing.
INSERT INTO office_delivery (notice_id, post, channel_id, key, state, urgency, not_before, attempts, answer, made_at)
SELECT notice.id, '', reachable.channel_id, gen_random_uuid(), 'waiting', notice.urgency, %(at)s, 0, '', %(at)s
FROM office_notice AS notice
JOIN ({reachable}) AS reachable ON reachable.account_id = notice.to_id
WHERE notice.id = ANY(%(notices)s)
ON CONFLICT DO NOTHING
