"""The portal's role may add to the tables of the seals: what it adds hides no event from the check or the export."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from office import audit
from office.models import AuditEvent
from office.seals import exporting
from office.seals.faults import Fault
from office.seals.models import Seal
from office.seals.rules import MerkleTree, seal_root
from office.seals.sealing import last_seal, seal_events
from office.seals.verifying import Telling, verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def checked(tmp_path):
    """Return a function that exports the audit log and returns the exit code of the auditor's program and its words."""

    def check(*roots):
        file = tmp_path / "audit.jsonl"
        file.unlink(missing_ok=True)
        call_command("audit", "export", "--out", str(file))
        given = [word for root in roots for word in ("--root", root)]
        program = settings.BASE_DIR / "tools" / "check_audit.py"
        command = [sys.executable, "-I", "-S", str(program), str(file), *given]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return check


def kinds():
    return [fault.kind for fault in verify().first_faults]


def forge_seal(number: int, at: datetime, last_event: int) -> Seal:
    """Enter an empty seal that follows the last one and whose root is right."""
    before = last_seal()
    previous = bytes(before.root) if before else None
    tree = MerkleTree().root()
    root = seal_root(number, at, 0, last_event, tree, previous)
    return Seal.objects.create(
        number=number, sealed_at=at, events=0, last_event=last_event, tree=tree, previous=previous, root=root
    )


@pytest.mark.parametrize("number", [0, 1, 2**31 - 1])
def test_an_event_recorded_under_no_true_seal_is_in_the_export_all_the_same(sealed, checked, number):
    wrong = audit.record("test.wrong", by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO office_sealedevent (event_id, seal_number, content_hash)"
            " SELECT id, %s, content_hash FROM office_auditevent WHERE id = %s",
            [number, wrong.pk],
        )
    if number == 0:
        forge_seal(0, timezone.now(), 0)
    audit.record("test.later", by=None)
    seal_events()
    code, said = checked()
    lines = list(exporting.export_lines())
    assert any(f'"event": {wrong.pk},' in line and '"verb": "test.wrong"' in line for line in lines)
    if number == 1:
        assert code == 1 and f"Event {wrong.pk} was inserted, seal 1 has no such event" in said
    else:
        assert "2 more have no seal yet" in said
    assert kinds() != []


def test_an_event_sealed_while_an_export_is_written_is_in_it_once(sealed, monkeypatch):
    event, read = audit.record("test.meanwhile", by=None), exporting.seals_between

    def and_then_seal(since, until):
        found = read(since, until)
        seal_events()
        return found

    monkeypatch.setattr(exporting, "seals_between", and_then_seal)
    assert len([line for line in exporting.export_lines() if f'"event": {event.pk},' in line]) == 1


def test_a_seal_with_an_old_time_opens_no_gap_for_events_with_old_times(sealed, checked):
    long_ago = timezone.now() - timedelta(days=200)
    forge_seal(2, long_ago, sealed.last_event)
    AuditEvent.objects.create(verb="test.backdated", at=long_ago + timedelta(hours=1))
    newest = seal_events()
    assert newest is not None
    assert kinds() == ["seal_back"]
    code, said = checked(f"3:{newest.root_hex}")
    assert code == 1 and "Seal 2 bears a time more than two days before an earlier one" in said


def test_a_seal_that_claims_to_cover_all_events_to_come_is_named(sealed, checked):
    forge_seal(2, timezone.now() - timedelta(days=1.9), 2**60)
    assert kinds() == ["records_differ"]
    code, said = checked()
    assert code == 1 and "The events under seal 2 are not those that were sealed" in said


def test_a_seal_with_the_highest_number_does_not_keep_the_check_at_work_for_hours(sealed):
    forge_seal(2**31 - 1, timezone.now(), sealed.last_event)
    told: list[Fault] = []
    assert verify(tell=Telling(fault=told.append)).faults == 101
    assert str(told[-1]) == "More than 100 seals before seal 2147483647 are missing."


@pytest.mark.parametrize("order", [1, -1])
def test_each_of_two_roots_kept_of_one_seal_is_compared(sealed, checked, capsys, order):
    roots = [f"1:{sealed.root_hex}", f"1:{'0' * 16}"][::order]
    code, said = checked(*roots)
    assert code == 1 and "Seal 1 has another root than the one you kept" in said
    capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", *[word for root in roots for word in ("--root", root)])
    assert "1 fault found." in capsys.readouterr().out
