"""Approvals of the demonstration union: rules, an adjustment that waits and one in force, a deputy, a freeze ahead."""

from datetime import date, timedelta
from decimal import Decimal

import time_machine
from django.utils import timezone

from demo.history import at
from demo.register import ROOT
from members.approvals.actions.rulemaking import set_rule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import Appointment, Post, User
from members.deputies.actions import name_deputy
from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.units.models.units import Unit
from welfare.budgets.actions import approve_change, propose_budget
from welfare.budgets.models import BudgetLine
from welfare.choices import BUDGET_KIND


def set_up_approvals(today: date) -> None:
    """Create what an officer sees on the pages of approvals, as if it had been entered during the last weeks."""
    union = Unit.objects.get(code=ROOT)
    chair, finance = (User.objects.get(username=name) for name in ("chair", "finance"))
    post = Post.objects.get(code="chair")
    with time_machine.travel(at(today - timedelta(days=40), 9), tick=False):
        stages = [StagePlan(post.pk, Whose.OWN, 1)]
        set_rule(BUDGET_KIND, union, min_amount=Decimal(0), stages=stages, by=chair)
        # More people than there are: the page of the rules says who is missing.
        set_rule(
            BUDGET_KIND,
            union,
            min_amount=Decimal(5_000_000),
            stages=[*stages, StagePlan(None, Whose.OWN, 2)],
            by=chair,
        )
    line = BudgetLine.objects.get(unit=union, year=today.year)
    with time_machine.travel(at(today - timedelta(days=30), 10), tick=False):
        first = propose_budget(
            line, line.amount + 20_000, by=finance, reason="新增职工 60 人，按年度预算调整程序追加节日慰问经费。"
        )
    with time_machine.travel(at(today - timedelta(days=29), 15), tick=False):
        approve_change(first, by=chair, note="同意，请在下次常委会通报。")
    next_year = BudgetLine.objects.get(unit=union, year=today.year + 1)
    with time_machine.travel(at(today - timedelta(days=1), 16), tick=False):
        propose_budget(
            next_year, next_year.amount + 35_000, by=finance, reason="春节慰问标准由每人 500 元调至 600 元。"
        )
    leave = at(today + timedelta(days=6), 0)
    appointment = Appointment.objects.in_term(timezone.localdate()).get(holder=chair, post=post)
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
