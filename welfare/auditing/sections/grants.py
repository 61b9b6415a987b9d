"""Every grant: unit, masked person, amount, the rule that decided, receipt, and the payment through a bank."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import PostCategory
from office.sql import load_sql, stream_sql
from office.types import Message
from welfare.auditing.models import AuditPack
from welfare.auditing.scope import grants_of, issued_runs_of
from welfare.auditing.sections.names import PRIVATE, masked
from welfare.auditing.sections.runs import RUN
from welfare.auditing.sections.table import Range, Row, Table, Tally
from welfare.choices import Basis, Form
from welfare.payment.rules import line_number

GRANTS_AT = load_sql("welfare.auditing", "grants")
RECEIPTS: dict[str, Message] = {
    "": "",
    "bank": _("paid by the bank"),
    "together": _("signed on a sheet"),
    "member": _("confirmed by the member"),
    "officer": _("noted by an officer"),
}


class Sums(NamedTuple):
    """What the grants of a run come to, in yuan; `given` is what is not revoked.

    `at_bank` is not received and on its way through the bank, `returned` sent back by it.
    """

    heads: int
    given: Decimal
    received: Decimal
    held: Decimal
    revoked: Decimal
    at_bank: Decimal
    returned: Decimal


class Given(NamedTuple):
    """A row of grants.sql."""

    pk: int
    run: int
    unit: str
    member: int
    name: str
    private: bool
    amount: Decimal
    post_category: str
    reduced_by: str
    cap: str | None
    document: str | None
    received_at: datetime | None
    receipt: str
    signer: str | None
    signing: int | None
    line: int | None
    batch: int | None
    file: int | None
    line_state: str | None
    held: bool
    revoked_at: datetime | None

    @property
    def sums(self) -> "Sums":
        """Its share of the sums of its run."""
        none = Decimal(0)
        if self.revoked_at:
            return Sums(0, none, none, none, self.amount, none, none)
        received, open_ = (self.amount, none) if self.received_at else (none, self.amount)
        return Sums(
            heads=1,
            given=self.amount,
            received=received,
            held=self.amount if self.held else none,
            revoked=none,
            at_bank=open_ if self.line_state in ("sent", "paid") else none,
            returned=open_ if self.line_state == "returned" else none,
        )

    @property
    def rule(self) -> Message:
        """The cap that lowered the amount, else that it is the standard of the run."""
        return Basis(self.reduced_by).label if self.reduced_by else _("standard of the run")


def _grants(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    params = {
        "lo": part.lo,
        "hi": part.hi,
        "as_of": pack.as_of,
        "runs": list(issued_runs_of(pack).values_list("pk", flat=True)),
        "units": pack.units,
        "private": PRIVATE,
        "money": Form.MONEY.value,
    }
    categories, receipts = {one.value: str(one.label) for one in PostCategory}, {k: str(v) for k, v in RECEIPTS.items()}
    for given in map(Given._make, stream_sql(GRANTS_AT, params)):
        tally.rows += 1
        tally.add(Decimal(0) if given.revoked_at else given.amount)
        tally.add_to(str(given.run), *given.sums)
        yield [
            given.pk,
            given.run,
            given.unit,
            *masked(given.member, given.name, private=given.private),
            categories.get(given.post_category, given.post_category),
            given.amount,
            given.rule,
            Decimal(given.cap) if given.cap else None,
            given.document,
            _state(given),
            given.received_at,
            receipts[given.receipt],
            given.signer if given.receipt in ("officer", "together") else "",
            given.signing,
            line_number(given.line) if given.line else "",
            given.batch,
            given.file,
            given.revoked_at,
        ]


def _state(given: Given) -> Message:
    if given.revoked_at:
        return pgettext_lazy("grant", "revoked")
    if given.received_at:
        return pgettext_lazy("grant", "received")
    # Also where an objection holds it: who it is about has mostly made it.
    return pgettext_lazy("grant", "not received")


GRANTS = Table(
    (
        _("Grant No."),
        RUN,
        _("Unit"),
        _("Member No."),
        _("Name"),
        _("Post category"),
        _("Amount"),
        _("Rule"),
        _("Cap"),
        _("Document of the cap"),
        _("State"),
        pgettext_lazy("time", "Received"),
        _("Kind of receipt"),
        _("Signed by"),
        _("Signing No."),
        _("Payment line"),
        _("Payment batch No."),
        _("Bank file No."),
        pgettext_lazy("time", "Revoked"),
    ),
    grants_of,
    _grants,
)
