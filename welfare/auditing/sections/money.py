"""Budget lines with their ledger, and the files that went to banks."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.auditing.models import AuditPack
from welfare.auditing.scope import ledger_of, lines_of, payments_of
from welfare.auditing.sections.table import CHUNK, Range, Row, Table, Tally, between, by_the_moment
from welfare.budgets.causes import name_of
from welfare.choices import RUN_KIND
from welfare.kinds.names import kind_name


def _lines(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    last = {entry.line_id: entry for entry in ledger_of(pack).order_by("line_id", "-number").distinct("line_id")}
    for line in between(lines_of(pack).select_related("unit"), part).iterator(CHUNK):
        tally.rows += 1
        entry = last.get(line.pk)
        sums = (entry.amount_after, entry.reserved_after, entry.spent_after) if entry else (Decimal(0),) * 3
        tally.add(sums[2])
        yield [line.pk, line.unit, line.year, kind_name(line.kind), *sums, entry.number if entry else 0]


def _ledger(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = ledger_of(pack).select_related("line__unit", "by")
    for entry in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        tally.add(entry.amount)
        # Why money of a run moved is said to all who see the budget; of a visit it may tell of health.
        reason = entry.reason if entry.cause_kind in ("", RUN_KIND) else ""
        yield [
            entry.line_id,
            entry.line.unit,
            kind_name(entry.line.kind),
            entry.number,
            entry.get_kind_display(),
            entry.amount,
            name_of(entry.cause_kind, entry.cause_id) if entry.cause_id is not None else "",
            entry.day,
            entry.at,
            entry.by,
            reason,
            entry.amount_after,
            entry.reserved_after,
            entry.spent_after,
        ]


def _payments(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = payments_of(pack).select_related("batch__unit", "batch__version", "batch__made_by", "batch__released_by")
    for file in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        tally.add(file.amount)
        released = by_the_moment(pack, file.batch.released_at)
        fetched = by_the_moment(pack, file.fetched_at)
        yield [
            file.batch_id,
            file.number,
            file.download_name,
            file.batch.unit,
            file.rows,
            file.amount,
            file.size,
            file.digest,
            file.batch.made_by,
            file.made_at,
            file.batch.released_by if released else "",
            released,
            fetched,
        ]


BUDGETS = Table(
    (
        _("Budget line No."),
        _("Unit"),
        _("Year"),
        _("Kind"),
        _("Budget"),
        pgettext_lazy("money", "Reserved"),
        pgettext_lazy("money", "Spent"),
        _("Entries"),
    ),
    lines_of,
    _lines,
)
LEDGER = Table(
    (
        _("Budget line No."),
        _("Unit"),
        _("Kind"),
        _("Number"),
        _("Entry"),
        _("Amount"),
        _("What for"),
        _("Date"),
        _("Time"),
        pgettext_lazy("person", "By"),
        _("Reason"),
        _("Budget after"),
        _("Reserved after"),
        _("Spent after"),
    ),
    ledger_of,
    _ledger,
)
PAYMENTS = Table(
    (
        _("Payment batch No."),
        _("Bank file No."),
        _("File"),
        _("Unit"),
        _("Number of payments"),
        _("Amount"),
        _("Bytes"),
        _("SHA-256"),
        _("Made by"),
        pgettext_lazy("time", "Made"),
        pgettext_lazy("payment", "Released by"),
        pgettext_lazy("time", "Released"),
        pgettext_lazy("time", "Fetched"),
    ),
    payments_of,
    _payments,
)
