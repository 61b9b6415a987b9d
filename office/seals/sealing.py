"""Sealing the audit log: one tree over all events that have no seal yet, chained to the last seal."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from office.seals.models import Seal
from office.seals.rules import INSERTED_AFTER, MerkleTree, seal_root
from office.sql import AdvisoryLock, load_sql, rows_of_sql, run_sql, stream_sql, take_lock

ROOM = "office.seals"


def last_seal() -> Seal | None:
    """Return the seal with the highest number, if there is one."""
    return Seal.objects.order_by("-number").first()


@transaction.atomic
def seal_events() -> Seal | None:
    """Seal every committed event that has no seal yet; return the seal, None if there was nothing to seal.

    Two calls at once seal one after the other. Memory stays the same however many events there are.
    """
    take_lock(AdvisoryLock.SEALS)
    before = last_seal()
    # Of the database, whose clock is the same for all that seal.
    [(now,)] = rows_of_sql("SELECT now()", [])
    number = before.number + 1 if before else 1
    run_sql("SET LOCAL enable_nestloop = off", [])
    if not run_sql(load_sql(ROOM, "seal_events"), {"number": number, "floor": _floor(before, now)}):
        return None
    tree, last_event = MerkleTree(), before.last_event if before else 0
    of_seal = "SELECT event_id, content_hash FROM office_sealedevent WHERE seal_number = %s ORDER BY event_id"
    for event, content_hash in stream_sql(of_seal, [number]):
        tree.add(bytes(content_hash))
        last_event = max(last_event, event)
    previous = bytes(before.root) if before else None
    root = seal_root(number, now, tree.count, last_event, tree.root(), previous)
    return Seal.objects.create(
        number=number,
        sealed_at=now,
        events=tree.count,
        last_event=last_event,
        tree=tree.root(),
        previous=previous,
        root=root,
    )


def _floor(before: Seal | None, now: datetime) -> int:
    """Return the number of the event up to which none is looked at: 0 for the first seal of a day."""
    if before is None or before.day != timezone.localdate(now):
        return 0
    long_since = Seal.objects.filter(sealed_at__lt=now - INSERTED_AFTER)
    return long_since.aggregate(last=Max("last_event"))["last"] or 0
