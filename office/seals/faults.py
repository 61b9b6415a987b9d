"""What a check of the audit log can find wrong, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from office.seals.models import FoundFault
from office.types import Message

FAULTS: dict[str, Message] = {
    "changed": _("Event %(event)s was changed after it was sealed (seal %(seal)s)."),
    "removed": _("Event %(event)s was removed after it was sealed (seal %(seal)s)."),
    "inserted": _("Event %(event)s was inserted later: its time lies in a span that had been sealed long before."),
    "changed_unsealed": _("Event %(event)s was changed after it was entered; it has no seal yet."),
    "seal_missing": _("Seal %(seal)s is missing."),
    "seals_missing": _("More than 100 seals before seal %(seal)s are missing."),
    "seal_back": _(
        "Seal %(seal)s bears a time more than two days before that of an earlier seal: it was forged, or the clock of "
        "the database was wrong."
    ),
    "seal_changed": _("Seal %(seal)s was changed: its root does not follow from what it says."),
    "chain_broken": _("Seal %(seal)s does not follow the seal before it: one of the two was changed."),
    "records_differ": _(
        "The events recorded under seal %(seal)s are not those sealed: records were removed, added or changed."
    ),
    "records_without_seal": _("Events are recorded under seal %(seal)s, which does not exist: its row was removed."),
    "other_root": _("Seal %(seal)s has another root than the one kept outside: seals up to it were made anew."),
    "root_unknown": _("Seal %(seal)s, whose root is kept outside, does not exist: the last seals were removed."),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a key of FAULTS, with the seal and the event that it concerns."""

    kind: str
    seal: int | None = None
    event: int | None = None

    def __str__(self) -> str:
        return str(FAULTS[self.kind]) % {"seal": self.seal, "event": self.event}

    def as_json(self) -> FoundFault:
        """Return the fault as a row of AuditCheck keeps it."""
        return {"kind": self.kind, "seal": self.seal, "event": self.event}


def fault_of(found: FoundFault) -> Fault:
    """Return the fault that a row of AuditCheck has kept."""
    return Fault(found["kind"], found["seal"], found["event"])
