-- Counts the running clocks that touch some days anew by their events, keeps the earlier promise of those that move as an
-- event, and returns these with the day before and after.
WITH counted AS MATERIALIZED (
    SELECT clock.id, clock.due_on AS before, found.due, found.estimated, found.paused_on, found.days_left
    FROM consultation_clock AS clock
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(event.kind, event."on", event.amount) ORDER BY event.id) AS events
        FROM consultation_clockevent AS event
        WHERE event.clock_id = clock.id
    ) AS history
    CROSS JOIN LATERAL office_reckon('working_days', clock.working_days, true, history.events) AS found
    WHERE clock.met_at IS NULL AND clock.dropped_at IS NULL
        AND clock.starts_on <= %(last)s AND (clock.due_on >= %(first)s OR clock.paused_on IS NOT NULL)
        AND found.estimated IS NOT NULL
), changed AS (
    UPDATE consultation_clock AS clock SET
        due_on = coalesce(counted.due, clock.due_on),
        estimated = CASE WHEN counted.due IS NULL THEN clock.estimated ELSE counted.estimated END,
        paused_on = counted.paused_on,
        days_left = counted.days_left
    FROM counted
    WHERE clock.id = counted.id
        AND (coalesce(counted.due, clock.due_on), counted.estimated, counted.paused_on, counted.days_left)
            IS DISTINCT FROM (clock.due_on, clock.estimated, clock.paused_on, clock.days_left)
), kept AS (
    INSERT INTO consultation_clockevent (clock_id, kind, "on", amount, due_before, due_after, note, by_id, at)
    SELECT id, 'recounted', %(today)s, 0, before, due, %(source)s, %(by)s, %(at)s FROM counted WHERE due <> before
)
SELECT id, before, due FROM counted WHERE due <> before ORDER BY id
