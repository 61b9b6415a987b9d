"""What the search box in the head of every page finds; each app adds its sources. Pure: no database, no request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from office.types import Message

# Of each source; who looks for more goes to its list.
MOST = 5
LONGEST = 60
# One Chinese character says as much as a few letters; less than that would find everything.
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """A row that was found: what it is called, what tells it from others of its name, and its page."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of rows, and the function that finds them, called with the account that asks and the text.

    It returns at most MOST rows that the account may see, none for one without the right, and may raise NotAllowed,
    whose sentence is then shown.
    """

    label: Message
    find: Callable[..., Sequence[Hit]]
    all_url: Callable[[str], str] | None = None
    """Returns the address of the list that shows all that fit the text."""


# Filled by the apps in AppConfig.ready, in the order of the page.
SOURCES: dict[str, Source] = {}


def is_long_enough(text: str) -> bool:
    """Return whether a text says enough to look for: two letters or digits, or one character of another script."""
    return len(text) >= SHORTEST or (bool(text) and not text.isascii())
