-- Each event without a seal, with the hash that it got when it was entered, which events from before have not.
SELECT NULL, event.id, event.content_hash,
       event.id::text, office_utc_text(event.at), event.actor_id::text, event.verb, event.object_type_id::text,
       event.object_id::text, event.object_label, event.unit_id::text, event.changes::text, event.reason,
       event.label_salt::text, encode(event.label_hash, 'hex'), office_utc_text(event.erased_at), event.at
FROM office_auditevent event
WHERE NOT EXISTS (SELECT FROM office_sealedevent sealed WHERE sealed.event_id = event.id)
ORDER BY event.id
