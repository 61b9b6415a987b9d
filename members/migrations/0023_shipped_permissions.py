from django.db import migrations, models


def note_what_was_there(apps, schema_editor):
    """Permissions come into being after migrating, so those known now are what the posts have been offered so far."""
    permissions = apps.get_model("auth", "Permission").objects.values_list("content_type__app_label", "codename")
    known = [f"{app}.{codename}" for app, codename in permissions]
    apps.get_model("members", "Post").objects.update(shipped=known)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0022_register_rights'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='shipped',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.RunPython(note_what_was_there, migrations.RunPython.noop),
    ]
