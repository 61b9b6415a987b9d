from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from office import audit
from office.models import AuditEvent
from office.seals.rows import unsealed_rows
from office.seals.rules import MerkleTree, hashed_fields, utc_text
from tests import factories as make


def tree_of(hashes: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word by word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return sha256(b"\0" + hashes[0]).digest()
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha256(b"\1" + tree_of(hashes[:half]) + tree_of(hashes[half:])).digest()


@pytest.mark.parametrize("count", range(34))
def test_the_tree_is_that_of_rfc_6962(count):
    hashes = [bytes([number]) * 32 for number in range(count)]
    tree = MerkleTree()
    for one in hashes:
        tree.add(one)
    assert tree.root() == tree_of(hashes)


@given(st.lists(st.none() | st.text()), st.lists(st.none() | st.text()))
def test_no_two_rows_of_fields_are_hashed_alike(one, other):
    try:
        same = hashed_fields(one) == hashed_fields(other)
    except UnicodeEncodeError:
        return
    assert same == (one == other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 2, 3, 4, 5, 6, 7, tzinfo=UTC),
        datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1988, 7, 1, tzinfo=timezone.get_default_timezone()),
    ],
)
def test_the_database_and_python_write_a_time_alike(at):
    with connection.cursor() as cursor:
        cursor.execute("SELECT office_utc_text(%s)", [at])
        assert cursor.fetchone() == (utc_text(at),)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [{}, {"b": 1, "aa": 1.50, "a": None, "引号": '"\\\n\t'}, {"n": 10**25, "f": 1e-9, "t": [True, {"x": []}]}],
)
@pytest.mark.parametrize("reason", ["", "12:34,", "换行\n和引号\"'%", "🧧"])
def test_python_computes_the_hash_that_the_trigger_wrote(changes, reason):
    audit.record("test.something", make.unit(), by=make.user(), unit=make.unit(), reason=reason, changes=changes)
    audit.record("test.else", None, by=None)
    rows = list(unsealed_rows())
    assert len(rows) == 2
    assert all(event.content_hash() == content_hash for event, content_hash, _at in rows)


@pytest.mark.django_db
def test_events_entered_in_one_statement_are_hashed_too():
    first, second = make.unit(), make.unit()
    by = make.user()
    units = type(first).objects.filter(pk__in=[first.pk, second.pk])
    audit.record_each(
        "test.each", type(first), units, by=by, obj="pk", label="name", unit="pk", reason="r", changes={"a": "b"}
    )
    rows = list(unsealed_rows())
    assert [event.content_hash() == content_hash for event, content_hash, _at in rows] == [True, True]
    assert rows[0][0].label_salt != rows[1][0].label_salt


@pytest.mark.django_db
def test_nobody_chooses_the_hash_of_what_is_entered():
    AuditEvent.objects.create(
        verb="test.it", object_label="x", content_hash=b"0" * 32, label_hash=b"1", erased_at=timezone.now()
    )
    [(event, content_hash, _at)] = unsealed_rows()
    assert (event.content_hash(), event.label_hash, event.erased_at) == (content_hash, None, None)
