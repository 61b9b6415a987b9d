from django.db import migrations, models

# An entry could be taken back into the union after its person was erased; whoever it was, they are no member.
LEAVE = """
    UPDATE members_membershipchange SET state = 'cancelled', ended_at = now()
    WHERE state IN ('asked', 'released', 'agreed')
      AND member_id IN (SELECT id FROM members_member WHERE anonymised_at IS NOT NULL);
    UPDATE members_member AS member SET state = 'withdrawn', state_since = greatest(
        current_date, (SELECT max(starts_on) FROM members_membershipperiod WHERE member_id = member.id)
    )
    WHERE anonymised_at IS NOT NULL AND state NOT IN ('transferred', 'withdrawn', 'expelled', 'merged');
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0024_names_in_the_admin")]

    operations = [
        migrations.RunSQL(LEAVE, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="member", name="nobody_is_left_of_whom_was_erased"),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("anonymised_at", None),
                    models.Q(
                        ("bank_card", ""),
                        ("bank_card_hash", None),
                        ("birth_date", None),
                        ("employee_number", None),
                        ("id_hash", None),
                        ("id_number", ""),
                        ("name", "***"),
                        ("phone", ""),
                        ("state__in", ("transferred", "withdrawn", "expelled", "merged")),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="nobody_is_left_of_whom_was_erased",
            ),
        ),
    ]
