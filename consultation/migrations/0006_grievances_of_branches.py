from django.db import migrations

# Who sees the case of a small group knows whose it is: the case belongs to the branch from now on, and did so before.
# The owner alone may change what cases and their history say; the triggers that refuse it rest meanwhile.
TO_BRANCHES = """
ALTER TABLE {table} DISABLE TRIGGER USER;
UPDATE {table} AS about SET unit_id = branch.id
FROM members_unit AS own
JOIN LATERAL (
    SELECT id FROM members_unit AS above
    WHERE starts_with(own.path, above.path) AND (kind IN ('union', 'branch') OR depth = 1)
    ORDER BY kind IN ('union', 'branch') DESC, depth DESC LIMIT 1
) AS branch ON true
WHERE own.id = about.unit_id AND branch.id <> about.unit_id;
ALTER TABLE {table} ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("consultation", "0005_knowledge"), ("members", "0034_erased_for_good")]

    operations = [
        # Reporters of the cases were written by foreign keys that are checked at the end of a transaction.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        *(
            migrations.RunSQL(TO_BRANCHES.format(table=table), migrations.RunSQL.noop)
            for table in ("consultation_grievance", "consultation_grievanceevent")
        ),
    ]
