"""The file of a visit as one PDF: approval form (慰问审批表), receipt and list. Source: docs/domain.md part 7."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.approvals.models import ApprovalDecision
from members.units.models.units import Unit
from office.documents.blocks import Block, Column, Content, Facts, Heading, Picture, Signatures, Sum, Table, Text
from office.money import capital_numerals, yuan
from office.types import Message
from welfare.choices import Form
from welfare.visits.choices import RELATIONS, VISIT_KIND
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said
from welfare.visits.signatures import signature_drawing

Row = list[tuple[Message, object]]


def visit_file(visit: Visit, said: Said | None, *, receiver: bool) -> Content:
    """Return the file of a visit. What it says of health and family stands in it only where `said` is given.

    Who received, by name or signature, stands in it only for whom `receiver` says so: it may be kin.
    """
    union = str(Unit.objects.get_root(visit.unit))
    sections: list[list[Block]] = [
        [*_approval_form(visit, said, union)],
        [*_receipt(visit, union, told=said is not None, receiver=receiver)],
        [*_list(visit, union)],
    ]
    return Content(str(visit), sections)


def _sums(visit: Visit) -> Row:
    return [(_("Amount"), yuan(visit.amount)), (_("In capital numerals"), capital_numerals(visit.amount))]


def _person(visit: Visit) -> list[Row]:
    member = visit.member
    return [
        [(_("Name"), member.name), (_("Employee number"), member.employee_number or "—")],
        [(_("Unit"), visit.unit), (_("Membership"), member.get_state_display())],
    ]


def _approval_form(visit: Visit, said: Said | None, union: str) -> list[Block]:
    title = _("Approval form of a visit")
    rows: list[Row] = [
        *_person(visit),
        [(_("Event"), visit.get_kind_display()), (_("Day of the event"), visit.event_on)],
        *_words(said),
        [(_("Document that allows it"), visit.document or "—")],
        _sums(visit),
        [(_("Form"), Form(visit.form).label if visit.form else ""), (_("Asked for by"), visit.get_source_display())],
        [(_("Papers"), _papers(visit))],
        [(_("Approved"), _decisions(visit))],
        [(_("Visitors"), "、".join(str(one) for one in visit.visitors)), (_("Visited on"), visit.visited_on or "")],
    ]
    signed = [label + _(": ") for label in (_("Group"), _("Branch chair"), _("Union chair"), _("Handler"))]
    return [Heading(title, [union, str(visit)]), Facts(rows), Signatures(signed)]


def _words(said: Said | None) -> list[Row]:
    if said is None:
        return []
    words = "；".join(one for one in (said.illness, said.words) if one)
    rows: list[Row] = [[(pgettext("visit", "What happened"), words)]] if words else []
    if said.relation:
        relation = dict(RELATIONS).get(said.relation, said.relation)
        rows.append([(_("Relation to the member"), relation), (_("Name"), said.relative)])
    return rows


def _papers(visit: Visit) -> str:
    """Return the papers by what they show, each with the beginning of its hash."""
    lines = [
        f"{paper.get_kind_display()} · {file.sha256[:16]}"
        for paper in visit.papers.prefetch_related("attachments")
        for file in paper.attachments.all()
    ]
    return "\n".join(lines) or "—"


def _decisions(visit: Visit) -> str:
    decisions = ApprovalDecision.objects.filter(round__kind=VISIT_KIND, round__object_id=visit.pk)
    rows = decisions.select_related("by", "for_whom").order_by("pk")
    return "\n".join(f"{one.who} · {one.get_verdict_display()} · {timezone.localtime(one.at):%Y-%m-%d}" for one in rows)


def _receipt(visit: Visit, union: str, *, told: bool, receiver: bool) -> list[Block]:
    paid = [
        (pgettext("visit", "Paid on"), visit.paid_on or ""),
        (_("How it was paid"), visit.get_way_display() if visit.way else ""),
    ]
    rows: list[Row] = [*_person(visit), _sums(visit), [*paid], [(_("Number of the voucher"), visit.voucher or "")]]
    received = visit.received
    if receiver and received.is_told:
        rows.append([(_("Received by"), received.name), (_("Signature"), _("none"))])
        if told:
            rows.append([(_("Why nobody signed"), received.why)])
    labels = [label + _(": ") for label in (_("Received by"), _("Visitors"), _("Day"))]
    text = _("What is written above was given and received.")
    signed: list[Block] = [Signatures(labels)]
    if receiver and (drawing := signature_drawing(visit)):
        signed = [Picture(labels[0], drawing), Signatures(labels[1:])]
    return [Heading(_("Receipt for a visit"), [union, str(visit)]), Facts(rows), Text(text), *signed]


def _list(visit: Visit, union: str) -> list[Block]:
    columns = [
        Column(_("No."), 10),
        Column(_("Name"), 24),
        Column(_("Employee number"), 30),
        Column(_("Amount"), 26, right=True),
        Column(_("Signature")),
        Column(_("Day"), 24),
    ]
    member = visit.member
    rows = [[1, member.name, member.employee_number or "—", yuan(visit.amount), "", visit.visited_on or ""]]
    total = Sum(_("Total"), 3, yuan(visit.amount), capital_numerals(visit.amount))
    table = Table(columns, rows, [total], [label + _(": ") for label in (_("Made by"), _("Reviewed"), _("Handler"))])
    return [Heading(_("List of visits"), [union, str(visit.unit)]), table]
