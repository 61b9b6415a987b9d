"""What a visit says of health and family, as it is sealed. Pure: no database, no clock, no request."""

from dataclasses import asdict, dataclass
from typing import Any

from office.types import JsonValue


@dataclass(frozen=True)
class Received:
    """Who received where nobody could sign: the name as it was typed, and why there is no signature."""

    name: str = ""
    why: str = ""

    @property
    def is_told(self) -> bool:
        return bool(self.name and self.why)


NOBODY = Received()
"""Nobody was named: there is a signature, or nothing yet."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What happened, in words; of an illness what it is and whether there was an operation; of kin who."""

    words: str = ""
    illness: str = ""
    operation: bool = False
    relation: str = ""
    relative: str = ""

    def as_json(self) -> dict[str, JsonValue]:
        """Return it as it is sealed."""
        return dict(asdict(self))

    # Any: JSON.
    @classmethod
    def of_json(cls, said: dict[str, Any]) -> "Said":
        """Return what a sealed text says."""
        return cls(**said)

    @property
    def about(self) -> str:
        """Whom of the family the event is about: two deaths on one day are two events."""
        return f"{self.relation} {self.relative}".strip()
