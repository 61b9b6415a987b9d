from django.db import migrations


class Migration(migrations.Migration):
    """Let the trigger of runs say of the runs that exist whether they tell who is in hardship."""

    dependencies = [("welfare", "0023_public_notices")]

    operations = [
        migrations.RunSQL("UPDATE welfare_run SET tells_hardship = tells_hardship", migrations.RunSQL.noop),
    ]
