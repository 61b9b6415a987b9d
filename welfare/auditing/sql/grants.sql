-- The grants of issued runs with keys in a range, as they stood at a moment. A grant begins unreceived, and its history
-- keeps each state after that: of those changed after the moment the last state before it counts.
WITH later AS (
    SELECT DISTINCT pgh_obj_id AS id FROM welfare_grantevent
    WHERE pgh_obj_id BETWEEN %(lo)s AND %(hi)s AND pgh_created_at > %(as_of)s
), before AS (
    SELECT DISTINCT ON (event.pgh_obj_id) event.pgh_obj_id AS id,
        event.received_at, event.received_by_id, event.signing_id, event.payment_id, event.held, event.revoked_at
    FROM welfare_grantevent AS event JOIN later ON later.id = event.pgh_obj_id
    WHERE event.pgh_created_at <= %(as_of)s
    ORDER BY event.pgh_obj_id, event.pgh_id DESC
), given AS (
    SELECT row.id, row.run_id, row.unit_id, row.member_id, row.name, row.amount, row.post_category, row.reduced_by,
        CASE WHEN later.id IS NULL THEN row.received_at ELSE before.received_at END AS received_at,
        CASE WHEN later.id IS NULL THEN row.received_by_id ELSE before.received_by_id END AS received_by_id,
        CASE WHEN later.id IS NULL THEN row.signing_id ELSE before.signing_id END AS signing_id,
        CASE WHEN later.id IS NULL THEN row.payment_id ELSE before.payment_id END AS payment_id,
        CASE WHEN later.id IS NULL THEN row.held ELSE coalesce(before.held, false) END AS held,
        CASE WHEN later.id IS NULL THEN row.revoked_at ELSE before.revoked_at END AS revoked_at
    FROM welfare_grant AS row
    LEFT JOIN later ON later.id = row.id
    LEFT JOIN before ON before.id = row.id
    WHERE row.id BETWEEN %(lo)s AND %(hi)s AND row.run_id = ANY(%(runs)s) AND row.unit_id = ANY(%(units)s)
)
SELECT given.id, given.run_id,
    coalesce(nullif(place.unit_name, ''), unit.name),
    given.member_id, coalesce(nullif(given.name, ''), member.name),
    run.tells_hardship OR occasion.kind = ANY(%(private)s),
    given.amount, given.post_category, given.reduced_by,
    place.rules -> given.reduced_by::text ->> 'amount', place.rules -> given.reduced_by::text ->> 'document',
    given.received_at,
    CASE
        WHEN given.received_at IS NULL THEN ''
        WHEN given.payment_id IS NOT NULL THEN 'bank'
        WHEN given.signing_id IS NOT NULL THEN 'together'
        WHEN given.received_by_id = member.user_id THEN 'member'
        ELSE 'officer'
    END,
    coalesce(nullif(signer.name, ''), signer.username), given.signing_id,
    line.id, line.batch_id, line.number, line.state,
    given.held, given.revoked_at
FROM given
JOIN welfare_run AS run ON run.id = given.run_id
JOIN welfare_occasion AS occasion ON occasion.id = run.occasion_id
JOIN members_unit AS unit ON unit.id = given.unit_id
JOIN members_member AS member ON member.id = given.member_id
LEFT JOIN welfare_rununit AS place ON place.run_id = given.run_id AND place.unit_id = given.unit_id
LEFT JOIN members_user AS signer ON signer.id = given.received_by_id
-- What stands for the receipt, else the last one that was made; "sent" also where the bank answered after the moment.
LEFT JOIN LATERAL (
    SELECT paid.id, file.batch_id, file.number,
        CASE WHEN paid.decided_at <= %(as_of)s THEN paid.state ELSE 'sent' END AS state
    FROM welfare_paymentline AS paid JOIN welfare_paymentfile AS file ON file.id = paid.file_id
    WHERE paid.grant_id = given.id AND file.made_at <= %(as_of)s AND paid.state <> 'cancelled'
    ORDER BY paid.id = given.payment_id DESC NULLS LAST, paid.id DESC LIMIT 1
) AS line ON run.form = %(money)s
ORDER BY given.id
