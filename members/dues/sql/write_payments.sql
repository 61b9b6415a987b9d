-- Writes one payment for every row of {source}, with the next receipt number of its unit and year; returns their ids.
--
-- {source}: a SELECT of charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id, with its own
-- parameters. `at` is the moment of entry. The count of a unit and year is held from here to the end of the
-- transaction, so numbers follow each other without a gap.
WITH source AS ({source}),
numbered AS (
    SELECT *, extract(year FROM paid_on)::int AS year,
        row_number() OVER same AS nth, count(*) OVER (PARTITION BY unit_id, extract(year FROM paid_on)) AS many
    FROM source WINDOW same AS (PARTITION BY unit_id, extract(year FROM paid_on) ORDER BY row, charge_id)
),
counted AS (
    INSERT INTO members_receiptcount AS counter (unit_id, year, last)
    SELECT DISTINCT unit_id, year, many FROM numbered ORDER BY unit_id, year
    ON CONFLICT (unit_id, year) DO UPDATE SET last = counter.last + excluded.last
    RETURNING unit_id, year, last
)
INSERT INTO members_duespayment
    (charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id, at, year, number)
SELECT
    charge_id, unit_id, amount, paid_on, paid_by, file_id, digest, row, note, by_id, %(at)s, year, last - many + nth
FROM numbered JOIN counted USING (unit_id, year)
ORDER BY unit_id, nth
RETURNING id
