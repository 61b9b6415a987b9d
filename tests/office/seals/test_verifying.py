"""What a superuser of the database does to the audit log behind the portal's back is found out."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from psycopg2.extras import Json

from office import audit
from office.models import AuditEvent, Notice
from office.seals.faults import fault_of
from office.seals.models import AuditCheck, Seal
from office.seals.rules import seal_root
from office.seals.sealing import seal_events
from office.seals.tasks import check_audit_log
from office.seals.verifying import verify
from tests import factories as make
from tests.office.seals.conftest import as_superuser, erase_label

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keys(sealed):
    """The keys of six events, three under each of two seals."""
    for number in range(3):
        audit.record("test.more", by=None, reason=f"{number}")
    seal_events()
    return list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))


def found(**options):
    """Return what a check finds, as (kind, seal, event)."""
    return [(fault.kind, fault.seal, fault.event) for fault in verify(**options).first_faults]


def test_nothing_is_found_where_nobody_did_anything(keys):
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'other'",
        "verb = 'test.other'",
        "at = at + interval '1 microsecond'",
        "actor_id = NULL, unit_id = NULL, object_id = 7",
        "changes = '{\"a\": 2}'",
        "object_label = '某人'",
        "label_salt = gen_random_uuid()",
    ],
)
def test_a_changed_event_is_named(keys, change):
    as_superuser(f"UPDATE office_auditevent SET {change} WHERE id = %s", [keys[4]])
    assert found() == [("changed", 2, keys[4])]


def test_a_changed_event_is_named_even_if_its_hash_was_computed_anew(keys):
    as_superuser(
        "UPDATE office_auditevent SET reason = 'other' WHERE id = %s",
        [keys[0]],
    )
    as_superuser("UPDATE office_auditevent event SET content_hash = office_audit_hash(event) WHERE id = %s", [keys[0]])
    assert found() == [("changed", 1, keys[0])]


def test_a_label_blanked_as_if_by_rule_but_with_another_hash_is_a_change(keys):
    as_superuser(
        "UPDATE office_auditevent SET object_label = '***', label_hash = sha256('x') WHERE id = %s",
        [keys[0]],
    )
    assert found() == [("changed", 1, keys[0])]


def test_a_removed_event_is_named(keys):
    as_superuser("DELETE FROM office_auditevent WHERE id = ANY(%s)", [[keys[1], keys[5]]])
    assert found() == [("removed", 1, keys[1]), ("removed", 2, keys[5])]


@pytest.mark.parametrize("then_sealed", [False, True])
def test_an_event_entered_with_a_time_long_sealed_is_named(keys, then_sealed):
    made_earlier(timedelta(days=30))
    audit.record("test.today", by=None)
    seal_events()
    forged = AuditEvent.objects.create(verb="test.forged", at=timezone.now() - timedelta(days=20))
    if then_sealed:
        seal_events()
    assert found() == [("inserted", 3 if then_sealed else None, forged.pk)]


def test_an_event_entered_under_a_free_number_is_named(keys):
    as_superuser("DELETE FROM office_auditevent WHERE id = %s", [keys[1]])
    values = {"id": keys[1], "verb": "test.forged", "object_label": "", "changes": {}, "reason": ""}
    as_superuser(
        "INSERT INTO office_auditevent"
        " SELECT (jsonb_populate_record(NULL::office_auditevent, %s || jsonb_build_object('at', now()))).*",
        [Json(values)],
    )
    assert found() == [("changed", 1, keys[1])]


def test_an_event_put_under_an_old_seal_with_its_record_is_found(keys):
    forged = AuditEvent.objects.create(verb="test.forged")
    as_superuser(
        "INSERT INTO office_sealedevent SELECT id, 1, content_hash FROM office_auditevent WHERE id = %s", [forged.pk]
    )
    assert found() == [("records_differ", 1, None)]


def test_an_event_changed_together_with_its_record_is_found_by_its_seal(keys):
    as_superuser("UPDATE office_auditevent SET reason = 'other' WHERE id = %s", [keys[4]])
    as_superuser(
        "UPDATE office_sealedevent SET content_hash = office_audit_hash(event) FROM office_auditevent event"
        " WHERE event.id = event_id"
    )
    assert found() == [("records_differ", 2, None)]


def test_an_event_removed_together_with_its_record_is_found_by_its_seal(keys):
    for table, key in (("office_auditevent", "id"), ("office_sealedevent", "event_id")):
        as_superuser(f"DELETE FROM {table} WHERE {key} = %s", [keys[5]])
    assert found() == [("records_differ", 2, None)]


def test_a_changed_event_that_has_no_seal_yet_is_named(keys):
    event = audit.record("test.new", by=None)
    as_superuser("UPDATE office_auditevent SET reason = 'other' WHERE id = %s", [event.pk])
    assert found() == [("changed_unsealed", None, event.pk)]


def test_an_event_entered_past_the_trigger_has_no_hash_and_is_named(keys):
    as_superuser(
        "INSERT INTO office_auditevent (at, verb, object_label, changes, reason)"
        " VALUES (now(), 'test.it', '', '{}', '')"
    )
    assert found() == [("inserted", None, AuditEvent.objects.latest("pk").pk)]


def test_a_removed_seal_is_named(keys):
    as_superuser("DELETE FROM office_seal WHERE number = 1")
    assert ("seal_missing", 1, None) in found()
    assert ("records_without_seal", 1, None) in found()


def test_the_last_seal_removed_without_its_records_is_found(keys):
    as_superuser("DELETE FROM office_seal WHERE number = 2")
    assert found() == [("records_without_seal", 2, None)]


def test_a_changed_seal_is_named(keys):
    as_superuser("UPDATE office_seal SET sealed_at = sealed_at - interval '1 hour' WHERE number = 2")
    assert found() == [("seal_changed", 2, None)]


def test_a_seal_made_anew_breaks_the_chain(keys):
    remake(Seal.objects.get(number=1), sealed_at=timezone.now())
    assert found() == [("chain_broken", 2, None)]


def test_a_chain_made_anew_whole_agrees_with_itself_and_is_found_by_a_root_kept_outside(keys):
    kept = Seal.objects.get(number=2).root_hex
    as_superuser("UPDATE office_auditevent SET reason = 'other' WHERE id = %s", [keys[0]])
    as_superuser("TRUNCATE office_seal, office_sealedevent")
    as_superuser("UPDATE office_auditevent SET content_hash = office_audit_hash(office_auditevent)")
    seal_events()
    assert found() == []
    assert found(roots={2: kept[:16]}) == [("root_unknown", 2, None)]
    audit.record("test.it", by=None)
    seal_events()
    assert found(roots={2: kept}) == [("other_root", 2, None)]


def test_the_last_seal_removed_with_its_records_is_found_by_a_root_kept_outside(keys):
    kept = Seal.objects.get(number=2).root_hex
    as_superuser("DELETE FROM office_seal WHERE number = 2")
    as_superuser("DELETE FROM office_sealedevent WHERE seal_number = 2")
    as_superuser("DELETE FROM office_auditevent WHERE id = ANY(%s)", [keys[3:]])
    assert found() == []
    assert found(roots={2: kept}) == [("root_unknown", 2, None)]


def test_an_event_erased_by_rule_is_told_as_such_and_the_rest_of_it_stays_provable(sealed):
    key = AuditEvent.objects.earliest("pk").pk
    erase_label(key)
    event = AuditEvent.objects.get(pk=key)
    assert (event.label_salt, event.erased_at is not None) == (None, True)
    # Erased once more, say with another member of the same name.
    erase_label(key)
    outcome = verify()
    assert (outcome.faults, outcome.erased) == (0, 1)
    as_superuser("UPDATE office_auditevent SET reason = 'other' WHERE id = %s", [key])
    assert found() == [("changed", 1, key)]


def test_days_narrow_the_events_but_not_the_chain(keys):
    as_superuser("UPDATE office_auditevent SET reason = 'other'")
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert len(found(since=timezone.localdate())) == 6
    assert found(since=tomorrow) == found(until=timezone.localdate() - timedelta(days=1)) == []
    as_superuser("DELETE FROM office_seal WHERE number = 1")
    assert found(since=tomorrow) == [("seal_missing", 1, None)]


def test_a_check_of_everything_is_kept_with_what_it_found(keys):
    as_superuser("DELETE FROM office_auditevent WHERE id = %s", [keys[0]])
    administrator = make.superuser()
    check_audit_log()
    assert Notice.objects.get(to=administrator).text == "The check of the audit log has found faults: 1."
    check = AuditCheck.objects.latest()
    assert (check.last_seal, check.events, check.faults) == (2, 6, 1)
    assert str(fault_of(check.first_faults[0])) == f"Event {keys[0]} was removed after it was sealed (seal 1)."
    verify(since=timezone.localdate())
    assert AuditCheck.objects.count() == 1


def test_the_command_prints_what_is_wrong_and_ends_with_1(keys, capsys):
    as_superuser("DELETE FROM office_auditevent WHERE id = %s", [keys[0]])
    as_superuser("UPDATE office_auditevent SET reason = 'other' WHERE id = %s", [keys[4]])
    erase_label(keys[5])
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify")
    said = capsys.readouterr().out
    assert ended.value.code == 1
    for line in (
        f"✗ Event {keys[0]} was removed after it was sealed (seal 1).",
        f"✗ Event {keys[4]} was changed after it was sealed (seal 2).",
        f"The label of event {keys[5]} was erased by rule on {timezone.now().date()}; all else is as it was sealed.",
        "Checked: 6 events under 2 seals, the chain up to seal 2; 0 events have no seal yet.",
        "2 faults found.",
        "No root kept outside was given",
    ):
        assert line in said


def test_the_command_compares_roots_kept_outside(keys, capsys):
    root = Seal.objects.get(number=2).root_hex
    call_command("audit", "verify", "--root", f"2:{root}")
    assert "Nothing is wrong." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--root", f"2:{'0' * 16}")
    assert "Seal 2 has another root than the one kept outside" in capsys.readouterr().out


def test_an_event_committed_an_hour_late_is_told_but_no_fault(keys, capsys):
    made_earlier(timedelta(hours=5))
    audit.record("test.today", by=None)
    seal_events()
    late = AuditEvent.objects.create(verb="test.late", at=timezone.now() - timedelta(hours=3))
    seal_events()
    call_command("audit", "verify")
    said = capsys.readouterr().out
    assert f"Event {late.pk} of" in said and "Nothing is wrong." in said


def test_the_command_seals(capsys):
    audit.record("test.it", make.unit(), by=None)
    call_command("audit", "seal")
    call_command("audit", "seal")
    said = capsys.readouterr().out
    assert f"Seal 1 made over 1 events. Root: {Seal.objects.get().root_hex}" in said
    assert "Nothing to seal" in said


def made_earlier(by):
    """Make all events so much earlier and seal them anew, as if the portal had run for so long."""
    as_superuser("UPDATE office_auditevent SET at = at - %s", [by])
    as_superuser("UPDATE office_auditevent SET content_hash = office_audit_hash(office_auditevent)")
    as_superuser("TRUNCATE office_seal, office_sealedevent")
    seal_events()
    remake(Seal.objects.get(), sealed_at=timezone.now() - by)


def remake(seal, **changes):
    """Give a seal other values and the root that follows from them."""
    for name, value in changes.items():
        setattr(seal, name, value)
    previous = bytes(seal.previous) if seal.previous is not None else None
    root = seal_root(seal.number, seal.sealed_at, seal.events, seal.last_event, bytes(seal.tree), previous)
    as_superuser(
        "UPDATE office_seal SET sealed_at = %s, root = %s WHERE number = %s", [seal.sealed_at, root, seal.number]
    )
