"""Generates docs/states.md: a state diagram for every transition table of the rooms.

`python -m union_portal.states` writes the file; a test fails while the file and the tables differ.
"""

import os
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django
from django.apps import apps
from django.db.models import Choices, Field, Model
from django.utils.translation import override

from members.choices import MemberState
from members.membership.rules.changes import BECOMES, FROM, ChangeKind, ChangeState
from office.chunked_files.rules import FileState

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "states.md"
PACKAGES = ("office", "members", "welfare", "consultation")
HEAD = """\
# States

Written by `make states` from the transition tables in the rooms' `rules`. Don't edit this file: change the table, then
run `make states`. A test fails while the file and the tables differ.

A table names every step that may be taken. Actions take it by compare-and-set: the state changes only if the row is
still in the state that the action read. Where a trigger is named, the database itself refuses every other step.
"""


@dataclass(frozen=True)
class Remark:
    """What the table does not say about its states."""

    text: str
    starts: tuple[Choices, ...]
    """The states in which a row may begin; the default of its column is not the only one."""


REMARKS: dict[type[Choices], Remark] = {
    MemberState: Remark(
        "Each step is labelled with the kinds of change that take it; one without a label is taken by a transfer, by a"
        " merge of two records, or by a roster, which may also enter somebody in a later state. The trigger"
        " `membership_goes_on` on `Member` refuses every other step that begins on a later day; a wrong entry may be"
        " corrected from its first day.",
        (MemberState.PENDING, MemberState.ACTIVE),
    ),
    ChangeState: Remark(
        "Only a transfer between two units waits for the other unit's consent. Every other change begins as agreed, and"
        " so does a transfer by an officer with the right to decide in both units. It takes effect on its day.",
        (ChangeState.ASKED, ChangeState.RELEASED, ChangeState.AGREED),
    ),
    FileState: Remark(
        "A payroll file can be cancelled only before it is imported, which is one transaction, and is not resumed.",
        (FileState.CHECKING,),
    ),
}


@dataclass(frozen=True)
class Table:
    """A transition table: for each state the states that may follow on it."""

    place: str
    """Its module and name, such as `members.joining.rules.NEXT`."""
    states: type[Choices]
    next: Mapping[Choices, Collection[Choices]]

    def steps(self) -> Iterator[tuple[Choices, Choices]]:
        """Return every step that may be taken, in the order in which the states are declared."""
        return ((old, new) for old in self.states for new in self.states if new in self.next.get(old, ()))


def tables() -> list[Table]:
    """Return the transition tables of all rooms."""
    found = [table for module in rules_modules() for table in tables_of(module)]
    # A table that one module imports from another is listed once.
    return list({id(table.next): table for table in found}.values())


def rules_modules() -> Iterator[ModuleType]:
    """Yield every module called `rules`, and the modules of every package of that name."""
    for package in PACKAGES:
        for info in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if "rules" in info.name.split("."):
                yield import_module(info.name)


def tables_of(module: ModuleType) -> Iterator[Table]:
    """Yield the transition tables among the names of one module."""
    for name, value in vars(module).items():
        if states := states_of(value):
            yield Table(f"{module.__name__}.{name}", states, value)


def states_of(value: object) -> type[Choices] | None:
    """Return the states of which `value` is a transition table; None if it is something else.

    Such a table maps states to collections of states, all of the same Choices.
    """
    if not isinstance(value, Mapping) or not value:
        return None
    following = [
        state for news in value.values() if isinstance(news, Collection) and not isinstance(news, str) for state in news
    ]
    kinds = {type(state) for state in (*value, *following)}
    (kind,) = kinds if len(kinds) == 1 else (None,)
    if not following or kind is None or not issubclass(kind, Choices):
        return None
    return kind


@dataclass(frozen=True)
class StateColumn:
    """A column of a model that holds a state."""

    model: type[Model]
    field: "Field[object, object]"

    @property
    def has_default(self) -> bool:
        """Whether the column has a default; without one its state is that of another row."""
        return self.field.has_default()

    @property
    def name(self) -> str:
        """Its model and name, such as `Run.state`."""
        return f"{self.model.__name__}.{self.field.name}"

    def trigger(self) -> str:
        """Return the name of the trigger that refuses steps that are not in the table; "" if there is none."""
        triggers = getattr(self.model._meta, "triggers", [])
        return next((trigger.name for trigger in triggers if getattr(trigger, "field", "") == self.field.name), "")


def state_columns(states: type[Choices]) -> list[StateColumn]:
    """Return the columns that hold `states`, except those of history tables; first those with a default."""
    choices = [(state.value, str(state.label)) for state in states]
    found = [
        StateColumn(model, field)
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_fields
        if field.choices and [(value, str(label)) for value, label in field.flatchoices] == choices
    ]
    return sorted(found, key=lambda column: not column.has_default)


def first_states(table: Table, columns: list[StateColumn]) -> list[Choices]:
    """Return the states in which a row may begin."""
    if remark := REMARKS.get(table.states):
        return [*remark.starts]
    defaults = {column.field.default for column in columns if column.has_default}
    return [state for state in table.states if state in defaults]


def diagram(table: Table, columns: list[StateColumn]) -> Iterator[str]:
    """Yield the lines of a Mermaid state diagram; a final state leads to the end mark."""
    yield "stateDiagram-v2"
    for state in table.states:
        yield f"    {state.value} : {state.label}"
    for state in first_states(table, columns):
        yield f"    [*] --> {state.value}"
    for old, new in table.steps():
        kinds = kinds_of_change(old, new)
        yield f"    {old.value} --> {new.value}" + (f" : {', '.join(kinds)}" if kinds else "")
    for state in table.states:
        if not table.next.get(state):
            yield f"    {state.value} --> [*]"


def kinds_of_change(old: Choices, new: Choices) -> list[str]:
    """Return the labels of the kinds of change that lead a membership from `old` to `new`; none for other states."""
    if not isinstance(old, MemberState):
        return []
    return [str(kind.label) for kind in ChangeKind if old in FROM[kind] and new == BECOMES[kind]]


def section(table: Table) -> Iterator[str]:
    """Yield the lines of a table's section of the document."""
    columns = state_columns(table.states)
    room, _rules, _name = table.place.partition(".rules.")
    title = ", ".join(str(column.model._meta.verbose_name) for column in columns if column.has_default)
    title = title or str(columns[0].model._meta.verbose_name)
    yield f"## {title[0].upper()}{title[1:]} – {room}"
    yield ""
    names = ", ".join(f"`{column.name}`" for column in columns) or "no column"
    yield f"Table: `{table.place}` of `{table.states.__name__}`. Kept in: {names}."
    for column in columns:
        if trigger := column.trigger():
            yield f"The trigger `{trigger}` on `{column.model.__name__}` refuses every other step."
    if remark := REMARKS.get(table.states):
        yield remark.text
    yield from ("", "```mermaid", *diagram(table, columns), "```", "")


def document() -> str:
    """Return the whole document."""
    with override(None):
        lines = [line for table in tables() for line in section(table)]
    return HEAD + "\n" + "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
    django.setup()
    DOCUMENT.write_text(document(), encoding="utf-8")
