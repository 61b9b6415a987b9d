"""Posts that ask for the second step, the list of one's sessions, and what a token of the API opens.

Tokens of before go on as they were: they read and write whatever their account may, and end with its posts of today.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


KEEP_TOKENS = """
    UPDATE members_apitoken AS token SET
        may_write = true,
        second_step = EXISTS (
            SELECT FROM mfa_authenticator AS step
            WHERE step.user_id = token.user_id AND step.type IN ('totp', 'webauthn')
        ),
        posts = ARRAY(
            SELECT post_id || '@' || unit_id FROM members_appointment
            WHERE holder_id = token.user_id AND starts_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date
                AND (ends_on IS NULL OR ends_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
            ORDER BY 1
        )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0040_erased_documents"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="areas",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("members", "members and units"),
                        ("benefits", "benefits"),
                        ("questions", "questions and answers"),
                        ("grievances", "grievances"),
                        ("approvals", "approvals"),
                        ("documents", "issued documents"),
                        ("own", "one's own data"),
                    ],
                    max_length=16,
                ),
                blank=True,
                db_default=[],
                default=list,
                help_text="What the token opens; none chosen: everything that its account may see.",
                size=None,
                verbose_name="areas",
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="may_write",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Without it the token only reads, whatever its account may do.",
                verbose_name="may also write",
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="posts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=48), db_default=[], default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="replaced_by",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="members.apitoken",
                verbose_name="replaced by",
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="second_step",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="made after the second step"
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="second_step",
            field=models.BooleanField(
                default=False,
                help_text="Whoever holds this post enters a code of an authenticator app or uses a passkey after the password. Those who have neither are told now, and led to where they set one up before anything else opens.",
                verbose_name="asks for the second step at log-in",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name="AccountSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_hash", models.CharField(editable=False, max_length=40, unique=True)),
                ("browser", models.CharField(blank=True, max_length=16, verbose_name="browser")),
                ("system", models.CharField(blank=True, max_length=16, verbose_name="system")),
                ("place", models.CharField(blank=True, max_length=48, verbose_name="from")),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="began")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="account_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(KEEP_TOKENS, migrations.RunSQL.noop),
    ]
