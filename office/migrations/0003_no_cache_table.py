from django.db import migrations


class Migration(migrations.Migration):
    """Drop the table of Django's cache: its rows told to the second when somebody sent an anonymous report."""

    dependencies = [
        ('office', '0002_owndata_retention'),
    ]

    operations = [
        migrations.RunSQL('DROP TABLE IF EXISTS cache', migrations.RunSQL.noop),
    ]
