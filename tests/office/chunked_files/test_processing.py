"""Workers process a chunked file: one worker at a time, one transaction per chunk, failures with a reason."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction

from members.dues.models.payroll import PayrollFile
from members.importing.models.imports import ImportJob
from office.chunked_files.actions import cancel_file, claim_file, confirm_file, fail_file, resume_file
from office.chunked_files.processing import process_file, process_files, try_read_lock
from office.chunked_files.rules import MAX_ATTEMPTS, FileState
from office.errors import NotAllowed
from tests.concurrency import at_once
from tests.office.chunked_files.lines import LineProcessor, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> list[str]:
    return []


def reloaded(file):
    return ImportJob.objects.get(pk=file.pk)


def test_a_file_is_checked_chunk_by_chunk_and_waits_for_an_officer(kept):
    file = file_of("a", "b", "c")
    process_file(LineProcessor(file, kept))
    file = reloaded(file)
    assert (file.state, file.last_row, file.total_rows, file.rows, file.unchanged) == ("checked", 3, 3, 3, 3)
    assert (file.attempts, file.checked_at is not None, kept) == (0, True, ["A", "B", "C"])


def test_a_confirmed_file_is_applied_once(kept):
    file = file_of("a", "b")
    process_file(LineProcessor(file, kept))
    file, stale = reloaded(file), reloaded(file)
    confirm_file(file)
    with pytest.raises(NotAllowed, match="moved on"), transaction.atomic():
        confirm_file(stale)
    second = reloaded(file)
    process_file(LineProcessor(file, kept))
    process_file(LineProcessor(second, kept))
    file = reloaded(file)
    assert (file.state, file.last_row, file.created, file.finished_at is not None) == ("done", 2, 2, True)


def test_a_worker_with_a_stale_file_does_nothing(kept):
    file = file_of("a", "b", "c")
    stale = reloaded(file)
    process_file(LineProcessor(file, kept))
    process_file(LineProcessor(stale, kept))
    assert (reloaded(file).state, kept) == ("checked", ["A", "B", "C"])


def test_while_one_worker_reads_a_second_one_returns_at_once(kept):
    file = file_of("a", "b", "c")
    kept_by_second: list[str] = []
    second = LineProcessor(reloaded(file), kept_by_second)
    process_file(LineProcessor(file, kept, between=lambda: process_file(second)))
    assert (reloaded(file).state, kept, kept_by_second) == ("checked", ["A", "B", "C"], [])


def test_a_file_of_another_kind_with_the_same_key_is_not_locked(kept):
    file = file_of("a")
    with try_read_lock(file) as locked, try_read_lock(PayrollFile(pk=file.pk)) as other, try_read_lock(file) as again:
        assert (locked, other, again) == (True, True, False)


def test_a_file_can_not_be_claimed_after_another_worker_has_stored_a_chunk():
    file = file_of("a", "b")
    with transaction.atomic():
        assert claim_file(file) == file
        ImportJob.objects.update(last_row=1)
        assert claim_file(file) is None


def test_the_work_on_a_cancelled_file_ends_with_the_chunk(kept):
    file = file_of("a", "b", "c", "d", "e")

    def cancelled_after_the_first_chunk():
        if kept:
            cancel_file(reloaded(file))

    process_file(LineProcessor(file, kept, between=cancelled_after_the_first_chunk))
    file = reloaded(file)
    assert (file.state, file.last_row, kept) == ("cancelled", 2, ["A", "B"])
    resume_file(file)
    assert (file.state, file.went_on_from, file.finished_at) == ("checking", 2, None)
    process_file(LineProcessor(file, kept))
    assert (reloaded(file).state, kept) == ("checked", ["A", "B", "C", "D", "E"])


def test_a_room_can_limit_the_states_in_which_a_file_is_cancelled():
    file = file_of("a", state="importing")
    with pytest.raises(NotAllowed, match="moved on"):
        cancel_file(file, FileState.CHECKING, FileState.CHECKED)
    cancel_file(file)
    assert reloaded(file).state == "cancelled"


def test_cancelling_a_stale_file_cancels_its_current_state(kept):
    file = file_of("a")
    shown = reloaded(file)
    process_file(LineProcessor(file, kept))
    cancel_file(shown)
    assert (shown.state, shown.rows) == ("cancelled", 1)


def test_an_unreadable_file_fails_with_the_reason_and_can_be_resumed(kept):
    file = file_of("a", "b", "damaged")
    process_file(LineProcessor(file, kept))
    file = reloaded(file)
    assert (file.state, file.failure, file.last_row) == ("failed", "This line is damaged.", 2)
    file.file.storage.delete(str(file.file.name))
    file.file.storage.save(str(file.file.name), ContentFile(b"a\nb\nc"))
    resume_file(file)
    assert (file.state, file.failure) == ("checking", "")
    process_file(LineProcessor(file, kept))
    assert (reloaded(file).state, kept) == ("checked", ["A", "B", "C"])


def test_a_file_missing_in_the_storage_fails_with_the_reason(kept):
    file = file_of("a")
    file.file.storage.delete(str(file.file.name))
    process_file(LineProcessor(file, kept))
    assert (reloaded(file).state, "is gone" in reloaded(file).failure) == ("failed", True)


@pytest.mark.parametrize("attack", ["changed", "cut off", "in clear"])
def test_a_file_that_was_touched_in_the_storage_fails_in_plain_words(kept, attack):
    file = file_of("a")
    path = Path(file.file.path)
    stored = path.read_bytes()
    path.write_bytes({"changed": stored[:-1] + b"?", "cut off": stored[:-1], "in clear": b"a"}[attack])
    process_file(LineProcessor(reloaded(file), kept))
    assert (reloaded(file).state, kept) == ("failed", [])
    assert reloaded(file).failure.startswith("The stored file can't be read: it was changed or cut off")


def test_a_cancelled_file_does_not_fail():
    file = file_of("a")
    cancel_file(reloaded(file))
    fail_file(file, "too late")
    assert (reloaded(file).state, reloaded(file).failure) == ("cancelled", "")


def test_a_file_fails_after_too_many_attempts_and_can_be_resumed(kept):
    def breaks_off():
        raise KeyboardInterrupt

    file = file_of("a", "b", "c")
    for _attempt in range(MAX_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            process_file(LineProcessor(reloaded(file), kept, between=breaks_off))
    assert (reloaded(file).state, reloaded(file).attempts) == ("checking", MAX_ATTEMPTS)
    process_file(LineProcessor(reloaded(file), kept))
    file = reloaded(file)
    assert (file.state, "broke off several times" in file.failure, kept) == ("failed", True, [])
    resume_file(file)
    process_file(LineProcessor(file, kept))
    assert (reloaded(file).state, reloaded(file).attempts, kept) == ("checked", 0, ["A", "B", "C"])


@pytest.mark.parametrize("state", ["checking", "checked", "importing", "done"])
def test_only_a_stopped_file_is_resumed(state):
    file = file_of("a", state=state)
    with pytest.raises(NotAllowed, match="can't be resumed"):
        resume_file(file)
    assert reloaded(file).state == state


@pytest.mark.parametrize("state", ["checked", "done", "failed", "cancelled"])
def test_a_file_without_work_for_a_worker_is_not_processed(state, kept):
    file = file_of("a", state=state)
    process_files(ImportJob.objects.all(), lambda one: LineProcessor(one, kept))
    process_file(LineProcessor(file, kept))
    assert (reloaded(file).state, kept) == (state, [])


def test_every_file_with_work_for_a_worker_is_processed(kept):
    files = [file_of("a"), file_of("damaged"), file_of("b", "c")]
    process_files(ImportJob.objects.all(), lambda one: LineProcessor(one, kept))
    assert [reloaded(file).state for file in files] == ["checked", "failed", "checked"]
    assert sorted(kept) == ["A", "B", "C"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_process_each_chunk_once(kept):
    file = file_of(*"abcdefghij")
    answers = at_once(*[lambda: process_file(LineProcessor(reloaded(file), kept))] * 2)
    assert answers == [None, None]
    process_file(LineProcessor(reloaded(file), kept))
    assert (reloaded(file).state, kept) == ("checked", [*"ABCDEFGHIJ"])


@pytest.mark.django_db(transaction=True)
def test_claiming_a_locked_file_does_not_wait():
    file = file_of("a")
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT FROM members_importjob WHERE id = %s FOR UPDATE", [file.pk])
        with transaction.atomic():
            assert claim_file(file) is None
    finally:
        other.rollback()
        other.close()
    with transaction.atomic():
        assert claim_file(file) == file
