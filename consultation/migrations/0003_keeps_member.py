from django.db import migrations

# Asked by members_erase_traces: a question or a grievance is open.
KEEPS = """
CREATE FUNCTION public.keeps_member_consultation(kept bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM consultation_question WHERE member_id = kept AND state <> 'closed')
        OR EXISTS (
            SELECT FROM consultation_grievancereporter AS r JOIN consultation_grievance AS g ON g.id = r.grievance_id
            WHERE r.member_id = kept AND g.state NOT IN ('closed', 'declined')
        )
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0002_messages_stay"),
        ("members", "0032_erase_traces"),
    ]

    operations = [migrations.RunSQL(KEEPS, "DROP FUNCTION public.keeps_member_consultation(bigint)")]
