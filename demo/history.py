"""A year of the demonstration union, lived through the portal's own actions with the clock turned back."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

import time_machine
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone

from consultation.choices import Grade, Tier
from consultation.grievances import actions as grievances
from consultation.questions import actions as questions
from consultation.referrals import actions as referrals
from demo import cases as stories
from demo import dues
from demo.register import ROOT
from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.budgets import actions as budgets_actions
from welfare.choices import Festival, Kind
from welfare.grants.models import Grant
from welfare.plans import actions as plans_actions
from welfare.plans import rules
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models import Run
from welfare.standards import actions as standards

PLANS = [
    ("元旦慰问", Festival.NEW_YEAR, 200, 20),
    ("春节福利", Festival.SPRING, 500, 30),
    ("劳动节慰问", Festival.LABOUR, 200, 20),
    ("端午福利", Festival.DRAGON_BOAT, 200, 20),
    ("中秋福利", Festival.MID_AUTUMN, 300, 20),
]
FESTIVAL_BUDGET = Decimal(2_100_000)
ASKERS = 24


class Diary:
    """What happens when; lived in the order of time, so that every record has its moment and its place."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.entries: list[tuple[datetime, Callable[[], object]]] = []

    def on(self, moment: datetime, act: Callable[[], object]) -> None:
        self.entries.append((moment, act))

    def live(self) -> None:
        for moment, act in sorted(self.entries, key=lambda entry: entry[0]):
            with time_machine.travel(moment, tick=False):
                act()


def at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def live_a_year(today: date) -> None:
    """Plans, budgets and caps; a run for each festival of the past year but Mid-Autumn, which waits for its opener;
    questions and grievances through the year, some of them still open."""
    union = Unit.objects.get(code=ROOT)
    set_standards(union, today)
    diary = Diary(today)
    for plan in Plan.objects.exclude(festival=Festival.MID_AUTUMN):
        note_run(diary, plan)
    note_dues(diary)
    note_questions(diary, open_accounts_of_askers())
    note_grievances(diary, union)
    diary.live()


def set_standards(union: Unit, today: date) -> None:
    chair, finance = (User.objects.get(username=name) for name in ("chair", "finance"))
    with time_machine.travel(at(today - timedelta(days=365), 8), tick=False):
        for name, festival, amount, lead_days in PLANS:
            plan = Plan(unit=union, name=name, festival=festival, amount=amount, lead_days=lead_days)
            plans_actions.save_plan(plan, by=chair)
        standards.adopt_caps(union, "shandong", by=chair)
        for year in (today.year - 1, today.year, today.year + 1):
            budgets_actions.create_budget_line(union, year=year, kind=Kind.FESTIVAL, amount=FESTIVAL_BUDGET, by=finance)


def note_run(diary: Diary, plan: Plan) -> None:
    """The last run of a plan, from its opening by the calendar to its close; a young one is still being received."""
    festival = _last_festival(plan.festival, diary.today)
    opens = festival - timedelta(days=plan.lead_days)
    officer = {name: User.objects.get(username=name) for name in ("welfare", "finance", "chair")}

    def run() -> Run:
        return plan.runs.get()

    def opened() -> None:
        opening.open_due_runs(opens)
        counting.count_all()
        # All of this year is one transaction, so nothing else tells the planner how many rows there are by now.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE members_member, welfare_grant")

    diary.on(at(opens, 1), opened)
    diary.on(at(opens, 9), lambda: review.submit_run(run(), by=officer["welfare"]))
    diary.on(at(opens, 15), lambda: review.approve_run(run(), by=officer["finance"]))
    diary.on(at(opens + timedelta(days=1), 10), lambda: review.approve_run(run(), by=officer["chair"]))
    diary.on(at(opens + timedelta(days=8), 9), lambda: review.issue_run(run(), by=officer["welfare"]))
    diary.on(
        at(opens + timedelta(days=10), 16),
        lambda: sign_on_paper(run().grants.filter(member__user=None), officer["welfare"], but_each=12),
    )
    if diary.today - festival > timedelta(days=180):
        diary.on(
            at(festival + timedelta(days=20), 16),
            lambda: sign_on_paper(run().grants.all(), officer["welfare"], but_each=36),
        )
        diary.on(
            at(festival + timedelta(days=30), 9),
            lambda: review.close_run(run(), by=officer["welfare"], reason="逾期未领，物资退回库房。"),
        )


def note_dues(diary: Diary) -> None:
    """Every month opens on its first day and is paid by payroll in its middle, if that has come."""
    months = dues.months_of_a_year(diary.today)
    dues.know_wages(months[0])
    for month in months:
        payday = month + timedelta(days=dues.PAYDAY)
        diary.on(at(month, 2), partial(dues.open_month, month))
        if payday < diary.today:
            diary.on(at(payday, 17), partial(dues.pay_month, month, diary.today))
    diary.on(at(months[-2] + timedelta(days=20), 10), lambda: dues.waive_some(months[-2]))


def _last_festival(festival: str, today: date) -> date:
    this_year = rules.festival_date(festival, today.year)
    return this_year if this_year < today else rules.festival_date(festival, today.year - 1)


