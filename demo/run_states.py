"""Runs of one group in states that the festivals of the year don't show: in review, cancelled, revoked, followed up.

One of them is that of a festival which the group was given for the year before, too.
"""

from datetime import date, timedelta
from decimal import Decimal

import time_machine

from demo.schedule import at
from members.authority.models import User
from members.choices import PostCategory, UnitKind
from members.personal_file.actions.corrections import correct_member
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.budgets import ledger
from welfare.budgets.models import BudgetLine
from welfare.choices import Festival, Form, Kind
from welfare.handing_out.actions import sign_grant
from welfare.plans import rules
from welfare.plans.groups import Group
from welfare.plans.models import Plan
from welfare.runs.actions import clearing, corrections, counting, opening, review
from welfare.runs.actions.following_up import open_follow_up
from welfare.runs.models.runs import Run

BUDGET = Decimal(30_000)


def show_states(today: date) -> None:
    """Give National Day twice in one group, follow the second up, and leave one run each in the other states."""
    officer = User.objects.get(username="welfare")
    worker = Member.objects.get(user__username="worker")
    unit = Unit.objects.filter(kind=UnitKind.GROUP).exclude(pk=worker.unit_id).order_by("path")[0]
    follow_national_day_up(unit, today, officer)
    submitted = _counted(_voucher(unit, "健身卡", today + timedelta(days=26)), today, officer)
    review.submit_run(submitted, by=officer)
    cancelled = _counted(_voucher(unit, "观影券", today + timedelta(days=27)), today, officer)
    review.cancel_run(cancelled, by=officer, reason="影院停业，改发图书卡。")
    revoked = _issued(_counted(_voucher(unit, "图书卡", today + timedelta(days=28)), today, officer), officer)
    grant = revoked.grants.select_related("member", "run", "unit", "occasion").earliest("pk")
    sign_grant(grant, by=officer, reason="本人已在纸质签领表上签字")
    corrections.revoke_run(revoked, by=officer, reason="图书卡面值印错，未领取的收回重发。")
    clearing.clear_all()


def follow_national_day_up(unit: Unit, today: date, officer: User) -> None:
    """Give National Day to the front line of the group in two years, and follow the second up for who was missed."""
    front_line = Group(post_categories=(PostCategory.FRONT_LINE.value,))
    plan = _plan(unit, "国庆一线慰问", schedule="festival", festival=Festival.NATIONAL, conditions=front_line.as_json())
    last = rules.festival_date(Festival.NATIONAL, today.year)
    last = last if last < today else rules.festival_date(Festival.NATIONAL, today.year - 1)
    for day in (rules.festival_date(Festival.NATIONAL, last.year - 1), last):
        opens = day - timedelta(days=plan.lead_days)
        with time_machine.travel(at(opens, 9), tick=False):
            run = _issued(_counted(plan, opens, officer), officer)
    missed = Member.objects.active().filter(unit=unit).exclude(post_category=PostCategory.FRONT_LINE).order_by("pk")
    for member in missed[:1]:
        correct_member(
            member, {"post_category": PostCategory.FRONT_LINE.value}, by=officer, reason="岗位登记有误，实为一线操作"
        )
    open_follow_up(run, by=officer, reason="岗位类别登记有误，漏发一人。")
    counting.count_all()


def _voucher(unit: Unit, name: str, day: date) -> Plan:
    return _plan(unit, name, schedule="dates", days=[day.isoformat()], form=Form.VOUCHER, kind=Kind.VOUCHER)


def _plan(unit: Unit, name: str, **fields: object) -> Plan:
    said = {"amount": Decimal(100), "lead_days": 30, "goods": f"{name}一份", "place": "分会办公室", **fields}
    return Plan.objects.create(unit=unit, name=name, **said)


def _counted(plan: Plan, on: date, officer: User) -> Run:
    """Open the run of the plan's next event and count it; its budget line is made where there is none."""
    run = opening.open_run(plan, by=officer, on=on)
    year = run.occasion.on.year
    if not BudgetLine.objects.filter(unit=plan.unit, year=year, kind=plan.kind).exists():
        line = ledger.open_line(plan.unit, year=year, kind=plan.kind)
        ledger.appropriate(line, BUDGET, by=User.objects.get(username="finance"))
    counting.count_all()
    run.refresh_from_db()
    return run


def _issued(run: Run, officer: User) -> Run:
    """Submit, approve and issue a counted run."""
    review.submit_run(run, by=officer)
    for approver in ("finance", "chair"):
        review.approve_run(run, by=User.objects.get(username=approver))
    return review.issue_run(run, by=officer)
