from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0010_default_view")]

    operations = [
        migrations.CreateModel(
            name="TaskRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="task")),
                ("started_at", models.DateTimeField(verbose_name="begun")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="failed")),
                ("failure", models.CharField(blank=True, max_length=100, verbose_name="failure")),
                ("worker", models.CharField(blank=True, max_length=200, verbose_name="worker")),
            ],
            options={
                "verbose_name": "task record",
                "verbose_name_plural": "task records",
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
    ]
