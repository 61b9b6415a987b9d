"""The audit log with its seals as JSON lines, which tools/check_audit.py checks without the portal."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from django.db import transaction

from office import audit
from office.seals.models import Seal
from office.seals.rows import HIGHEST_SEAL, EventRow, RowsOfSeals, SealedRow, seals_between, unsealed_rows
from office.seals.rules import utc_text
from office.types import JsonValue

FORMAT = "union-portal audit export 1"


def record_export(since: date | None, until: date | None) -> None:
    """Write the audit event of an export from the command line."""
    days: dict[str, JsonValue] = {
        name: day.isoformat() for name, day in {"since": since, "until": until}.items() if day is not None
    }
    audit.record("audit.export_sealed", by=None, label="audit log", changes={"filters": days})


def export_lines(since: date | None = None, until: date | None = None) -> Iterator[str]:
    """Yield the lines of the file: its head, each seal with the events that it covers, events without a seal, its end.

    With days, only seals made from `since` to `until`, and events without a seal only if `until` is not given.
    """
    with transaction.atomic():
        first, last = seals_between(since, until)
        yield _line(format=FORMAT, first_seal=first if last else None, last_seal=last or None)
        rows, seals, events, unsealed = RowsOfSeals(first, last), 0, 0, 0
        for seal in Seal.objects.filter(number__range=(first, last)).order_by("number").iterator():
            yield _line(**_of_seal(seal))
            position = 0
            while (row := rows.next_before(seal.number + 1)) is not None:
                yield _line(**_of_row(row, position))
                position += 1
            seals, events = seals + 1, events + position
        if until is None:
            # What is recorded under a seal that is not in the file, made meanwhile or never, must not be left out.
            for event, _content_hash, _at in unsealed_rows(last or HIGHEST_SEAL):
                yield _line(event=int(event.id), seal=None, **_of_event(event))
                unsealed += 1
        yield _line(end=True, seals=seals, events=events, unsealed=unsealed)


def _line(**values: JsonValue) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


def _of_seal(seal: Seal) -> dict[str, JsonValue]:
    return {
        "seal": seal.number,
        "sealed_at": utc_text(seal.sealed_at),
        "events": seal.events,
        "last_event": seal.last_event,
        "tree": bytes(seal.tree).hex(),
        "previous": bytes(seal.previous).hex() if seal.previous is not None else None,
        "root": seal.root_hex,
    }


def _of_row(row: SealedRow, position: int) -> dict[str, JsonValue]:
    """Return an event under a seal; one that is gone has only the hash that its seal covers."""
    head: dict[str, JsonValue] = {
        "event": row.id,
        "seal": row.seal,
        "position": position,
        "hash": row.content_hash.hex(),
    }
    return head | (_of_event(row.event) if row.event else {"removed": True})


def _of_event(event: EventRow) -> dict[str, JsonValue]:
    texts: dict[str, JsonValue] = asdict(event)
    del texts["id"]
    return texts
