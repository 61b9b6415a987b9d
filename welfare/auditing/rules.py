"""States of an auditor's pack, and its limits. Pure: no database, no clock, no request."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PackState(TextChoices):
    MAKING = "making", pgettext_lazy("auditor's pack", "being made")
    PAUSED = "paused", pgettext_lazy("auditor's pack", "paused")
    DONE = "done", pgettext_lazy("auditor's pack", "ready")
    EXPIRED = "expired", pgettext_lazy("auditor's pack", "archive deleted")
    CANCELLED = "cancelled", pgettext_lazy("auditor's pack", "given up")


NEXT: dict[PackState, set[PackState]] = {
    PackState.MAKING: {PackState.PAUSED, PackState.DONE, PackState.CANCELLED},
    PackState.PAUSED: {PackState.MAKING, PackState.CANCELLED},
    PackState.DONE: {PackState.EXPIRED},
    PackState.EXPIRED: set(),
    PackState.CANCELLED: set(),
}
TONES = {
    PackState.MAKING: "info",
    PackState.PAUSED: "warning",
    PackState.DONE: "success",
    PackState.EXPIRED: "muted",
    PackState.CANCELLED: "muted",
}
OPEN = (PackState.MAKING, PackState.PAUSED)
# With an archive, which is still there or was deleted after its time.
MADE = (PackState.DONE, PackState.EXPIRED)

# Rows of one file of the archive: a transaction of some seconds, which is all that a killed worker loses.
PART_ROWS = 100_000
# After so many failures a pack goes on only when an officer says so.
MAX_ATTEMPTS = 5
# The archive can be asked for again.
KEPT = timedelta(days=30)


class PartKind(TextChoices):
    """What the files of an archive are about, in their order."""

    RUNS = "runs", _("Runs")
    RULES = "rules", _("Rules of runs by unit")
    APPROVALS = "approvals", _("Approvals")
    GRANTS = "grants", _("Grants")
    WITHDRAWN = "withdrawn", _("Taken off after objections")
    NOTICES = "notices", _("Public notices")
    OBJECTIONS = "objections", _("Objections")
    PAYMENTS = "payments", _("Files for banks")
    VISITS = "visits", _("Visits")
    AIDS = "aids", _("Aid in hardship")
    BUDGETS = "budgets", _("Budget lines")
    LEDGER = "ledger", _("Budget ledger")
    STOCK = "stock", _("Stock entries")
    DOCUMENTS = "documents", _("Documents")
    ISSUED = "issued", _("Issued documents")
    SUMS = "sums", _("Sums compared with the ledger")
    README = "readme", _("How to check this pack")
    CONTENTS = "contents", _("Contents")


# Their rows keep no earlier state, so they are written in the transaction that fixes the moment.
AT_ONCE = (PartKind.RUNS, PartKind.OBJECTIONS, PartKind.VISITS)
# Made of the other files, when all of them are sealed.
LAST = (PartKind.SUMS, PartKind.README, PartKind.CONTENTS)


def file_name(kind: PartKind, number: int) -> str:
    """Return the name in the archive of the file `number`, from 1, of a kind: in letters that every program reads."""
    return "README.txt" if kind == PartKind.README else f"{kind}.csv" if kind in LAST else f"{kind}-{number:03d}.csv"
