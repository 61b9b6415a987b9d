-- The channels by which each account is told: those in use that it chose, or that are meant for whoever has not chosen,
-- and where it has an address that was not refused.
SELECT account.id AS account_id, channel.id AS channel_id
FROM office_channel AS channel
CROSS JOIN members_user AS account
LEFT JOIN office_channelchoice AS choice ON choice.account_id = account.id AND choice.kind = channel.kind
WHERE channel.active AND channel.kind <> 'robot' AND account.is_active
    AND coalesce(choice.wanted, channel.by_default) AND choice.bounced_at IS NULL
    AND CASE channel.kind
        WHEN 'email' THEN account.email <> ''
        WHEN 'sms' THEN account.phone <> ''
        WHEN 'webhook' THEN true
        ELSE choice.bound_id <> ''
    END
