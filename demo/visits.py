"""Visits of the demonstration union: one in each state, and a birth that the register knows and proposes."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.attachments import scanned, signature
from demo.register import ROOT
from members import access
from members.approvals.actions.rulemaking import set_rule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import User
from members.choices import MemberState
from members.personal_file.actions.family import save_kin
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.budgets.actions import create_budget_line
from welfare.permissions import WelfarePermission
from welfare.standards.models import BenefitRule, Cap
from welfare.visits.actions import asking, carrying_out, deciding, proposing
from welfare.visits.actions.asking import Bedside
from welfare.visits.actions.carrying_out import Done, Payment
from welfare.visits.checking import Wanted
from welfare.visits.choices import VISIT_KIND, PaymentWay, Source
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said

SOURCE = "演示数据：请按当地总工会文件录入"
CAPS = (("hospital", 1_000), ("marriage", 1_000), ("childbirth", 1_000), ("kin_death", 1_000), ("disaster", 2_000))
# How far each visit has come, its kind and what it says. The one that was signed on the glass is paid by the bank.
STEPS = (
    ("asked", "hospital", Said(illness="骨折", words="左腿骨折住院，已手术。", operation=True)),
    ("asked", "marriage", Said()),
    ("in_review", "hospital", Said(illness="肺炎", words="住院十天，已出院。")),
    ("planned", "hospital", Said(illness="胆结石", words="住院手术。", operation=True)),
    ("carried_out", "hospital", Said(illness="腰椎间盘突出", words="住院两周。")),
    ("signed", "hospital", Said(illness="带状疱疹", words="住院治疗。")),
    ("closed", "hospital", Said(illness="阑尾炎", words="急诊手术，恢复良好。", operation=True)),
)


def make_visits(members: list[Member], today: date) -> None:
    """Make a visit in each state, and let the register propose one for a birth in the worker's family."""
    union, officer = Unit.objects.get(code=ROOT), User.objects.get(username="welfare")
    chair, finance = User.objects.get(username="chair"), User.objects.get(username="finance")
    set_rule(VISIT_KIND, union, min_amount=Decimal(0), stages=[StagePlan(None, Whose.OWN, 1)], by=chair)
    first = date(today.year - 1, 1, 1)
    for kind, amount in CAPS:
        fields = {"unit": union, "kind": kind, "effective_from": first, "source": SOURCE}
        Cap.objects.create(amount=Decimal(amount), basis="event", **fields)
        BenefitRule.objects.create(claim_months=6, visit_days=7, closing_days=30, **fields)
    for kind in ("childbirth", "kin_death", "disaster"):
        create_budget_line(union, year=today.year, kind=kind, amount=Decimal(12_000), by=finance)
    for number, (member, (state, kind, said)) in enumerate(zip(members, STEPS, strict=False)):
        day = max(today - timedelta(days=20 + number), date(today.year, 1, 1))
        papers = scanned(SimpleUploadedFile("证明材料.txt", "诊断证明或结婚证。".encode()))
        wanted = Wanted(kind=kind, event_on=day, said=said)
        visit = asking.ask_visit(member, wanted, papers, by=officer, source=Source.OFFICER, agreed=True)
        _carry_on(visit, state, today, (officer, chair, finance))
    _enter_at_the_bedside(today)
    worker = Member.objects.get(user__username="worker")
    baby = FamilyMember(member=worker, relation="child", name="赵一诺", sex="2", birth_date=today - timedelta(days=25))
    save_kin(baby, by=officer)
    proposing.propose_visits(today)


def _enter_at_the_bedside(today: date) -> None:
    """Let a group leader enter a visit that was made already, signed on the glass of the phone."""
    leader = User.objects.get(username="leader")
    group = Member.objects.filter(access.within(leader, WelfarePermission.ASK_VISIT), state=MemberState.ACTIVE)
    member = group.exclude(user__isnull=False).order_by("pk").first()
    if member is None:
        return
    wanted = Wanted(kind="hospital", event_on=today, said=Said(illness="急性肠胃炎", words="住院观察。"))
    bedside = Bedside(on=today, words="已当面送达。", signature=scanned(signature()))
    asking.ask_visit(member, wanted, by=leader, source=Source.LEADER, agreed=True, bedside=bedside)


def _carry_on(visit: Visit, state: str, today: date, people: tuple[User, User, User]) -> None:
    """Take a visit as far as a state."""
    officer, chair, finance = people
    if state == "asked":
        return
    visit = deciding.submit_visit(visit, by=officer)
    if state == "in_review":
        return
    visit = deciding.approve_visit(visit, by=chair)
    visit = carrying_out.plan_visit(visit, officer, chair, today, by=officer)
    if state == "planned":
        return
    receipt = scanned(SimpleUploadedFile("收据.txt", "今收到慰问款。".encode()))
    done = Done(
        on=today, words="已送达。", receipts=receipt, signature=scanned(signature()) if state == "signed" else ()
    )
    visit = carrying_out.carry_out_visit(visit, done, by=officer)
    if state == "closed":
        visit = carrying_out.pay_visit(visit, Payment(PaymentWay.CASH, today, "记-218"), by=finance)
        carrying_out.close_visit(visit, by=officer)
