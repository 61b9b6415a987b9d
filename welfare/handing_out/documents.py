"""Sign-off sheets (签领表) of a run and the receipt of a benefit, as documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.authority.models import User
from members.units.models.units import Unit
from office import xlsx
from office.documents.actions import Address, filled_text, issue_document
from office.documents.blocks import Block, Column, Content, Facts, Heading, Signatures, Sum, Table, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.documents.models import IssuedDocument
from office.errors import NotAllowed
from office.money import capital_numerals, yuan
from office.seals import sealing
from welfare.choices import HandOutState, Taker
from welfare.grants.models.grants import Grant
from welfare.handing_out.models import HandOut
from welfare.permissions import WelfarePermission
from welfare.runs.collection import Details
from welfare.runs.models.runs import Run

SHEET, RECEIPT = "sign_off_sheet", "benefit_receipt"
# A signature needs 38 mm between the lines.
SIGNATURE = 42


@dataclass(frozen=True)
class Sheet:
    """The lines of one unit, what its members collect and where."""

    unit: Unit
    grants: Sequence[Grant]
    heads: int
    amount: Decimal
    collection: Details


def _table(rows: Sequence[Sequence[object]], sums: Sequence[Sum]) -> Table:
    columns = [
        Column(_("No."), 11, right=True),
        Column(_("Name"), 27),
        Column(_("Employee number"), 27),
        Column(_("Amount"), 23, right=True),
        Column(_("Signature"), SIGNATURE),
        Column(_("Collected by, relation")),
        Column(_("Date"), 21),
    ]
    labels = (_("Handler"), _("Reviewed"), _("Chair"), _("Unit seal"))
    return Table(columns, rows, sums, [label + _(": ") for label in labels])


def _sum_of(label: str, amount: Decimal) -> Sum:
    return Sum(label, 3, yuan(amount), capital_numerals(amount))


def _subtotal(sheet_heads: int, amount: Decimal) -> Sum:
    told = ngettext("Subtotal, %(count)d member", "Subtotal, %(count)d members", sheet_heads) % {"count": sheet_heads}
    return _sum_of(told, amount)


def _sample_sheet(text: str, values: Values) -> Content:
    rows = [[1, "张三", "GH202600001", "¥300.00", "", "", ""], [2, "李四", "GH202600002", "¥300.00", "", "", ""]]
    title = _("Sign-off sheet")
    table = _table(rows, [_subtotal(2, Decimal(600))])
    heading = Heading(f"{values['union']} {title}", [f"{values['run']} · {values['unit']}"])
    return Content(title, [[heading, Text(text), table]])


SIGN_OFF_SHEET = DocumentKind(
    label=gettext_lazy("Sign-off sheet"),
    text=gettext_lazy("Sign yourself. Who collects for somebody else writes name and relation, and shows both cards."),
    help_text=gettext_lazy("It stands above the table of each unit."),
    permission=WelfarePermission.VIEW_RUN,
    compose=_sample_sheet,
    numbered=False,
    placeholders=[
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
        Placeholder("run", gettext_lazy("run"), "2026年中秋节"),
    ],
)


def sign_off_sheets(run: Run, sheets: Sequence[Sheet]) -> Content:
    """Return the sheets of a run, each on pages of its own with its subtotal; the last one has the total."""
    title = _("Sign-off sheet")
    # One text for all: it is that of the run's unit.
    text = filled_text(SHEET, run.unit, {"union": str(run.unit), "unit": str(run.unit), "run": str(run)})
    sections: list[list[Block]] = []
    for number, sheet in enumerate(sheets, start=1):
        place = _("sheet %(number)d of %(count)d") % {"number": number, "count": len(sheets)}
        lines = [f"{run} · {_('Unit')}{_(': ')}{sheet.unit} · {place}", sheet.collection.in_one_line]
        sums = [_subtotal(sheet.heads, sheet.amount)]
        if number == len(sheets) > 1:
            sums.append(_total(sheets))
        rows = [_line(line, grant) for line, grant in enumerate(sheet.grants, start=1)]
        sections.append([Heading(f"{run.unit} {title}", lines), Text(text), _table(rows, sums)])
    return Content(f"{title} {run}", sections, foot=_last_seal())


def sign_off_workbook(run: Run, sheets: Sequence[Sheet]) -> list[xlsx.Sheet]:
    """Return the sheets of a run as a workbook: one for each unit with its subtotal, the last one with the total."""
    found = []
    for number, sheet in enumerate(sheets, start=1):
        rows = _workbook_rows(run, sheet)
        if number == len(sheets) > 1:
            heads, amount = sum(one.heads for one in sheets), sum((one.amount for one in sheets), Decimal(0))
            rows.append(_workbook_sum(_("Total"), heads, amount))
        found.append(xlsx.Sheet(str(sheet.unit), rows, [6, 14, 16, 24, 8, 12, 16, 24, 12]))
    return found


def _workbook_rows(run: Run, sheet: Sheet) -> list[list[object]]:
    heads: list[object] = [
        _("No."),
        _("Name"),
        _("Employee number"),
        _("What"),
        _("Quantity"),
        _("Amount"),
        _("Signature"),
        _("Collected by, relation"),
        _("Date"),
    ]
    rows = [heads]
    for number, grant in enumerate(sheet.grants, start=1):
        _number, name, employee_number, _amount, signed, taker, day = _line(number, grant)
        counted = _handed_out(grant)
        pieces = counted.quantity if counted else 1
        rows.append([number, name, employee_number, sheet.collection.goods, pieces, grant.amount, signed, taker, day])
    rows.append(_workbook_sum(_("Subtotal"), sheet.heads, sheet.amount))
    return rows


def _workbook_sum(label: str, heads: int, amount: Decimal) -> list[object]:
    told = ngettext("%(count)d member", "%(count)d members", heads) % {"count": heads}
    return ["", label, told, "", "", amount, capital_numerals(amount), "", ""]


def _handed_out(grant: Grant) -> HandOut | None:
    """Return the hand-out at a counter that counts for a grant, None without one."""
    return next((one for one in grant.hand_outs.all() if one.state == HandOutState.GIVEN), None)


def _total(sheets: Sequence[Sheet]) -> Sum:
    heads = sum(sheet.heads for sheet in sheets)
    told = ngettext(
        "Total of %(sheets)d sheets, %(count)d member", "Total of %(sheets)d sheets, %(count)d members", heads
    )
    amount = sum((sheet.amount for sheet in sheets), Decimal(0))
    return _sum_of(told % {"sheets": len(sheets), "count": heads}, amount)


def _line(number: int, grant: Grant) -> list[object]:
    signed, day = "", ""
    if grant.received_at:
        signed = _("signed on paper") if grant.signing_id else _("confirmed")
        if grant.payment_id:
            signed = grant.signer
        day = timezone.localdate(grant.received_at).isoformat()
    taker, counted = "", _handed_out(grant)
    if counted:
        signed = _("at the counter")
        taker = "" if counted.taker == Taker.SELF else counted.taken_by
    member = grant.member
    return [number, member.name, member.employee_number or "—", yuan(grant.amount), signed, taker, day]


def _last_seal() -> str:
    """Return the last seal of the audit log, by which later changes can be proved; "" without one."""
    seal = sealing.last_seal()
    if not seal:
        return ""
    told = _("Audit log: seal %(number)s of %(day)s") % {"number": seal.number, "day": seal.day}
    return f"{told} {seal.root_start}"


def _compose_receipt(text: str, values: Values) -> Content:
    title = _("Receipt for a benefit")
    facts = Facts(
        [
            [(_("Number"), values["number"]), (_("Issued"), values["issued_on"])],
            [(_("Name"), values["member.name"]), (_("Employee number"), values["member.employee_number"])],
            [(_("Unit"), values["unit"]), (_("Benefit"), values["benefit"])],
            [(_("Worth"), values["amount"]), (_("In capital numerals"), values["amount.capital"])],
            [(_("What"), values["goods"])],
            [(_("Received on"), values["received_on"]), (_("Signed by"), values["signed_by"])],
        ]
    )
    blocks = [Heading(title, [values["union"]]), facts, Text(text), Signatures([_("Unit seal"), _("Handler")])]
    return Content(title, [blocks])


BENEFIT_RECEIPT = DocumentKind(
    label=gettext_lazy("Receipt for a benefit"),
    text=gettext_lazy("What is written above was given and received."),
    help_text=gettext_lazy("It stands below the table."),
    permission=WelfarePermission.VIEW_GRANT,
    compose=_compose_receipt,
    placeholders=[
        Placeholder("number", gettext_lazy("number"), "DH0101-2026-00012"),
        Placeholder("issued_on", gettext_lazy("day of issue"), "2026-11-27"),
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
        Placeholder("member.name", gettext_lazy("name"), "张三"),
        Placeholder("member.employee_number", gettext_lazy("employee number"), "GH202600001"),
        Placeholder("benefit", gettext_lazy("benefit"), "2026年中秋节"),
        Placeholder("goods", gettext_lazy("goods"), "月饼一盒"),
        Placeholder("amount", gettext_lazy("amount"), "¥300.00"),
        Placeholder("amount.capital", gettext_lazy("amount in capital numerals"), "叁佰元整"),
        Placeholder("received_on", gettext_lazy("day of receipt"), "2026-09-22"),
        Placeholder("signed_by", gettext_lazy("signed by"), "张三"),
    ],
)


@transaction.atomic
def issue_benefit_receipt(grant: Grant, details: Details, *, by: User, address: Address) -> IssuedDocument:
    """Return the issued receipt of a benefit; the first time it is issued, with the next number of its unit.

    Raises NotAllowed for what is not received, or whose receipt was taken back.
    """
    row = (
        Grant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("received_by", "payment")
        .get(pk=grant.pk)
    )
    if row.received_at is None:
        raise NotAllowed(_("It is not received yet: there is no receipt."), code="not_received")
    member = grant.member
    values = {
        "union": str(grant.run.unit),
        "unit": str(grant.unit),
        "member.name": member.name,
        "member.employee_number": member.employee_number or "—",
        "benefit": str(grant.occasion),
        "goods": details.goods or "—",
        "amount": yuan(grant.amount),
        "amount.capital": capital_numerals(grant.amount),
        "received_on": timezone.localdate(row.received_at).isoformat(),
        "signed_by": row.signer,
    }
    return issue_document(RECEIPT, grant.unit, values, by=by, address=address, about=grant, subject=member.name)
