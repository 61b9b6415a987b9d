"""Lines of an officer's desk, which the desks of all apps give."""

from dataclasses import dataclass
from datetime import date

from office.types import Message


@dataclass(frozen=True, kw_only=True)
class Badged:
    """Something with a badge: its words, and the tone in which it stands."""

    state: str = ""
    tone: str = "warning"

    def get_state_display(self) -> str:
        return self.state


@dataclass(frozen=True, kw_only=True)
class Waiting(Badged):
    """Something that waits for a person: what it is about, what is to be done, and by when."""

    title: str
    url: str
    kind: Message
    due_on: date | None = None
    estimated: bool = False
