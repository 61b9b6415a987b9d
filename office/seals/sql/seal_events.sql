-- Everything committed that has no seal yet, however late it was committed: the rows of office_sealedevent say what has
-- one. Events below `floor` are looked at once a day only. Called without nested loops: over a table that is empty when
-- the statement is planned, and grows while it runs, one would read all of its new rows again for each event.
INSERT INTO office_sealedevent (event_id, seal_number, content_hash)
SELECT event.id, %(number)s, coalesce(event.content_hash, office_audit_hash(event))
FROM office_auditevent event
WHERE event.id > %(floor)s
  AND NOT EXISTS (SELECT FROM office_sealedevent sealed WHERE sealed.event_id = event.id AND sealed.event_id > %(floor)s)
