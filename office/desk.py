"""The rows of an officer's desk, which all apps provide."""

from dataclasses import dataclass
from datetime import date

from office.types import Message


@dataclass(frozen=True, kw_only=True)
class DeskBadge:
    """A row with a badge: its text, and its tone as in templatetags.portal.TONES."""

    state: str = ""
    tone: str = "warning"

    def get_state_display(self) -> str:
        return self.state


@dataclass(frozen=True, kw_only=True)
class DeskItem(DeskBadge):
    """Something that an officer has to do: the object, what is to be done with it (`kind`), and by when."""

    title: str
    url: str
    kind: Message
    note: Message = ""
    """What tells it from others of its kind."""
    urgent: Message = ""
    """Why it must not wait, in a word."""
    due_on: date | None = None
    estimated: bool = False
    """Whether `due_on` may shift, since the year's working days were not announced when it was computed."""
