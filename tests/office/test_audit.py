import pytest

from members.personal_file.actions.corrections import reveal_secrets
from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.append_only import assert_append_only

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_an_audit_event_can_be_neither_changed_nor_removed_not_even_in_bulk():
    event = audit.record("test.something", make.unit(), by=None)
    assert_append_only(
        lambda: AuditEvent.objects.filter(pk=event.pk).update(verb="test.else"),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
    )
    event.refresh_from_db()
    assert event.verb == "test.something"


def test_the_timeline_of_an_object_has_its_own_events_in_order():
    one, other = make.unit(), make.unit()
    audit.record("test.first", one, by=None)
    audit.record("test.elsewhere", other, by=None)
    audit.record("test.second", one, by=None)
    assert [event.verb for event in AuditEvent.objects.about(one)] == ["test.first", "test.second"]


def test_reading_a_number_in_full_is_audited_with_its_reason_and_without_the_number():
    officer, member = make.user(), make.member(id_number="E12345678")
    assert reveal_secrets(member, by=officer, reason="bank asks")["id_number"] == "E12345678"
    event = AuditEvent.objects.about(member).get()
    assert (event.actor, event.reason, event.unit) == (officer, "bank asks", member.unit)
    assert "E12345678" not in f"{event.changes}{event.object_label}"


def test_without_a_reason_no_number_is_shown_in_full():
    with pytest.raises(NotAllowed):
        reveal_secrets(make.member(), by=make.user(), reason="  ")
    assert not AuditEvent.objects.exists()
