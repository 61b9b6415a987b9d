-- The days of the calendar as notices and estimates have them; returns those that changed, and whether they were there.
WITH exception AS (
    SELECT
        (row_ ->> 0)::date AS day,
        (row_ ->> 1)::boolean AS working,
        row_ ->> 2 AS name,
        row_ ->> 3 AS source,
        (row_ ->> 4)::boolean AS estimated
    FROM jsonb_array_elements(%(exceptions)s::jsonb) AS row_
), series AS (
    SELECT %(first)s::date + shift AS day FROM generate_series(0, %(last)s::date - %(first)s::date) AS shift
), wanted AS (
    SELECT
        series.day,
        coalesce(exception.working, extract(isodow FROM series.day) < 6) AS announced,
        CASE
            WHEN exception.working THEN 'make_up'
            WHEN NOT exception.working THEN 'holiday'
            WHEN extract(isodow FROM series.day) < 6 THEN 'workday'
            ELSE 'weekend'
        END AS kind,
        coalesce(exception.name, '') AS name,
        coalesce(exception.source, CASE WHEN extract(isodow FROM series.day) < 6 THEN '' ELSE %(week)s END) AS source,
        coalesce(exception.estimated, extract(year FROM series.day)::int = ANY(%(estimated_years)s::int[])) AS estimated
    FROM series
    LEFT JOIN exception ON exception.day = series.day
), before AS (
    SELECT day FROM office_calendarday
), written AS (
    INSERT INTO office_calendarday AS stored
        (day, announced, kind, name, source, estimated, working, uncertain, workdays, uncertain_days)
    SELECT day, announced, kind, name, source, estimated, announced, estimated, 0, 0 FROM wanted
    ON CONFLICT (day) DO UPDATE SET
        announced = excluded.announced, kind = excluded.kind, name = excluded.name, source = excluded.source,
        estimated = excluded.estimated
    WHERE (stored.announced, stored.kind, stored.name, stored.source, stored.estimated)
        IS DISTINCT FROM (excluded.announced, excluded.kind, excluded.name, excluded.source, excluded.estimated)
    RETURNING stored.day
)
SELECT written.day, EXISTS (SELECT FROM before WHERE before.day = written.day) FROM written