def sign_on_paper(grants: QuerySet[Grant], officer: User, *, but_each: int) -> None:
    """The officer signs for everybody still waiting, but each so-many-th member; who has an account confirms there."""
    waiting = grants.filter(received_at=None).alias(turn=Mod(F("member_id"), but_each))
    waiting.exclude(turn=0, member__user=None).update(received_at=timezone.now(), received_by=officer)


def open_accounts_of_askers() -> list[User]:
    """Accounts of the workers who ask through the year; they have no password, so nobody logs in with them."""
    askers = [User.objects.get(username="worker")]
    for member in Member.objects.active().filter(user=None).order_by("pk")[: ASKERS * 40 : 40]:
        member.user = User.objects.create_user(member.employee_number or "", name=member.name)
        member.save(update_fields=["user"])
        askers.append(member.user)
    return askers


def note_questions(diary: Diary, askers: list[User]) -> None:
    desk = User.objects.get(username="desk")
    weeks = range(50, 2, -1)
    for number, week in enumerate(weeks):
        asked = at(diary.today - timedelta(weeks=week, days=number % 5), 9 + number % 8)
        told = stories.QUESTIONS[number % len(stories.QUESTIONS)]
        note_question(diary, told, askers[number % len(askers)], desk, asked, number)
    for number, told in enumerate(stories.OPEN_QUESTIONS):
        asker = askers[number and number * 7]
        moment = at(diary.today - timedelta(days=6 * number + 1), 10)
        note_open_question(diary, told, asker, desk, moment, number)


def note_question(diary: Diary, told: stories.Asked, asker: User, desk: User, asked: datetime, number: int) -> None:
    """One question from asking to rating; the worker of the log-in page leaves the last answer unrated."""

    def question():
        return asker.questions.latest("id")

    answered = asked + stories.ANSWERED_AFTER[told.tier] + timedelta(hours=number % 3)
    diary.on(asked, lambda: questions.ask_question(kind=told.kind, topic=told.topic, text=told.text, by=asker))
    diary.on(asked + stories.ACCEPTED_AFTER, lambda: questions.accept_question(question(), told.tier, by=desk))
    diary.on(answered, lambda: questions.answer_question(question(), told.answer, by=desk))
    if number % 4 != 3 and not (asker.username == "worker" and number > ASKERS):
        grade = Grade.SATISFIED if number % 3 else Grade.VERY_SATISFIED
        diary.on(answered + timedelta(hours=20), lambda: questions.rate_question(question(), grade, by=asker))


def note_open_question(
    diary: Diary, told: stories.Asked, asker: User, desk: User, asked: datetime, number: int
) -> None:
    """The newest waits to be accepted, the second is with a department, the third is late."""

    def question():
        return asker.questions.latest("id")

    diary.on(asked, lambda: questions.ask_question(kind=told.kind, topic=told.topic, text=told.text, by=asker))
    if number:
        diary.on(asked + stories.ACCEPTED_AFTER, lambda: questions.accept_question(question(), told.tier, by=desk))
    if told.tier == Tier.DIFFICULT:
        office = Unit.objects.get(code=f"{ROOT}06")
        text = "配电间通风扇损坏两周未修，请核实情况并答复修复时间。"
        diary.on(asked + timedelta(days=1), lambda: referrals.refer_question(question(), office, text=text, by=desk))


def note_grievances(diary: Diary, union: Unit) -> None:
    rights = User.objects.get(username="rights")
    reporters = list(User.objects.filter(questions__isnull=True, member__isnull=False).order_by("pk")[3:8])
    for number, told in enumerate(stories.GRIEVANCES):
        filed = at(diary.today - timedelta(days=300 - 90 * number), 14)
        note_grievance(diary, told, reporters[number], rights, filed)
    named, anonymous = stories.OPEN_GRIEVANCES
    note_open_grievance(diary, named, reporters[3], rights, at(diary.today - timedelta(days=9), 11))
    moment = at(diary.today - timedelta(days=2), 20)
    story = grievances.Story(category=anonymous.category, facts=anonymous.facts, wish=anonymous.wish)
    diary.on(moment, lambda: grievances.file_anonymously(story, union))


def note_grievance(diary: Diary, told: stories.Suffered, reporter: User, rights: User, filed: datetime) -> None:
    def case():
        return reporter.grievances_filed.latest("grievance_id").grievance

    note_open_grievance(diary, told, reporter, rights, filed)
    diary.on(
        filed + timedelta(days=20),
        lambda: grievances.close_grievance(case(), told.outcome, summary=told.summary, by=rights),
    )


def note_open_grievance(diary: Diary, told: stories.Suffered, reporter: User, rights: User, filed: datetime) -> None:
    def case():
        return reporter.grievances_filed.latest("grievance_id").grievance

    story = grievances.Story(category=told.category, facts=told.facts, wish=told.wish)
    diary.on(filed, lambda: grievances.file_grievance(story, by=reporter))
    diary.on(filed + timedelta(days=1), lambda: grievances.accept_grievance(case(), by=rights))
    diary.on(filed + timedelta(days=2), lambda: grievances.start_work(case(), by=rights))
    diary.on(filed + timedelta(days=4), lambda: grievances.log_step(case(), told.step, by=rights))
