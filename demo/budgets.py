"""Budgets of the demonstration union: smaller lines beside the festivals', spent month by month, and a closed year."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from demo.register import ROOT
from demo.schedule import Schedule, at
from members.approvals.actions.rulemaking import set_rule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import Post, User
from members.units.models.units import Unit
from welfare.budgets import ledger, year_ends
from welfare.budgets.actions import create_budget_line
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetLine, YearEnd
from welfare.choices import YEAR_END_KIND, Treatment

# Kind, budget of a year, what it is for, and what each month from January on spends of it, in hundreds of yuan.
LINES = (
    ("birthday", 130_000, "生日慰问", (96, 84, 102, 99, 111, 105, 93, 99, 123, 108, 96, 102)),
    ("hospital", 60_000, "住院慰问", (40, 60, 30, 50, 20, 40, 70, 30, 40, 20, 50, 60)),
    ("marriage", 24_000, "结婚慰问", (20, 0, 10, 30, 40, 10, 0, 20, 10, 40, 20, 10)),
)
# What festivals cost before the demonstration begins: month and amount.
FESTIVALS = ((1, 182_400), (2, 304_000), (4, 121_600), (5, 182_400), (6, 182_400), (9, 243_200), (10, 182_400))
CLOSING = "工会委员会第 2 次会议：节日、生日慰问结余结转下年，其余收回。"


def create_lines(union: Unit, today: date, finance: User) -> None:
    """Create the smaller lines of last year and of this one."""
    for kind, amount, _name, _months in LINES:
        for year in (today.year - 1, today.year):
            create_budget_line(union, year=year, kind=kind, amount=Decimal(amount), by=finance)


def schedule_budgets(schedule: Schedule) -> None:
    """Plan what is entered from the books, month by month, and the closing of last year in January."""
    today, begins = schedule.today, schedule.today - timedelta(days=364)
    for year in (today.year - 1, today.year):
        for kind, _amount, name, months in LINES:
            for month, hundreds in enumerate(months, start=1):
                day = date(year, month, 25)
                if hundreds and day < today:
                    reason = f"{month} 月{name}，据签领表补录。"
                    schedule.add(at(max(day, begins), 16), partial(spend, year, kind, 100 * hundreds, day, reason))
    for month, amount in FESTIVALS:
        day = date(today.year - 1, month, 20)
        if day < begins:
            spent = partial(spend, day.year, "festival", amount, day, "节日慰问，据上年账簿补录。")
            schedule.add(at(begins, 15), spent)
    if (closes := date(today.year, 1, 12)) < today - timedelta(days=2):
        schedule.add(at(closes, 9), lambda: propose_closing(closes.year - 1))
        schedule.add(at(closes + timedelta(days=1), 15), approve_closing)


def spend(year: int, kind: str, amount: int, day: date, reason: str) -> None:
    """Enter from the books what was spent of a line on a day."""
    line = BudgetLine.objects.get(unit__code=ROOT, year=year, kind=kind)
    finance, cause = User.objects.get(username="finance"), Cause("books", line.pk)
    for act in (ledger.reserve, ledger.spend):
        act(line, Decimal(amount), cause=cause, by=finance, reason=reason, day=day)


def propose_closing(year: int) -> YearEnd:
    """Let the finance officer propose to close a year, by a rule that the chair sets."""
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    stages = [StagePlan(Post.objects.get(code="chair").pk, Whose.OWN, 1)]
    set_rule(YEAR_END_KIND, union, min_amount=Decimal(0), stages=stages, by=chair)
    lines = year_ends.lines_of(union, year)
    carried = {"festival", "birthday"}
    treatments = {line.pk: Treatment.CARRY if line.kind in carried else Treatment.LAPSE for line in lines}
    finance = User.objects.get(username="finance")
    return year_ends.propose_year_end(union, year=year, treatments=treatments, by=finance, reason=CLOSING)


def approve_closing() -> YearEnd:
    """Let the chair approve the closing."""
    return year_ends.approve_year_end(YearEnd.objects.get(), by=User.objects.get(username="chair"), note="同意。")
