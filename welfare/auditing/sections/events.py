"""Visits and aid in hardship: what was given, by which document; not what they say of health and family."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.auditing.models import AuditPack
from welfare.auditing.scope import aids_of, up_to_the_moment, visits_of
from welfare.auditing.sections.names import PRIVATE, masked
from welfare.auditing.sections.table import CHUNK, Range, Row, Table, Tally, between, by_the_moment
from welfare.budgets.models import BudgetEntry
from welfare.choices import EntryKind
from welfare.kinds.names import kind_name
from welfare.payment.rules import line_number
from welfare.visits.choices import VISIT_KIND, VisitState

SPENT = (VisitState.PAID, VisitState.CLOSED)
FROM_ABOVE = "visits_from_above"
"""The key of the sums of visits that the budget of a unit above pays."""


def _visits(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    sealed = ("content", "report", "answer", "receipt")
    rows = visits_of(pack).select_related("member", "unit", "line__unit", "asked_by", "paid_by").defer(*sealed)
    spent = _spent(pack)
    for visit in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        paid = visit.amount if visit.state in SPENT else Decimal(0)
        tally.add(paid)
        above = visit.line is not None and visit.line.unit_id not in pack.units
        tally.add_to(FROM_ABOVE if above else VISIT_KIND, int(bool(paid)), paid)
        private = visit.kind in PRIVATE
        yield [
            visit.pk,
            visit.unit,
            kind_name(visit.kind),
            # The day would tell who it is.
            "" if private else visit.event_on,
            *masked(visit.member_id, visit.member.name, private=private),
            visit.get_source_display(),
            visit.asked_at,
            visit.get_form_display(),
            visit.amount,
            visit.document,
            visit.line,
            visit.get_state_display(),
            visit.get_refusal_display(),
            visit.visited_on,
            visit.paid_on,
            visit.paid_by,
            visit.get_way_display(),
            visit.voucher,
            line_number(visit.payment_id) if visit.payment_id else "",
            by_the_moment(pack, visit.closed_at),
            spent.get(visit.pk, Decimal(0)),
        ]


def _spent(pack: AuditPack) -> dict[int, Decimal]:
    """Return the yuan that the ledger says were spent on each visit and not given back; one query."""
    entries = BudgetEntry.objects.filter(cause_kind=VISIT_KIND, cause_id__in=visits_of(pack).values("pk"))
    moved = up_to_the_moment(pack, entries).filter(kind__in=[EntryKind.SPEND, EntryKind.REFUND])
    signed = Case(When(kind=EntryKind.SPEND, then=F("amount")), default=-F("amount"))
    return dict(moved.order_by().values_list("cause_id").annotate(sum=Sum(signed)))


def _aids(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    for aid in between(aids_of(pack).select_related("file__member__unit", "noted_by"), part).iterator(CHUNK):
        tally.rows += 1
        tally.add(aid.amount)
        yield [
            aid.pk,
            aid.file_id,
            aid.file.member.unit,
            aid.get_kind_display(),
            aid.get_stage_display(),
            aid.amount,
            aid.given_on,
            aid.basis,
            aid.limited_by,
            aid.noted_by,
            aid.noted_at,
        ]


VISITS = Table(
    (
        _("Visit No."),
        _("Unit"),
        _("Kind"),
        _("Day of the event"),
        _("Member No."),
        _("Name"),
        _("Asked for by"),
        pgettext_lazy("time", "Asked for"),
        pgettext_lazy("of a benefit", "Form"),
        _("Amount"),
        _("Document that allows it"),
        _("Budget line"),
        _("State"),
        _("Why it was refused"),
        _("Visited on"),
        pgettext_lazy("visit", "Paid on"),
        pgettext_lazy("visit", "Paid by"),
        _("How it was paid"),
        _("Number of the voucher"),
        _("Payment line"),
        pgettext_lazy("time", "Closed"),
        _("Spent by the ledger"),
    ),
    visits_of,
    _visits,
)
AIDS = Table(
    (
        _("Number"),
        _("Hardship file No."),
        _("Unit"),
        _("Aid"),
        _("Stage of schooling"),
        _("Amount"),
        _("Given on"),
        _("Decision of the committee"),
        _("Document that limits it"),
        _("Noted by"),
        _("Time"),
    ),
    aids_of,
    _aids,
)
