"""Checking the audit log against its seals, one row at a time; docs/auditing.md says what this proves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from office.seals.faults import Fault
from office.seals.models import AuditCheck, Seal
from office.seals.rows import EventRow, RowsOfSeals, SealedRow, seals_between, unsealed_rows
from office.seals.rules import INSERTED_AFTER, LATE_AFTER, MerkleTree
from office.seals.sealing import last_seal
from office.sql import keys_of_sql

KEPT_FAULTS = 100
# Of seals that are missing one after the other, so many are named.
NAMED_GAP = 100
# In one statement, so that no seal is half seen.
WITHOUT_SEAL = """
    SELECT DISTINCT seal_number FROM office_sealedevent
    WHERE NOT seal_number BETWEEN %s AND %s AND NOT EXISTS (SELECT FROM office_seal WHERE number = seal_number)
    ORDER BY seal_number
"""


@dataclass
class Outcome:
    """What a check has counted."""

    last_seal: int = 0
    seals: int = 0
    events: int = 0
    unsealed: int = 0
    erased: int = 0
    late: int = 0
    faults: int = 0
    first_faults: list[Fault] = field(default_factory=list)
    """The first KEPT_FAULTS of them."""

    def count(self, fault: Fault) -> None:
        """Count one more fault."""
        self.faults += 1
        if len(self.first_faults) < KEPT_FAULTS:
            self.first_faults.append(fault)


@dataclass
class Telling:
    """What a check calls with each fault, and with each event that was erased by rule or sealed late."""

    fault: Callable[[Fault], object] = lambda fault: None
    erased: Callable[[EventRow], object] = lambda row: None
    late: Callable[[EventRow], object] = lambda row: None


@transaction.atomic
def verify(
    *,
    roots: Mapping[int, str | Sequence[str]] | None = None,
    since: date | None = None,
    until: date | None = None,
    tell: Telling | None = None,
) -> Outcome:
    """Check seals and events, and call `tell` with what is found; a check of everything leaves an AuditCheck.

    The chain of seals is always checked whole; events only of seals made from `since` to `until`, if given. `roots` are
    roots kept outside, or at least 16 of their first digits, by the number of their seal; several of one seal must all
    agree.
    """
    started = timezone.now()
    check = _Check(tell or Telling())
    first, last = seals_between(since, until)
    check.seals(dict(roots or {}), first, last)
    if since is None and until is None:
        for number in keys_of_sql(WITHOUT_SEAL, [first, last]):
            check.found(Fault("records_without_seal", number))
    if until is None:
        check.unsealed_events()
    outcome = check.outcome
    if since is None and until is None:
        AuditCheck.objects.create(
            started_at=started,
            last_seal=outcome.last_seal,
            events=outcome.events,
            erased=outcome.erased,
            late=outcome.late,
            faults=outcome.faults,
            first_faults=[fault.as_json() for fault in outcome.first_faults],
        )
    return outcome


class _Check:
    """One check while it runs."""

    def __init__(self, tell: Telling) -> None:
        self.outcome = Outcome()
        self._tell = tell

    def found(self, fault: Fault) -> None:
        self.outcome.count(fault)
        self._tell.fault(fault)

    def seals(self, roots: dict[int, str | Sequence[str]], first: int, last: int) -> None:
        """Check each seal against the one before it and `roots`, and the events of those from `first` to `last`."""
        rows = RowsOfSeals(first, last)
        before: Seal | None = None
        newest: datetime | None = None
        for seal in Seal.objects.order_by("number").iterator():
            self._seal(seal, before, roots)
            newest = self._seal_time(seal, before, newest)
            if first <= seal.number <= last:
                self._strays(rows, seal.number)
                self._events(rows, seal, before)
                self.outcome.seals += 1
            before = seal
            self.outcome.last_seal = seal.number
        self._strays(rows, last + 1)
        for number in sorted(roots):
            self.found(Fault("root_unknown", number))

    def _seal(self, seal: Seal, before: Seal | None, roots: dict[int, str | Sequence[str]]) -> None:
        expected = before.number + 1 if before else 1
        for number in range(expected, min(seal.number, expected + NAMED_GAP)):
            self.found(Fault("seal_missing", number))
        if seal.number > expected + NAMED_GAP:
            self.found(Fault("seals_missing", seal.number))
        if bytes(seal.root) != seal.computed_root():
            self.found(Fault("seal_changed", seal.number))
        previous = bytes(seal.previous) if seal.previous is not None else None
        if seal.number == expected and previous != (bytes(before.root) if before else None):
            self.found(Fault("chain_broken", seal.number))
        kept = roots.pop(seal.number, ())
        if not all(seal.root_hex.startswith(one) for one in ([kept] if isinstance(kept, str) else kept)):
            self.found(Fault("other_root", seal.number))

    def _seal_time(self, seal: Seal, before: Seal | None, newest: datetime | None) -> datetime:
        """Return the latest time of a seal so far, which `newest` was; name a seal with which time steps far back.

        Otherwise a seal with an old time would let the next one take events with old times.
        """
        if before is None or newest is None:
            return seal.sealed_at
        if seal.sealed_at < newest - INSERTED_AFTER <= before.sealed_at:
            self.found(Fault("seal_back", seal.number))
        return max(newest, seal.sealed_at)

    def _strays(self, rows: RowsOfSeals, number: int) -> None:
        """Check the events recorded under seals before `number` that have no row."""
        while (row := rows.next_before(number)) is not None:
            self.found(Fault("records_without_seal", row.seal))
            while row is not None:
                self._event(row, None)
                row = rows.next_before(row.seal + 1)

    def _events(self, rows: RowsOfSeals, seal: Seal, before: Seal | None) -> None:
        """Check the events of a seal, and that they are the ones that it covers."""
        tree, last_event = MerkleTree(), before.last_event if before else 0
        while (row := rows.next_before(seal.number + 1)) is not None:
            tree.add(row.content_hash)
            last_event = max(last_event, row.id)
            self._event(row, before.sealed_at if before else None)
        if (tree.count, tree.root(), last_event) != (seal.events, bytes(seal.tree), seal.last_event):
            self.found(Fault("records_differ", seal.number))

    def _event(self, row: SealedRow, before: datetime | None) -> None:
        """Check one event; `before` is when the seal before its own was made."""
        self.outcome.events += 1
        event = row.event
        if event is None or row.at is None:
            self.found(Fault("removed", row.seal, row.id))
            return
        if event.content_hash() != row.content_hash:
            self.found(Fault("changed", row.seal, row.id))
        elif event.erased:
            self.outcome.erased += 1
            self._tell.erased(event)
        self._time(event, row.at, before, row.seal)

    def _time(self, event: EventRow, at: datetime, before: datetime | None, seal: int | None) -> None:
        if before is None:
            return
        if at < before - INSERTED_AFTER:
            self.found(Fault("inserted", seal, int(event.id)))
        elif at < before - LATE_AFTER:
            self.outcome.late += 1
            self._tell.late(event)

    def unsealed_events(self) -> None:
        """Check the events that have no seal yet."""
        last = last_seal()
        for event, content_hash, at in unsealed_rows():
            self.outcome.unsealed += 1
            if content_hash is None:
                # From before there were seals; the first seal takes it.
                if last is not None:
                    self.found(Fault("inserted", None, int(event.id)))
                continue
            if event.content_hash() != content_hash:
                self.found(Fault("changed_unsealed", None, int(event.id)))
            self._time(event, at, last.sealed_at if last else None, None)
