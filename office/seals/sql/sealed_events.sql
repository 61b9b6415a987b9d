-- Each sealed event as its seal remembers it, beside what the audit log holds under its number now.
SELECT sealed.seal_number, sealed.event_id, sealed.content_hash,
       event.id::text, office_utc_text(event.at), event.actor_id::text, event.verb, event.object_type_id::text,
       event.object_id::text, event.object_label, event.unit_id::text, event.changes::text, event.reason,
       event.label_salt::text, encode(event.label_hash, 'hex'), office_utc_text(event.erased_at), event.at
FROM office_sealedevent sealed
LEFT JOIN office_auditevent event ON event.id = sealed.event_id
WHERE sealed.seal_number BETWEEN %(first)s AND %(last)s
ORDER BY sealed.seal_number, sealed.event_id
