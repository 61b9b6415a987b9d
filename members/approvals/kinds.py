"""The kinds of things that are approved; the apps above register theirs in AppConfig.ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model

from members.authority.models import User
from members.deputies.actions import APPROVING
from office.desk import DeskItem
from office.types import Message


class Step(Protocol):
    """An action of the app whose things are approved. The engine's action is called inside it."""

    def __call__(self, row: Any, /, *, by: User, text: str) -> object: ...


@dataclass(frozen=True, kw_only=True)
class ApprovalKind:
    """One kind of things that are approved."""

    code: str
    label: Message
    perm: str
    """The permission to approve it."""
    rows: Callable[[Collection[int]], Mapping[int, Model]]
    """The rows by their keys, with what their names need, in one query."""
    facts: Callable[[Any], list[tuple[Message, object]]]
    """What whoever approves a row has to know: label and value."""
    approve: Step
    send_back: Step
    withdraw: Step
    on_desk: bool = False
    """Whether the app shows on the desk itself what waits for those who hold `perm`."""


KINDS: dict[str, ApprovalKind] = {}

# What of others an officer decides by one step without rules, such as the release of a payment; apps add theirs.
OTHERS: list[Callable[[User], list[DeskItem]]] = []


def register_kind(kind: ApprovalKind) -> None:
    """Add a kind of things that are approved; call it once, in AppConfig.ready."""
    KINDS[kind.code] = kind
    APPROVING.add(str(kind.perm))
