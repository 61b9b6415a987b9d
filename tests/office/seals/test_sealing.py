import threading

import pytest
from django.db import connection, transaction

from office import audit, sql
from office.models import AuditEvent
from office.seals.models import Seal, SealedEvent
from office.seals.sealing import seal_events
from office.seals.tasks import seal_audit_log
from office.seals.verifying import verify
from tests import factories as make
from tests.append_only import assert_append_only
from tests.office.seals.conftest import as_superuser


@pytest.mark.django_db
def test_a_seal_covers_what_has_none_yet_and_chains_to_the_last(sealed):
    assert (sealed.number, sealed.events, sealed.previous) == (1, 3, None)
    assert seal_events() is None
    event = audit.record("test.more", by=None)
    seal_audit_log()
    second = Seal.objects.get(number=2)
    assert (second.events, bytes(second.previous or b"")) == (1, bytes(sealed.root))
    assert SealedEvent.objects.get(seal_number=2).event_id == event.pk
    assert bytes(second.root) == second.computed_root() != bytes(sealed.root)
    assert verify().faults == 0


@pytest.mark.django_db
def test_where_nothing_was_recorded_nothing_is_sealed():
    assert seal_events() is None
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_events_from_before_there_were_hashes_are_sealed_by_the_first_seal():
    audit.record("test.old", make.unit(), by=None)
    as_superuser("UPDATE office_auditevent SET content_hash = NULL")
    seal_events()
    assert verify().faults == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Seal, SealedEvent])
def test_seals_are_neither_changed_nor_removed(sealed, model):
    assert_append_only(lambda: model.objects.all().delete(), lambda: model.objects.update(**content_or_root(model)))
    assert (Seal.objects.count(), SealedEvent.objects.count()) == (1, 3)


def content_or_root(model):
    return {"root": b""} if model is Seal else {"content_hash": b""}


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_committed_late_is_sealed_by_the_next_seal_and_is_no_forgery():
    may_commit, entered = threading.Event(), threading.Event()

    def long_transaction():
        with transaction.atomic():
            audit.record("test.late", by=None)
            entered.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=long_transaction)
    thread.start()
    entered.wait(10)
    audit.record("test.early", by=None)
    first = seal_events()
    may_commit.set()
    thread.join()
    second = seal_events()
    late = AuditEvent.objects.get(verb="test.late")
    assert first and second
    assert (first.events, second.events) == (1, 1)
    assert late.pk < first.last_event == second.last_event
    assert (verify().faults, AuditEvent.objects.count()) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_seals_at_once_each_event_is_in_one():
    for _number in range(50):
        audit.record("test.it", by=None)

    def seal():
        seal_events()
        connection.close()

    threads = [threading.Thread(target=seal) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [seal.events for seal in Seal.objects.all()] == [50]
    assert verify().faults == 0


@pytest.mark.django_db
def test_a_seal_over_many_events_is_read_in_parts(monkeypatch):
    monkeypatch.setattr(sql, "ROWS_AT_ONCE", 7)
    for _number in range(50):
        audit.record("test.it", by=None)
    seal_events()
    assert Seal.objects.get().events == 50
    assert verify().faults == 0
