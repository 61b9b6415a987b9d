"""API tokens are kept as hashes, secrets of the second step encrypted."""

from collections.abc import Callable

import django.db.models.deletion
import django.utils.timezone
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import migrations, models

from office.second_step import with_secrets
from office.secrets import cipher

# Clients go on working with the tokens that they have; the table of plain tokens is dropped.
HASH_TOKENS = """
DO $$
BEGIN
    IF to_regclass('authtoken_token') IS NOT NULL THEN
        INSERT INTO members_apitoken (user_id, purpose, prefix, token_hash, made_at)
        SELECT user_id, '', left(key, 8), encode(sha256(convert_to(key, 'UTF8')), 'hex'), created
        FROM authtoken_token;
        DROP TABLE authtoken_token;
    END IF;
END $$
"""


def encrypted(text: str) -> str:
    try:
        cipher().decrypt(text.encode())
    except InvalidToken:
        return cipher().encrypt(text.encode()).decode()
    return text


def decrypted(text: str) -> str:
    return cipher().decrypt(text.encode()).decode()


def of_all(change: Callable[[str], str]) -> Callable[..., None]:
    def change_all(apps, schema_editor) -> None:
        for row in apps.get_model('mfa', 'Authenticator').objects.iterator():
            row.data = with_secrets(row.data, change)
            row.save(update_fields=['data'])

    return change_all


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0030_one_table_of_calls'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(help_text='the program that sends it, for example the HR system', max_length=100, verbose_name='used by')),
                ('prefix', models.CharField(editable=False, max_length=8, verbose_name='begins with')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('expires_on', models.DateField(blank=True, help_text='Empty: until it is revoked.', null=True, verbose_name='valid until')),
                ('last_used_on', models.DateField(editable=False, null=True, verbose_name='last used')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-id'],
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(HASH_TOKENS, migrations.RunSQL.noop),
        migrations.RunPython(of_all(encrypted), of_all(decrypted)),
    ]
