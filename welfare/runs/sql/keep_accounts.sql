-- Keeps the accounts of grants: their keyed hashes and last four digits.
INSERT INTO welfare_grantaccount (grant_id, hash, tail)
SELECT * FROM unnest(%(grants)s::bigint[], %(hashes)s::text[], %(tails)s::text[])
