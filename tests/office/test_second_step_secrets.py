"""What the second step of the log-in counts with lies encrypted in the database, and is rotated with the rest."""

import io
import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.management import call_command

from office import second_step
from office.management.commands import rotate_keys
from tests import factories as make

pytestmark = pytest.mark.django_db


def set_up(user):
    """Set up both kinds; return the app's secret and the recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).generate_codes()


def codes_of(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().generate_codes()


def secret_of(user):
    return second_step.EncryptedSecrets().decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


@pytest.mark.parametrize("batch", [1, 1000])
def test_after_a_rotation_second_steps_no_longer_need_the_old_key(settings, stored_files, monkeypatch, batch):
    monkeypatch.setattr(rotate_keys, "BATCH", batch)
    user, old, new = make.user(), Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    secret, codes = set_up(user)
    assert secret not in json.dumps([row.data for row in Authenticator.objects.all()])
    settings.ENCRYPTION_KEYS = [new, old]
    call_command("rotate_keys", stdout=io.StringIO())
    settings.ENCRYPTION_KEYS = [new]
    assert (secret_of(user), codes_of(user)) == (secret, codes)
    settings.ENCRYPTION_KEYS = [old]
    with pytest.raises(InvalidToken):
        codes_of(user)


def test_secrets_of_before_are_encrypted_once_and_go_on_working():
    migration = import_module("members.migrations.0031_secrets_of_accounts")
    user = make.user()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    plain = {"seed": "5eed", "used_mask": 0, "migrated_codes": ["11112222", "33334444"]}
    Authenticator.objects.create(user=user, type="recovery_codes", data=plain)
    for _ in range(2):
        migration.of_all(migration.encrypted)(apps, None)
    stored = json.dumps([row.data for row in Authenticator.objects.all()])
    assert not [text for text in ("JBSWY3DPEHPK3PXP", "5eed", "11112222") if text in stored]
    assert secret_of(user) == "JBSWY3DPEHPK3PXP"
    assert codes_of(user) == ["11112222", "33334444"]
    migration.of_all(migration.decrypted)(apps, None)
    assert Authenticator.objects.get(type="recovery_codes").data == plain
