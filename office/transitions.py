"""Transition tables, and changing the state of a row by compare-and-set: only from the state that the caller read."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _

from office.errors import NotAllowed

State = TypeVar("State", bound=TextChoices)
Table = Mapping[State, AbstractSet[State]]
"""For each state the states that may follow it; a state without an entry is final."""


def pairs(table: Table[State]) -> list[tuple[str, str]]:
    """Return every step of `table` as (old, new), for the trigger that makes the database refuse all others."""
    return [(old.value, new.value) for old, following in table.items() for new in sorted(following)]


def move(row: Model, to: State, table: Table[State], **changes: object) -> None:
    """Set the row's `state` to `to`, and `changes` with it, by one conditional UPDATE; the instance follows.

    Raises NotAllowed when the row is no longer in the state that the caller read, or when `table` has no such step.
    """
    seen = type(to)(row.serializable_value("state"))
    if to not in table.get(seen, ()):
        raise _moved_on(row, type(to))
    _compare_and_set(row, seen, {"state": to, **changes})


def update_unmoved(row: Model, state: State, **changes: object) -> None:
    """Write `changes` to a row if it is still in `state`, which the caller read; the instance follows.

    Without changes it locks the row until the end of the transaction. Raises NotAllowed when the state has changed.
    """
    _compare_and_set(row, state, {"state": state, **changes})


def require_state(row: Model, *states: State) -> None:
    """Raise NotAllowed unless the row, as the caller read it, is in one of `states`."""
    if row.serializable_value("state") not in states:
        raise _moved_on(row, type(states[0]))


def _compare_and_set(row: Model, seen: State, values: dict[str, object]) -> None:
    if not type(row)._default_manager.filter(pk=row.pk, state=seen).update(**values):
        row.refresh_from_db(fields=["state"])
        raise _moved_on(row, type(seen))
    for name, value in values.items():
        setattr(row, name, value)


def _moved_on(row: Model, states: type[TextChoices]) -> NotAllowed:
    state = states(row.serializable_value("state"))
    message = _("This has moved on: it is now “%(state)s”. Look at it again.") % {"state": state.label}
    return NotAllowed(message, code="moved_on")
