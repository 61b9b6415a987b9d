"""Reading audit events as the texts that are hashed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min

from office.seals.models import Seal
from office.seals.rules import event_hash, label_hash
from office.seals.sealing import ROOM
from office.sql import load_sql, stream_sql

ERASED_LABEL = "***"
# The highest number that a seal can have.
HIGHEST_SEAL = 2**31 - 1


@dataclass(slots=True)
class EventRow:
    """An audit event as texts; None for NULL."""

    id: str
    at: str
    actor: str | None
    verb: str
    object_type: str | None
    object_id: str | None
    object_label: str
    unit: str | None
    changes: str
    reason: str
    label_salt: str | None
    label_hash: str | None
    erased_at: str | None

    @property
    def erased(self) -> bool:
        """Whether the label has been erased, so that only its hash is left."""
        return self.object_label == ERASED_LABEL and self.label_hash is not None

    def content_hash(self) -> bytes:
        """Return the hash of what the row says now; of an erased label, the hash that is left."""
        label = self.label_hash if self.erased else label_hash(self.label_salt, self.object_label)
        return event_hash(
            (
                self.id,
                self.at,
                self.actor,
                self.verb,
                self.object_type,
                self.object_id,
                label,
                self.unit,
                self.changes,
                self.reason,
            )
        )


@dataclass(slots=True)
class SealedRow:
    """What is recorded under one number: the seal and the hash that it covers, and the event if it is still there."""

    seal: int
    id: int
    content_hash: bytes
    event: EventRow | None
    at: datetime | None


class RowsOfSeals:
    """The events of the seals from `first` to `last` in the order of their trees, read once; inside a transaction."""

    def __init__(self, first: int, last: int) -> None:
        self._rows = _sealed_rows(first, last) if last else iter(())
        self._waiting = next(self._rows, None)

    def next_before(self, number: int) -> SealedRow | None:
        """Return the next row, None if its seal has this number or a higher one."""
        row = self._waiting
        if row is None or row.seal >= number:
            return None
        self._waiting = next(self._rows, None)
        return row


def seals_between(since: date | None, until: date | None) -> tuple[int, int]:
    """Return the first and the last number of the seals made on these days; (1, 0) where there is none."""
    ends = Seal.objects.made(since, until).aggregate(first=Min("number"), last=Max("number"))
    if not ends["last"]:
        return 1, 0
    return (1 if since is None else ends["first"]), ends["last"]


def unsealed_rows(last: int | None = None) -> Iterator[tuple[EventRow, bytes | None, datetime]]:
    """Yield each event without a seal, its hash from when it was entered, its time; call it inside a transaction.

    With `last`, each that no seal up to this number covers, even if it is recorded under a later one or one that does
    not exist.
    """
    for _seal, _number, content_hash, *texts, at in stream_sql(load_sql(ROOM, "unsealed_events"), {"last": last}):
        yield EventRow(*texts), bytes(content_hash) if content_hash is not None else None, at


def _sealed_rows(first: int, last: int) -> Iterator[SealedRow]:
    for seal, number, content_hash, *texts, at in stream_sql(
        load_sql(ROOM, "sealed_events"), {"first": first, "last": last}
    ):
        event = EventRow(*texts) if texts[0] is not None else None
        yield SealedRow(seal, number, bytes(content_hash), event, at)
