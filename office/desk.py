"""The rows and figures of an officer's desk, which all apps provide."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet

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


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One figure of the desk: what it counts, the figure itself, what it is seen against, and the list behind it."""

    label: str
    figure: str
    note: str = ""
    url: str = ""
    alarm: bool = False
    """Whether somebody should look at once."""


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A page for what a post does most: label, icon, address, and the permission that shows it."""

    label: Message
    icon: str
    url_name: str
    perm: str
    query: str = ""


def whole(number: int) -> str:
    """Return a number with thousands separators."""
    return f"{number:,}"


def bounded_count(rows: QuerySet[Model], most: int = 1000) -> str:
    """Return how many rows there are, "1,000+" where there are more than `most`; no more than that are read."""
    found = rows.order_by().values("pk")[: most + 1].count()
    return f"{whole(most)}+" if found > most else whole(found)
