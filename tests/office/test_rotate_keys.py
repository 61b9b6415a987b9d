import io

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command

from members.register.models.member import Member
from office.management.commands import rotate_keys
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_files")]


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_after_a_rotation_the_old_key_is_no_longer_needed(settings, monkeypatch, batch):
    monkeypatch.setattr(rotate_keys, "BATCH", batch)
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    for number in range(3):
        member = make.member(id_number=f"E123456{number}")
        if number:
            make.give_consent(member)
            member.set_bank_card(f"622202020011234567{number}")
            member.save()
    hashes = list(Member.objects.order_by("pk").values_list("id_hash", "bank_card_hash"))

    settings.ENCRYPTION_KEYS = [new, old]
    said = io.StringIO()
    call_command("rotate_keys", stdout=said)
    assert "members.Member: 3" in said.getvalue()

    settings.ENCRYPTION_KEYS = [new]
    members = Member.objects.order_by("pk")
    assert [m.id_number.reveal() for m in members] == ["E1234560", "E1234561", "E1234562"]
    assert [m.masked_bank_card for m in members] == ["", "**** 5671", "**** 5672"]
    assert list(members.values_list("id_hash", "bank_card_hash")) == hashes


def test_without_its_key_a_number_cannot_be_decrypted(settings):
    member = make.member(id_number="E1234567")
    member.refresh_from_db()
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        member.id_number.reveal()
