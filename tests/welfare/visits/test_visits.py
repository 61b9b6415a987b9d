"""A visit from asking to closing: checked by standard, relation, frequency, window, once an event, with its money."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.choices import Refusal
from welfare.standards.models import BenefitRule
from welfare.visits.actions import asking, carrying_out, deciding
from welfare.visits.actions.asking import Bedside
from welfare.visits.actions.carrying_out import Done, Payment
from welfare.visits.actions.deciding import Reason
from welfare.visits.checking import Wanted
from welfare.visits.choices import PaymentWay, Source
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def union():
    return make.unit("东河油田工会")


@pytest.fixture
def member(union):
    member = make.worker(union, name="赵敏")
    make.account(member)
    return member


def test_a_visit_goes_from_the_worker_to_closed_and_its_money_with_it(union, member, stored_files):
    officer, finance = make.officer(union, "welfare_officer"), make.officer(union, "finance_officer")
    line = make.budget_line(union, year=TODAY.year, kind="hospital", amount=5_000)
    visit = make.visit(member, on=TODAY)
    assert (visit.state, visit.amount, visit.form) == ("asked", 2_000, "money")
    visit = deciding.submit_visit(visit, by=officer)
    with pytest.raises(NotAllowed, match="yourself"):
        deciding.approve_visit(visit, by=officer)
    while visit.state == "in_review":
        visit = deciding.approve_visit(visit, by=make.approver(union))
    line.refresh_from_db()
    assert (visit.state, line.reserved, line.spent) == ("approved", 2_000, 0)
    first, second = make.officer(union, "chair"), make.officer(union, "group_leader")
    with pytest.raises(NotAllowed, match="Two people"):
        carrying_out.plan_visit(visit, first, first, TODAY, by=officer)
    with pytest.raises(NotAllowed, match="themselves"):
        carrying_out.plan_visit(visit, first, member.user, TODAY, by=officer)
    visit = carrying_out.plan_visit(visit, first, second, TODAY, by=officer)
    with pytest.raises(NotAllowed, match="receipt"):
        carrying_out.carry_out_visit(visit, Done(on=TODAY), by=second)
    visit = carrying_out.carry_out_visit(visit, Done(on=TODAY, words="已看望", receipts=[make.scan()]), by=second)
    with pytest.raises(NotAllowed, match="somebody else"):
        carrying_out.pay_visit(visit, Payment(PaymentWay.CASH, TODAY, "1"), by=officer)
    visit = carrying_out.pay_visit(visit, Payment(PaymentWay.TRANSFER, TODAY, "回单 77"), by=finance)
    with pytest.raises(NotAllowed, match="moved on"):
        carrying_out.pay_visit(visit, Payment(PaymentWay.TRANSFER, TODAY, "回单 77"), by=finance)
    assert carrying_out.close_visit(visit, by=officer).state == "closed"
    kinds = BudgetEntry.objects.of_cause("visit", visit.pk).order_by("pk").values_list("kind", "amount")
    assert [*kinds] == [("reserve", 2_000), ("spend", 2_000)]
    verbs = AuditEvent.objects.about(visit).order_by("pk").values_list("verb", flat=True)
    steps = ["ask", "submit", "approve", "approve", "plan", "carry_out", "pay", "close"]
    assert [*verbs] == [f"visit.{step}" for step in steps]


def test_refusing_returning_and_giving_up_free_the_money(union, member):
    officer = make.officer(union, "welfare_officer")
    why = Reason(Refusal.TOO_LATE, "慰问办法第三条", "已过六个月")
    ends = {
        "refused": lambda visit: deciding.refuse_visit(visit, why, by=officer),
        "cancelled": lambda visit: deciding.cancel_visit(visit, by=officer, words="本人放弃"),
        "asked": lambda visit: deciding.return_visit(visit, by=make.approver(union), reason="缺材料"),
    }
    for day, (state, end) in enumerate(ends.items(), start=1):
        visit = end(make.visit_in_review(member, officer=officer, on=TODAY - timedelta(days=day)))
        assert visit.state == state
    assert {(line.reserved, line.spent) for line in BudgetLine.objects.all()} == {(0, 0)}


@pytest.mark.parametrize(
    ("fields", "rule", "wanted", "told"),
    [
        # domain.md part 1: "only" spouse, parents and children.
        ({}, {"relations": ["spouse"]}, {"kind": "kin_death", "relation": "parent"}, "办法一"),
        # One unit's claim window: six months from the event.
        ({}, {"claim_months": 6}, {"kind": "marriage", "on": TODAY - timedelta(days=200)}, "办法一"),
        ({"employment": "retired"}, {}, {"kind": "hospital"}, "employer's cost"),
        ({"joined_on": TODAY}, {}, {"kind": "marriage", "on": TODAY - timedelta(days=2)}, "joined the union after"),
        ({}, {}, {"kind": "marriage", "on": TODAY + timedelta(days=1)}, "future"),
        ({}, {}, {"kind": "marriage", "amount": 2001}, "皖工发〔2025〕18号"),
        ({}, {"forms": ["goods"]}, {"kind": "marriage", "form": "money"}, "办法一"),
    ],
)
def test_a_visit_is_refused_at_once_with_the_reason_and_the_document(union, fields, rule, wanted, told):
    member = make.worker(union, **{"joined_on": LONG_AGO, **fields})
    kind, on = wanted["kind"], wanted.get("on", TODAY)
    make.cap(union, 2_000, kind=kind, basis="event")
    if rule:
        BenefitRule.objects.create(unit=union, kind=kind, source="办法一", effective_from=LONG_AGO, **rule)
    asked = Wanted(
        kind=kind,
        event_on=on,
        said=Said(relation=wanted.get("relation", ""), relative="王"),
        form=wanted.get("form", ""),
        amount=Decimal(wanted["amount"]) if "amount" in wanted else None,
    )
    with pytest.raises(NotAllowed) as refused:
        asking.ask_visit(member, asked, by=make.user(), source=Source.WORKER, agreed=True)
    assert told in str(refused.value)
    assert not Visit.objects.exists()


def test_an_event_is_visited_once_and_an_illness_once_a_year(union, member):
    BenefitRule.objects.create(
        unit=union,
        kind="hospital",
        source="皖工发〔2025〕18号",
        effective_from=LONG_AGO,
        frequency="illness",
        period_months=12,
    )
    first = make.visit(member, on=TODAY - timedelta(days=30))
    with pytest.raises(NotAllowed, match="each event is visited once"):
        make.visit(member, on=TODAY - timedelta(days=30), illness="骨折")
    with pytest.raises(NotAllowed, match="once for an illness"):
        make.visit(member, on=TODAY)
    make.visit(member, on=TODAY, illness="骨折")
    asking.withdraw_visit(first, by=member.user)
    make.visit(member, on=TODAY - timedelta(days=30))
    # The day of the certificate and the day of the feast are one wedding.
    make.visit(member, kind="marriage", on=TODAY - timedelta(days=60))
    with pytest.raises(NotAllowed, match="each event is visited once"):
        make.visit(member, kind="marriage", on=TODAY)
    with pytest.raises(IntegrityError, match="one_visit_an_event"), transaction.atomic():
        Visit.objects.create(
            member=member,
            unit=union,
            kind="marriage",
            event_on=TODAY - timedelta(days=60),
            source="register",
            state="proposed",
        )


def test_from_the_bedside_to_paid_in_one_sitting(union, member, stored_files):
    leader, officer = make.officer(union, "group_leader"), make.officer(union, "welfare_officer")
    make.cap(union, 1_000, kind="hospital", basis="event")
    make.budget_line(union, year=TODAY.year, kind="hospital", amount=5_000)
    asked = Wanted(kind="hospital", event_on=TODAY, said=Said(illness="骨折"))
    with pytest.raises(NotAllowed, match="agree"):
        asking.ask_visit(member, asked, by=leader, source=Source.LEADER)
    visit = asking.ask_visit(
        member,
        asked,
        [make.scan()],
        by=leader,
        source=Source.LEADER,
        agreed=True,
        bedside=Bedside(on=TODAY, words="已当面送达", receipts=[make.scan("收据.txt", b"signed")]),
    )
    visit = deciding.submit_visit(visit, by=officer)
    while visit.state == "in_review":
        visit = deciding.approve_visit(visit, by=make.approver(union))
    assert visit.state == "carried_out"
    payment = Payment(PaymentWay.CASH, TODAY, "记-1")
    visit = carrying_out.pay_visit(visit, payment, by=make.officer(union, "finance_officer"))
    assert carrying_out.close_visit(visit, by=officer).state == "closed"


def test_nobody_enters_or_decides_about_themselves(union):
    worker = make.worker(union)
    officer = make.officer(union, "welfare_officer")
    worker.user = officer
    worker.save()
    visit = make.visit(worker, by=officer)
    for act in (
        lambda: deciding.submit_visit(visit, by=officer),
        lambda: deciding.cancel_visit(visit, by=officer, words="x"),
        lambda: make.visit(worker, by=officer, kind="marriage", source=Source.OFFICER),
    ):
        with pytest.raises(NotAllowed, match="themselves"):
            act()


def test_the_database_approves_nothing_without_approvals(union, member):
    visit = make.visit_in_review(member)
    for changes in ({"state": "approved"}, {"amount": 1}, {"state": "paid"}, {"event_on": TODAY}):
        with pytest.raises(Exception, match=r"approvals are missing|Cannot update|transition"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**changes)
