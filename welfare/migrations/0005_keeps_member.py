from django.db import migrations

# Asked by members_erase_traces: a benefit is on its way.
KEEPS = """
CREATE FUNCTION public.keeps_member_welfare(kept bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM welfare_grant AS g JOIN welfare_run AS r ON r.id = g.run_id
        WHERE g.member_id = kept AND g.received_at IS NULL AND r.state NOT IN ('closed', 'cancelled')
    )
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0004_one_person_receives_once"),
        ("members", "0032_erase_traces"),
    ]

    operations = [migrations.RunSQL(KEEPS, "DROP FUNCTION public.keeps_member_welfare(bigint)")]
