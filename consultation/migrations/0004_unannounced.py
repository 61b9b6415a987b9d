import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultation", "0003_keeps_member")]

    operations = [
        migrations.CreateModel(
            name="Unannounced",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_message", models.BooleanField(verbose_name="message")),
                ("at", models.DateTimeField(verbose_name="beginning of its hour")),
                (
                    "grievance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="consultation.grievance",
                        verbose_name="grievance",
                    ),
                ),
            ],
            options={
                "verbose_name": "unannounced report",
                "verbose_name_plural": "unannounced reports",
                "default_permissions": (),
            },
        )
    ]
