"""Approvals of the demonstration union: rules, an adjustment that waits and one in force, a deputy, a freeze ahead."""

from datetime import date, timedelta
from decimal import Decimal

from demo.register import ROOT
from demo.schedule import Schedule, at
from members.approvals.actions.rulemaking import set_rule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import Appointment, Post, User
from members.deputies.actions import name_deputy
from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.units.models.units import Unit
from welfare.budgets.actions import approve_change, propose_budget
from welfare.budgets.models import BudgetChange, BudgetLine
from welfare.choices import BUDGET_KIND

FOR_MORE_MEMBERS = "新增职工 60 人，按年度预算调整程序追加节日慰问经费。"
FOR_SPRING = "春节慰问标准由每人 500 元调至 600 元。"


def schedule_approvals(schedule: Schedule) -> None:
    """Plan the rules, an adjustment that came into force and one that waits since yesterday."""
    today = schedule.today
    schedule.add(at(today - timedelta(days=40), 9), set_rules)
    schedule.add(at(today - timedelta(days=30), 10), lambda: propose_more(today.year, 20_000, FOR_MORE_MEMBERS))
    schedule.add(at(today - timedelta(days=29), 15), approve_first)
    schedule.add(at(today - timedelta(days=1), 16), lambda: propose_more(today.year + 1, 35_000, FOR_SPRING))


def set_rules() -> None:
    """Let the chair approve what changes a budget, and ask for more people than there are where the sum is large."""
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    stages = [StagePlan(Post.objects.get(code="chair").pk, Whose.OWN, 1)]
    set_rule(BUDGET_KIND, union, min_amount=Decimal(0), stages=stages, by=chair)
    # The page of the rules says who is missing.
    more = [*stages, StagePlan(None, Whose.OWN, 2)]
    set_rule(BUDGET_KIND, union, min_amount=Decimal(5_000_000), stages=more, by=chair)


def propose_more(year: int, more: int, reason: str) -> BudgetChange:
    """Let the finance officer propose `more` yuan for the union's budget line of a year."""
    line = BudgetLine.objects.get(unit__code=ROOT, year=year, kind="festival")
    return propose_budget(line, line.amount + more, by=User.objects.get(username="finance"), reason=reason)


def approve_first() -> None:
    """Let the chair approve the adjustment that was proposed first."""
    first = BudgetChange.objects.earliest("pk")
    approve_change(first, by=User.objects.get(username="chair"), note="同意，请在下次常委会通报。")


def set_up_absence(today: date) -> None:
    """Name a deputy for the days that the chair is away, and freeze the union for the closing of the year."""
    union = Unit.objects.get(code=ROOT)
    chair, finance = (User.objects.get(username=name) for name in ("chair", "finance"))
    leave = at(today + timedelta(days=6), 0)
    appointment = Appointment.objects.in_term(today).get(holder=chair, post__code="chair")
    name_deputy(
        appointment,
        finance,
        starts_at=leave,
        ends_at=leave + timedelta(days=5),
        reason="赴省总工会参加培训",
        by=chair,
    )
    closing = at(date(today.year, 12, 25), 0) if today < date(today.year, 12, 20) else leave + timedelta(days=20)
    freeze_unit(
        union,
        starts_at=closing,
        ends_at=closing + timedelta(days=10),
        acts=[FrozenAct.APPROVING, FrozenAct.PAYING],
        reason="年终决算",
        by=chair,
    )
