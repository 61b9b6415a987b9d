-- Deletes what a run has written about the members of a range of keys. In plain SQL, so that no row is read before.
WITH excluded AS (
    DELETE FROM welfare_exclusion WHERE run_id = %(run)s AND member_id BETWEEN %(lo)s AND %(hi)s
), accounts AS (
    DELETE FROM welfare_grantaccount WHERE grant_id IN (
        SELECT id FROM welfare_grant WHERE run_id = %(run)s AND member_id BETWEEN %(lo)s AND %(hi)s
    )
)
DELETE FROM welfare_grant WHERE run_id = %(run)s AND member_id BETWEEN %(lo)s AND %(hi)s
