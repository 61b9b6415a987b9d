-- Counts until when waiting requests are decided anew where the days touch them; returns those that move.
WITH counted AS MATERIALIZED (
    SELECT request.id, request.due_on AS before, found.due, found.estimated
    FROM members_changerequest AS request
    CROSS JOIN LATERAL office_reckon(
        'working_days', %(days)s, true,
        jsonb_build_array(jsonb_build_array('start', (request.asked_at AT TIME ZONE %(zone)s)::date))
    ) AS found
    WHERE request.state = %(waiting)s AND request.due_on >= %(first)s
        AND (request.asked_at AT TIME ZONE %(zone)s)::date <= %(last)s
        AND found.due IS NOT NULL
), changed AS (
    UPDATE members_changerequest AS request SET due_on = counted.due, due_estimated = counted.estimated
    FROM counted
    WHERE request.id = counted.id
        AND (request.due_on, request.due_estimated) IS DISTINCT FROM (counted.due, counted.estimated)
)
SELECT id, before, due FROM counted WHERE due <> before ORDER BY id
