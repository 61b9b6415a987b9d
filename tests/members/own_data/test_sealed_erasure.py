import pytest

from members.own_data.actions import erasures
from office import audit
from office.models import AuditEvent
from office.seals.rows import EventRow
from office.seals.sealing import seal_events
from office.seals.verifying import Telling, verify
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def erased(union, chair):
    """The keys of the sealed events about a member who was erased by rule afterwards."""
    erasure = make.erasure(union)
    audit.record("member.reveal", erasure.member, by=chair, unit=union, reason="核对")
    seal_events()
    keys = list(AuditEvent.objects.about(erasure.member).values_list("pk", flat=True))
    erasures.carry_out_erasure(erasure, by=chair)
    return keys


def test_the_sealed_events_of_somebody_erased_are_told_as_erased_by_rule(erased):
    told: list[EventRow] = []
    outcome = verify(tell=Telling(erased=told.append))
    assert erased and set(AuditEvent.objects.filter(pk__in=erased).values_list("object_label", flat=True)) == {"***"}
    assert outcome.faults == 0
    assert set(erased) <= {int(event.id) for event in told}
    assert all(event.erased_at for event in told)


def test_nobody_finds_the_erased_name_by_trying_all_names(erased):
    for event in AuditEvent.objects.filter(pk__in=erased):
        assert event.label_salt is None and event.label_hash is not None
