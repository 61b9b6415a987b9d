"""Rows of visits."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack

from django.utils import timezone

from members.authority.models import User
from members.register.models.member import Member
from office.types import Files
from tests.factories.accounts import approver, user
from tests.factories.accounts import officer as new_officer
from tests.factories.personal_file import scan
from tests.factories.welfare import budget_line, cap
from welfare.budgets.models import BudgetLine
from welfare.standards.models import Cap
from welfare.visits.actions import asking, carrying_out, deciding
from welfare.visits.actions.carrying_out import Done, Payment
from welfare.visits.checking import Wanted
from welfare.visits.choices import PaymentWay, Source, VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said


class VisitFields(TypedDict, total=False):
    """What `visit` takes; the last four are what it says."""

    by: User
    kind: str
    on: date
    source: Source
    papers: Files
    amount: int
    words: str
    illness: str
    relation: str
    relative: str


def visit(member: Member, **fields: Unpack[VisitFields]) -> Visit:
    """Create a visit that was asked for, in a unit with a cap of 2,000 yuan for its kind, with one paper."""
    kind = fields.get("kind", "hospital")
    if not Cap.objects.filter(unit=member.unit, kind=kind).exists():
        cap(member.unit, 2_000, kind=kind, basis="event")
    ill = kind == "hospital"
    amount = fields.get("amount")
    wanted = Wanted(
        kind=kind,
        event_on=fields.get("on", timezone.localdate() - timedelta(days=3)),
        said=Said(
            words=fields.get("words", "长期透析" if ill else ""),
            illness=fields.get("illness", "尿毒症" if ill else ""),
            relation=fields.get("relation", ""),
            relative=fields.get("relative", ""),
        ),
        amount=None if amount is None else Decimal(amount),
    )
    by, source = fields.get("by") or member.user or user(), fields.get("source", Source.WORKER)
    return asking.ask_visit(member, wanted, fields.get("papers", [scan()]), by=by, source=source, agreed=True)


def visit_in_review(member: Member, *, officer: User | None = None, **fields: Unpack[VisitFields]) -> Visit:
    """Create a visit that was submitted, with a budget line of its kind."""
    asked = visit(member, **fields)
    if not BudgetLine.objects.for_unit(member.unit, asked.event_on.year, asked.kind).exists():
        budget_line(member.unit, year=asked.event_on.year, kind=asked.kind, amount=10_000)
    return deciding.submit_visit(asked, by=officer or new_officer(member.unit, "welfare_officer"))


def approved_visit(member: Member, *, officer: User | None = None, **fields: Unpack[VisitFields]) -> Visit:
    """Create a visit that two people have approved."""
    made = visit_in_review(member, officer=officer, **fields)
    while made.state == VisitState.IN_REVIEW:
        made = deciding.approve_visit(made, by=approver(member.unit))
    return made


def done_visit(member: Member, *, officer: User | None = None, **fields: Unpack[VisitFields]) -> Visit:
    """Create a visit that was carried out today, with a receipt."""
    done = Done(on=timezone.localdate(), words="已探望", receipts=[scan("收据.txt", b"receipt")])
    by = new_officer(member.unit, "welfare_officer")
    return carrying_out.carry_out_visit(approved_visit(member, officer=officer, **fields), done, by=by)


def paid_visit(member: Member, **fields: Unpack[VisitFields]) -> Visit:
    """Create a visit that was paid in cash today."""
    payment = Payment(PaymentWay.CASH, timezone.localdate(), "记-12")
    return carrying_out.pay_visit(done_visit(member, **fields), payment, by=new_officer(member.unit, "finance_officer"))
