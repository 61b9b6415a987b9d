"""How audit events and seals are hashed: docs/auditing.md says the same for auditors, tools/check_audit.py repeats it.

A text to be hashed is a name of its kind and fields one after the other, in UTF-8. A field is the number of its bytes,
a colon, the text itself and a comma; a field that is NULL is "-,". So no two different rows have the same text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

EVENT, SEAL = b"union-portal audit event 1:", b"union-portal seal 1:"
LEAF, NODE = b"\x00", b"\x01"
# The columns of an event in the order in which they are hashed; instead of the label, its hash.
EVENT_FIELDS = ("id", "at", "actor", "verb", "object_type", "object_id", "label_hash", "unit", "changes", "reason")

# An event whose time lies so long before the seal that came before its own was not late, but entered afterwards. No
# transaction takes so long, and no clock of a server goes wrong by so much unnoticed.
INSERTED_AFTER = timedelta(days=2)
# So long a transaction may take without a remark.
LATE_AFTER = timedelta(hours=1)


def hashed_fields(texts: Iterable[str | None]) -> bytes:
    """Return the fields as they are hashed."""
    parts = []
    for text in texts:
        if text is None:
            parts.append(b"-,")
        else:
            raw = text.encode()
            parts.append(b"%d:%b," % (len(raw), raw))
    return b"".join(parts)


def label_hash(salt: str | None, label: str) -> str:
    """Return the hash of an event's label with its salt, in hexadecimal digits."""
    return sha256(hashed_fields((salt, label))).hexdigest()


def event_hash(texts: Iterable[str | None]) -> bytes:
    """Return the hash of an event's EVENT_FIELDS; equal to the database's `office_audit_hash`."""
    return sha256(EVENT + hashed_fields(texts)).digest()


def utc_text(moment: datetime) -> str:
    """Return the time as it is hashed: in UTC, with microseconds; equal to the database's `office_utc_text`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def seal_root(
    number: int, sealed_at: datetime, events: int, last_event: int, tree: bytes, previous: bytes | None
) -> bytes:
    """Return the root of a seal, which depends on all seals before it by `previous`, the root of the last of them."""
    last = previous.hex() if previous is not None else None
    texts = (str(number), utc_text(sealed_at), str(events), str(last_event), tree.hex(), last)
    return sha256(SEAL + hashed_fields(texts)).digest()


@dataclass
class MerkleTree:
    """The Merkle tree of RFC 6962 over hashes added one by one; keeps one node for each of its levels."""

    count: int = 0
    _complete: list[bytes] = field(default_factory=list)
    """The roots of the complete trees, from the largest to the smallest: one for each bit of `count`."""

    def add(self, content_hash: bytes) -> None:
        """Add a leaf."""
        node, rest = sha256(LEAF + content_hash).digest(), self.count
        while rest & 1:
            node = sha256(NODE + self._complete.pop() + node).digest()
            rest >>= 1
        self._complete.append(node)
        self.count += 1

    def root(self) -> bytes:
        """Return the root of what has been added; that of no leaf is the hash of nothing."""
        if not self._complete:
            return sha256(b"").digest()
        *larger, node = self._complete
        for left in reversed(larger):
            node = sha256(NODE + left + node).digest()
        return node
