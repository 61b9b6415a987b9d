"""tools/check_audit.py, as an auditor runs it on an export: alone, without the portal and without other packages."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from office import audit
from office.models import AuditEvent
from office.seals.models import Seal
from office.seals.sealing import seal_events
from tests import factories as make
from tests.office.seals.conftest import as_superuser, erase_label

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lines(sealed, tmp_path):
    """The lines of an export of two seals with three and four events, and one event without a seal."""
    by = make.user()
    for number in range(4):
        audit.record("test.more", make.unit(), by=by, reason=f"第 {number}\n行", changes={"a": number})
    seal_events()
    file = tmp_path / "audit.jsonl"
    call_command("audit", "export", "--out", str(file))
    return file.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.fixture
def run(tmp_path):
    """Return a function that checks lines, and returns the exit code and what was printed."""

    def check(lines, *roots):
        file = tmp_path / "given.jsonl"
        file.write_text("".join(lines), encoding="utf-8")
        program = settings.BASE_DIR / "tools" / "check_audit.py"
        given = [word for root in roots for word in ("--root", root)]
        command = [sys.executable, "-I", "-S", str(program), str(file), *given]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return check


def changed(line, **values):
    return json.dumps({**json.loads(line), **values}, ensure_ascii=False) + "\n"


def test_an_untouched_export_is_found_good_in_both_languages(lines, run):
    code, said = run(lines, f"2:{Seal.objects.get(number=2).root_hex}", f"1:{Seal.objects.get(number=1).root_start}")
    assert code == 0, said
    assert "Checked: 2 seals, 7 sealed events; 1 more have no seal yet" in said
    assert "已检查：2 个封存，7 条已封存的事件；另有 1 条尚未封存" in said
    assert "Nothing is wrong." in said and "没有发现问题" in said and "Seal 2 has the root that you kept." in said


def test_without_a_root_it_says_what_it_cannot_see(lines, run):
    assert "can't see whether all seals were made anew" in run(lines)[1]


@pytest.mark.parametrize("field", ["at", "actor", "verb", "object_label", "label_salt", "unit", "changes", "reason"])
def test_a_changed_line_is_named(lines, run, field):
    other = {"at": "2026-01-01T00:00:00.000000Z"}.get(field, "12")
    code, said = run([*lines[:7], changed(lines[7], **{field: other}), *lines[8:]])
    key = json.loads(lines[7])["event"]
    assert code == 1
    assert f"Event {key} is not what was sealed, it was changed (seal 2, line 8)." in said
    assert f"事件 {key} 与封存时不同，已被改动（封存 2，第 8 行）。" in said


def test_a_line_changed_together_with_its_hash_is_found_by_its_seal(lines, run):
    event = AuditEvent.objects.get(pk=json.loads(lines[7])["event"])
    as_superuser("UPDATE office_auditevent SET reason = 'x' WHERE id = %s", [event.pk])
    as_superuser("UPDATE office_auditevent event SET content_hash = office_audit_hash(event) WHERE id = %s", [event.pk])
    event.refresh_from_db()
    forged = changed(lines[7], reason="x", hash=bytes(event.content_hash or b"").hex())
    code, said = run([*lines[:7], forged, *lines[8:]])
    assert code == 1 and "The events under seal 2 are not those that were sealed: 4 then, 4 in the file." in said


def test_a_removed_line_is_named_by_its_place(lines, run):
    code, said = run([*lines[:7], *lines[8:]])
    assert code == 1
    assert "Seal 2 lacks events: before line 8 the positions 1 to 1 were removed." in said
    assert "The events under seal 2 are not those that were sealed: 4 then, 3 in the file." in said


@pytest.mark.parametrize("position", [1, 3, 4, 99])
def test_an_inserted_line_is_named(lines, run, position):
    forged = changed(lines[7], event=10_000, position=position)
    code, said = run([*lines[:10], forged, *lines[10:]])
    assert code == 1 and "Event 10000 was inserted, seal 2 has no such event at this place (line 11)." in said


def test_an_event_removed_from_the_database_is_named(lines, run, tmp_path):
    key = json.loads(lines[7])["event"]
    as_superuser("DELETE FROM office_auditevent WHERE id = %s", [key])
    file = tmp_path / "later.jsonl"
    call_command("audit", "export", "--out", str(file))
    code, said = run(file.read_text().splitlines(keepends=True))
    assert code == 1 and f"Event {key} was removed from the database after it was sealed (seal 2)." in said


@pytest.mark.parametrize("number", [1, 5])
def test_a_removed_seal_line_is_found(lines, run, number):
    code, said = run([*lines[:number], *lines[number + 1 :]])
    assert code == 1
    assert "was inserted, seal" in said and "The file is incomplete" in said


def test_a_changed_seal_is_found(lines, run):
    code, said = run([lines[0], changed(lines[1], sealed_at="2026-01-01T00:00:00.000000Z"), *lines[2:]])
    assert code == 1 and "Seal 1 was changed: its root does not follow from what it says." in said


def test_a_cut_file_is_found(lines, run):
    for kept in (lines[:-1], lines[:8], lines[:1]):
        code, said = run(kept)
        assert code == 1 and "The file is incomplete" in said


def test_another_root_than_the_one_kept_is_found(lines, run):
    code, said = run(lines, f"2:{'0' * 64}", f"9:{'1' * 16}")
    assert code == 1
    assert "Seal 2 has another root than the one you kept" in said and "The file has no seal 9" in said


@pytest.mark.parametrize(
    "line",
    [
        '{"event": 1}\n',
        "[]\n",
        "{\n",
        "\n",
        '{"event": 1, "seal": null, "note": "approved by the chair"}\n',
        '{"seal": 1, "seal": 2}\n',
        "[" * 100_000 + "\n",
        '{"end": true}\n',
    ],
)
def test_what_no_portal_writes_is_told_with_its_line(lines, run, line):
    code, said = run([*lines[:7], line, *lines[7:]])
    assert code == 1 and ("Line 8 can't be read" in said or "incomplete" in said)


def test_a_note_that_no_seal_covers_is_not_taken_with_an_event(lines, run):
    code, said = run([*lines[:7], changed(lines[7], note="approved"), *lines[8:]])
    assert code == 1 and "Line 8 can't be read: its names are not those of the format." in said


def test_what_a_file_says_does_not_move_the_cursor(lines, run):
    code, said = run([*lines[:7], changed(lines[7], at="\x1b[2J"), *lines[8:]])
    assert code == 1 and "\x1b" not in said


def test_something_else_than_an_export_is_refused(run):
    code, said = run(["hello\n"])
    assert code == 1 and "can't be read" in said
    assert run(['{"format": "union-portal audit export 9"}\n'])[0] == 2


def test_an_erased_label_is_told_and_the_rest_stays_provable(lines, run, tmp_path):
    key = json.loads(lines[7])["event"]
    erase_label(key)
    file = tmp_path / "later.jsonl"
    call_command("audit", "export", "--out", str(file))
    later = file.read_text().splitlines(keepends=True)
    code, said = run(later)
    assert code == 0 and f"The label of event {key} was erased by rule" in said
    code, said = run([*later[:7], changed(later[7], reason="x"), *later[8:]])
    assert code == 1 and f"Event {key} is not what was sealed" in said


def test_an_event_with_a_time_sealed_long_since_is_found(lines, run):
    code, said = run([*lines[:10], changed(lines[10], at="2020-01-01T00:00:00.000000Z"), *lines[11:]])
    assert code == 1 and "was inserted later: its time lies in a span" in said


def test_an_export_is_itself_an_event_and_overwrites_no_file(sealed, tmp_path, capsys):
    file = tmp_path / "audit.jsonl"
    day = timezone.localdate().isoformat()
    call_command("audit", "export", "--out", str(file), "--from", day)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.changes["filters"]) == ("audit.export_sealed", {"since": day})
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        call_command("audit", "export", "--out", str(file))
    call_command("audit", "export", "--to", "2020-01-01")
    assert '"last_seal": null' in capsys.readouterr().out


def test_the_checker_reads_with_python_3_9():
    import ast

    source = (settings.BASE_DIR / "tools" / "check_audit.py").read_text()
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "line",
    [
        b'{"event": 1' + b"0" * 5000 + b', "seal": null}\n',
        b'{"event": 1e5, "seal": null}\n',
        b'{"event": NaN, "seal": null}\n',
        b'{"event": 1, "seal": null, "verb": "\xff"}\n',
        b'\xef\xbb\xbf{"event": 1, "seal": null}\n',
        b"\x00\n",
        b"{}\n",
        b'{"seal": [1], "root": {}}\n',
    ],
)
def test_odd_numbers_and_bytes_are_told_with_their_line(lines, run, tmp_path, line):
    file = tmp_path / "odd.jsonl"
    file.write_bytes(b"".join([*(one.encode() for one in lines[:7]), line, *(one.encode() for one in lines[7:])]))
    program = settings.BASE_DIR / "tools" / "check_audit.py"
    command = [sys.executable, "-I", "-S", str(program), str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "") and "Line 8 can't be read" in done.stdout


def test_a_line_twice_and_lines_in_another_order_are_found(lines, run):
    for forged in (
        [*lines[:7], lines[7], *lines[7:]],
        [*lines[:7], lines[8], lines[7], *lines[9:]],
        [lines[0], *lines[5:10], *lines[1:5], *lines[10:]],
        [*lines[:5], *lines[1:5], *lines[5:]],
    ):
        assert run(forged)[0] == 1


def test_a_time_before_all_times_is_a_fault_and_no_breakdown(lines, run):
    oldest = "0001-01-01T00:00:00.000000Z"
    code, said = run([lines[0], changed(lines[1], sealed_at=oldest), *lines[2:]])
    assert code == 1 and "Seal 1 was changed" in said


def test_a_file_that_begins_later_is_good_and_says_so(lines, run):
    end = json.loads(lines[-1])
    code, said = run([lines[0], *lines[5:-1], changed(lines[-1], seals=1, events=end["events"] - 3)])
    assert code == 0 and "The file begins at seal 2" in said
