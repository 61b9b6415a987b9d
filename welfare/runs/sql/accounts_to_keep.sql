-- The grants of a run for members with a key in a range, and the account of each member: encrypted, and its keyed hash.
SELECT due.id, member.bank_card, coalesce(member.bank_card_hash, '')
FROM welfare_grant AS due JOIN members_member AS member ON member.id = due.member_id
WHERE due.run_id = %(run)s AND due.member_id BETWEEN %(lo)s AND %(hi)s
