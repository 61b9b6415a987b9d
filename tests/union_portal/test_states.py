"""docs/states.md agrees with the transition tables."""

import subprocess
import sys

import pytest

from consultation.choices import QuestionState
from members.choices import MemberState
from union_portal import states
from welfare.choices import RunState


def test_the_document_says_what_the_tables_say():
    written = states.DOCUMENT.read_text(encoding="utf-8")
    assert written == states.document(), "docs/states.md is out of date: run `make states`"


def test_the_module_is_imported_without_django_set_up():
    subprocess.run([sys.executable, "-c", "import union_portal.states"], cwd=states.ROOT, check=True)


def test_tables_are_found_in_every_app():
    assert {MemberState, RunState, QuestionState} <= {table.states for table in states.tables()}


@pytest.mark.parametrize(
    "value",
    [
        {},
        {RunState.COUNTED: "success"},
        {RunState.COUNTED: RunState.CLOSED},
        {RunState.COUNTED: {MemberState.ACTIVE}},
        {"counted": {"closed"}},
        [RunState.COUNTED],
    ],
)
def test_other_mappings_are_no_transition_tables(value):
    assert states.states_of(value) is None


def test_a_mapping_from_states_to_states_is_a_transition_table():
    assert states.states_of({RunState.COUNTED: {RunState.CLOSED}, RunState.CLOSED: set()}) is RunState
    assert states.states_of({RunState.COUNTED: (RunState.CLOSED,)}) is RunState
