"""Entries of the stock."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.auditing.models import AuditPack
from welfare.auditing.scope import stock_of
from welfare.auditing.sections.table import CHUNK, Range, Row, Table, Tally, between
from welfare.budgets.causes import name_of
from welfare.choices import GRANT_KIND


def _stock(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = stock_of(pack).select_related("batch__article", "batch__store__unit", "by")
    for entry in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        cause = ""
        if entry.cause_id is not None:
            kind = entry.cause_kind
            cause = f"{_('Grant No.')} {entry.cause_id}" if kind == GRANT_KIND else name_of(kind, entry.cause_id)
        yield [
            entry.pk,
            entry.batch.store.unit,
            entry.batch.store.name,
            entry.batch.article.name,
            entry.batch.size,
            entry.batch_id,
            entry.batch.number,
            entry.batch.expires_on,
            entry.number,
            entry.get_kind_display(),
            entry.quantity,
            cause,
            entry.by,
            entry.at,
            entry.reason,
            entry.in_stock_after,
            entry.reserved_after,
        ]


STOCK = Table(
    (
        _("Number"),
        _("Unit"),
        _("Pickup point"),
        _("Article"),
        pgettext_lazy("goods", "Size"),
        _("Batch No."),
        _("Batch number"),
        _("To be used until"),
        _("Entry No."),
        _("Entry"),
        _("Quantity"),
        _("What for"),
        pgettext_lazy("person", "By"),
        _("Time"),
        _("Reason"),
        _("In stock after"),
        _("Reserved after"),
    ),
    stock_of,
    _stock,
)
