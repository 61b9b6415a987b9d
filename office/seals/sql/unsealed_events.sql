-- Each event without a seal, or, with `last`, that no existing seal up to it covers; with the hash that it got when it
-- was entered, which events from before have not.
SELECT NULL, event.id, event.content_hash,
       event.id::text, office_utc_text(event.at), event.actor_id::text, event.verb, event.object_type_id::text,
       event.object_id::text, event.object_label, event.unit_id::text, event.changes::text, event.reason,
       event.label_salt::text, encode(event.label_hash, 'hex'), office_utc_text(event.erased_at), event.at
FROM office_auditevent event
WHERE NOT EXISTS (
    SELECT FROM office_sealedevent sealed WHERE sealed.event_id = event.id AND (
        %(last)s::int IS NULL
        OR EXISTS (SELECT FROM office_seal WHERE number = sealed.seal_number AND number BETWEEN 1 AND %(last)s)
    )
)
ORDER BY event.id
