import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import IntegrityError, connection

from members.register.models.member import Member
from office.secrets import Sealed, keyed_hash
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_database_does_not_contain_the_number_in_plain_text():
    member = make.member(id_number="11010519491231002X")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM members_member m WHERE id = %s", [member.pk])
        assert "11010519491231002X" not in cursor.fetchone()[0]
    assert Member.objects.get(pk=member.pk).id_number.reveal() == "11010519491231002X"


def test_printing_a_sealed_number_shows_nothing():
    assert str(Sealed.seal("11010519491231002X")) == "•••"


def test_saving_a_member_again_keeps_the_sealed_number_as_it_was():
    member = Member.objects.get(pk=make.member(id_number="E1").pk)
    token = member.id_number.token
    member.save()
    assert Member.objects.get(pk=member.pk).id_number.token == token


def test_the_database_refuses_a_second_member_with_the_same_number():
    make.member(id_number="E12345678")
    with pytest.raises(IntegrityError, match="id_hash"):
        make.member(id_number="E12345678")


def test_an_old_key_still_reads_and_the_first_key_writes(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    sealed = Sealed.seal("E1")
    settings.ENCRYPTION_KEYS = [new, old]
    assert sealed.reveal() == "E1"
    rotated = sealed.rotated()
    settings.ENCRYPTION_KEYS = [new]
    assert rotated.reveal() == "E1"
    with pytest.raises(InvalidToken):
        sealed.reveal()


def test_the_hash_depends_on_its_key(settings):
    first = keyed_hash("E1")
    settings.HASH_KEY = "another"
    assert keyed_hash("E1") != first
