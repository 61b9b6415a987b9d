"""The states of a chunked file and the steps between them."""

from datetime import timedelta

import pytest

from office.chunked_files.rules import (
    CANCELLABLE,
    NEXT,
    STOPPED,
    TONES,
    WORKING,
    FileState,
    state_to_resume,
    time_left,
)

CHECKING, CHECKED, IMPORTING = FileState.CHECKING, FileState.CHECKED, FileState.IMPORTING
DONE, FAILED, CANCELLED = FileState.DONE, FileState.FAILED, FileState.CANCELLED


@pytest.mark.parametrize(
    ("old", "following"),
    [
        (CHECKING, {CHECKED, FAILED, CANCELLED}),
        (CHECKED, {IMPORTING, CANCELLED}),
        (IMPORTING, {DONE, FAILED, CANCELLED}),
        (DONE, set()),
        (FAILED, {CHECKING, IMPORTING}),
        (CANCELLED, {CHECKING, CHECKED, IMPORTING}),
    ],
)
def test_the_transitions_of_a_file(old, following):
    assert NEXT.get(old, set()) == following


def test_each_state_has_a_tone_and_belongs_to_one_group():
    assert TONES.keys() == set(FileState)
    assert {*WORKING, CHECKED, *STOPPED, DONE} == set(FileState)


def test_a_file_is_cancelled_before_it_ends_and_fails_only_while_a_worker_has_it():
    assert {state for state in FileState if CANCELLED in NEXT.get(state, ())} == {*CANCELLABLE}
    assert {state for state in FileState if FAILED in NEXT.get(state, ())} == {*WORKING}


@pytest.mark.parametrize(
    ("checked", "confirmed", "state"),
    [(False, False, CHECKING), (True, False, CHECKED), (True, True, IMPORTING)],
)
def test_a_stopped_file_goes_on_in_the_state_that_it_had_reached(checked, confirmed, state):
    assert state_to_resume(checked=checked, confirmed=confirmed) is state
    assert state in NEXT[CANCELLED]


@pytest.mark.parametrize(
    ("seconds", "done", "left", "expected"),
    [(10, 50, 150, 30), (10, 50, 0, None), (10, 0, 150, None), (0, 50, 150, 0), (10, -5, 150, None)],
)
def test_the_time_left_follows_the_pace_so_far(seconds, done, left, expected):
    found = time_left(timedelta(seconds=seconds), done=done, left=left)
    assert found == (None if expected is None else timedelta(seconds=expected))
