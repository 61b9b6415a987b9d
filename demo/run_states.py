"""Runs of one group in states that the festivals of the year don't show: in review, cancelled, revoked, followed up.

One of them is that of a festival which the group was given for the year before, too.
"""

from datetime import date, timedelta
from decimal import Decimal

import time_machine

from demo.schedule import Schedule, at
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

BUDGET, LEAD_DAYS, NATIONAL_DAY = Decimal(30_000), 10, "国庆一线慰问"


def give_national_day(day: date) -> Run:
    """Give National Day of one year to the front line of the group; the caller has set the clock to before it."""
    plan = Plan.objects.filter(name=NATIONAL_DAY).first()
    if plan is None:
        front_line = Group(post_categories=(PostCategory.FRONT_LINE.value,))
        said = {"schedule": "festival", "festival": Festival.NATIONAL, "lead_days": LEAD_DAYS}
        plan = _plan(_group(), NATIONAL_DAY, conditions=front_line.as_json(), **said)
    officer = User.objects.get(username="welfare")
    return _issued(_counted(plan, day - timedelta(days=LEAD_DAYS), officer), officer)


def national_days(today: date) -> tuple[date, date]:
    """Return the last National Day before `today`, and that of the year before."""
    last = rules.festival_date(Festival.NATIONAL, today.year)
    last = last if last < today else rules.festival_date(Festival.NATIONAL, today.year - 1)
    return last, rules.festival_date(Festival.NATIONAL, last.year - 1)


def schedule_national_days(schedule: Schedule) -> None:
    """Give National Day of the year before at once, with the clock set back, and plan that of the last year."""
    last, before = national_days(schedule.today)
    with time_machine.travel(at(before - timedelta(days=LEAD_DAYS), 9), tick=False):
        give_national_day(before)
    schedule.add(at(last - timedelta(days=LEAD_DAYS), 9), lambda: give_national_day(last))


def show_states(today: date) -> None:
    """Follow the last National Day up for one who was missed, and leave one run each in the other states."""
    officer, unit = User.objects.get(username="welfare"), _group()
    missed = Member.objects.active().filter(unit=unit).exclude(post_category=PostCategory.FRONT_LINE).order_by("pk")
    for member in missed[:1]:
        mended = {"post_category": PostCategory.FRONT_LINE.value}
        correct_member(member, mended, by=officer, reason="岗位登记有误，实为一线操作")
    given = Run.objects.filter(plan__name=NATIONAL_DAY).latest("on")
    open_follow_up(given, by=officer, reason="岗位类别登记有误，漏发一人。")
    submitted = _counted(_voucher(unit, "健身卡", today + timedelta(days=26)), today, officer)
    review.submit_run(submitted, by=officer)
    cancelled = _counted(_voucher(unit, "观影券", today + timedelta(days=27)), today, officer)
    review.cancel_run(cancelled, by=officer, reason="影院停业，改发图书卡。")
    revoked = _issued(_counted(_voucher(unit, "图书卡", today + timedelta(days=28)), today, officer), officer)
    grant = revoked.grants.select_related("member", "run", "unit", "occasion").earliest("pk")
    sign_grant(grant, by=officer, reason="本人已在纸质签领表上签字")
    corrections.revoke_run(revoked, by=officer, reason="图书卡面值印错，未领取的收回重发。")
    clearing.clear_all()


def _group() -> Unit:
    """Return the first group but that of the account `worker`."""
    worker = Member.objects.get(user__username="worker")
    return Unit.objects.filter(kind=UnitKind.GROUP).exclude(pk=worker.unit_id).order_by("path")[0]


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
