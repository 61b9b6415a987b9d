"""What a channel is given and what it answers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum


@dataclass(frozen=True, kw_only=True)
class Message:
    """A text to one address; `key` is the same whenever it is sent again."""

    to: str
    subject: str
    text: str
    link: str
    key: str

    @property
    def whole(self) -> str:
        """The text with the link behind it, where there is one."""
        return f"{self.text}\n{self.link}" if self.link else self.text


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"
    """Refused for now or for what it says: tried again after a while, and given up in the end."""
    BOUNCED = "bounced"
    """The address is wrong; it has to be mended before anything is sent there again."""
    OUT_OF_ORDER = "out of order"
    """Nothing goes through this channel at present, whatever the address."""


@dataclass(frozen=True)
class Answer:
    """What a channel said, in its own words."""

    outcome: Outcome
    text: str = ""
    wait: timedelta | None = None
    """How long the channel wants to be left alone."""


def retry_after(value: str, now: datetime | None = None) -> timedelta | None:
    """Return how long a Retry-After header asks to wait, in seconds or until a date; None where it can't be read."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(until - (now or datetime.now(UTC)), timedelta())
