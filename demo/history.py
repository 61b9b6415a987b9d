"""A year of the demonstration union: the portal's own actions, called in the order of time with the clock set back."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.db.models.functions import Mod
from django.utils import timezone

from demo import approvals, budgets, consultations, dues, goods, run_states
from demo.attachments import scanned
from demo.register import ROOT
from demo.schedule import Schedule, at
from members.authority.models import Appointment, Post, User
from members.choices import Employment, UnitKind
from members.register.models.member import Member
from members.units.models.units import Unit
from office.sql import analyze
from welfare.budgets import actions as budgets_actions
from welfare.budgets.models import BudgetLine
from welfare.choices import Festival, Form, Kind
from welfare.choices import Schedule as PlanSchedule
from welfare.fairness.actions.counting import count_all as count_figures
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as handing_out
from welfare.handing_out import counter
from welfare.plans import actions as plans_actions
from welfare.plans import rules
from welfare.plans.amounts import Amounts, By
from welfare.plans.groups import Group
from welfare.plans.models import Plan
from welfare.runs.actions import announcing, counting, opening, review
from welfare.runs.actions.collection import set_run_collection
from welfare.runs.models.runs import Run
from welfare.standards import actions as standards

PLANS = [
    ("元旦慰问", Festival.NEW_YEAR, 200, 20, "食用油 5升、大米 10公斤"),
    ("春节福利", Festival.SPRING, 500, 30, "年货礼盒（米、油、坚果、腊味）一套"),
    ("劳动节慰问", Festival.LABOUR, 200, 20, "洗护用品礼包一套"),
    ("端午福利", Festival.DRAGON_BOAT, 200, 20, "粽子礼盒一盒、咸鸭蛋 20枚"),
    ("中秋福利", Festival.MID_AUTUMN, 300, 20, "月饼一盒、食用油 5升"),
]
PLACE, HOURS, CONTACT = "工会活动中心一楼", "工作日 9:00–11:30、14:00–17:00", "夏远 0546-8550101"
# Branches that hand out themselves, with their place and contact.
ELSEWHERE = [
    ("02", "采油二厂生活站仓库", "分会值班室 0546-8550202"),
    ("05", "分会办公室（前线班组由送货车送到井场）", "分会值班室 0546-8550505"),
]
# Of so many members without an account in a group one has not signed; groups differ in it.
MISSING_EACH = (7, 12, 19, 30, 11, 23)
# A page without anything on it, for a scan of a signed sheet.
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
FESTIVAL_BUDGET = Decimal(2_100_000)


def create_history(today: date) -> None:
    """Create plans, budgets, caps and a year of runs, dues, questions and grievances, some of which are still open.

    Of the festivals of that year Mid-Autumn has no run, so that its plan can be opened.
    """
    union = Unit.objects.get(code=ROOT)
    schedule = Schedule(today)
    run_states.schedule_national_days(schedule)
    create_plans(union, today)
    leaders = create_group_leaders(today)
    for plan in Plan.objects.filter(unit=union, schedule=PlanSchedule.FESTIVAL).exclude(festival=Festival.MID_AUTUMN):
        schedule_run(schedule, plan, leaders)
    schedule_dues(schedule)
    consultations.schedule_questions(schedule, consultations.create_asker_accounts())
    consultations.schedule_grievances(schedule, union)
    approvals.schedule_approvals(schedule)
    budgets.schedule_budgets(schedule)
    schedule.run()
    create_further_plans(union, today)


def create_further_plans(union: Unit, today: date) -> None:
    """Create a plan for birthdays, one for women of the front line and one for the summer, with their budget lines."""
    chair, finance = (User.objects.get(username=name) for name in ("chair", "finance"))
    collected = {"place": PLACE, "hours": HOURS, "contact": CONTACT}
    women = Group(sexes=("2",), post_categories=("front_line",), joined_before="01-01")
    summer = Group(post_categories=("front_line",), employment_forms=("contract", "agency"))
    by_post = Amounts(By.POST_CATEGORY, (("front_line", Decimal(200)), ("technical", Decimal(150))))
    plans = [
        Plan(
            name="会员生日慰问",
            schedule=PlanSchedule.BIRTHDAY_MONTH,
            kind=Kind.BIRTHDAY,
            amount=300,
            lead_days=10,
            goods="生日蛋糕提货券一张",
            form=Form.VOUCHER,
        ),
        Plan(
            name="一线女职工关爱",
            schedule=PlanSchedule.DATES,
            days=["03-08"],
            kind=Kind.VOUCHER,
            amount=200,
            lead_days=15,
            goods="防护用品提货券一张",
            form=Form.VOUCHER,
            conditions=women.as_json(),
        ),
        Plan(
            name="夏送清凉",
            schedule=PlanSchedule.DATES,
            days=["07-01", "08-01"],
            kind=Kind.SUMMER,
            amount=100,
            amounts=by_post.as_json(),
            lead_days=20,
            goods="绿豆、白糖、毛巾、防暑药品一套",
            conditions=summer.as_json(),
        ),
    ]
    for plan in plans:
        plan.unit = union
        for name, value in collected.items():
            setattr(plan, name, value)
        plans_actions.save_plan(plan, by=chair)
        for year in (today.year, today.year + 1):
            if not BudgetLine.objects.filter(unit=union, year=year, kind=plan.kind).exists():
                budgets_actions.create_budget_line(union, year=year, kind=plan.kind, amount=FESTIVAL_BUDGET, by=finance)


def create_plans(union: Unit, today: date) -> None:
    """Create the festival plans, the caps of Shandong and the budget lines of three years, a year ago."""
    chair, finance = (User.objects.get(username=name) for name in ("chair", "finance"))
    with time_machine.travel(at(today - timedelta(days=365), 8), tick=False):
        for name, festival, amount, lead_days, parcel in PLANS:
            plan = Plan(
                unit=union,
                name=name,
                decision=f"工会委员会会议纪要〔{today.year - 1}〕第 4 号",
                festival=festival,
                amount=amount,
                lead_days=lead_days,
                goods=parcel,
                place=PLACE,
                hours=HOURS,
                contact=CONTACT,
            )
            plans_actions.save_plan(plan, by=chair)
            for branch, place, contact in ELSEWHERE:
                unit = Unit.objects.get(code=f"{ROOT}{branch}")
                plans_actions.set_plan_collection(plan, unit, place=place, hours="", contact=contact, by=chair)
        goods.create_articles(union)
        standards.set_region(union, "山东", by=chair)
        for year in (today.year - 1, today.year, today.year + 1):
            budgets_actions.create_budget_line(union, year=year, kind=Kind.FESTIVAL, amount=FESTIVAL_BUDGET, by=finance)
        budgets.create_lines(union, today, finance)


def schedule_run(schedule: Schedule, plan: Plan, leaders: list[User]) -> None:
    """Plan the last run of a plan from its opening to its closing; one that is recent stays issued.

    Each group's leader signs for the members of the group on a day of their own, members with an account confirm
    themselves. Of a run that stays issued some groups have not handed their sheets in.
    """
    festival = _last_festival(plan.festival, schedule.today)
    opens = festival - timedelta(days=plan.lead_days)
    officer = {name: User.objects.get(username=name) for name in ("welfare", "finance", "chair")}

    def run() -> Run:
        return plan.runs.get()

    def opened() -> None:
        opening.open_due_runs(opens)
        counting.count_all()
        count_figures()
        # The whole year is one transaction, so that autovacuum does not analyse the tables for the planner.
        analyze(Member, Grant)

    schedule.add(at(opens, 1), opened)
    schedule.add(at(opens, 9), lambda: review.submit_run(run(), by=officer["welfare"]))
    schedule.add(at(opens, 15), lambda: review.approve_run(run(), by=officer["finance"]))
    schedule.add(at(opens + timedelta(days=1), 10), lambda: review.approve_run(run(), by=officer["chair"]))
    schedule.add(at(opens + timedelta(days=8), 9), lambda: review.issue_run(run(), by=officer["welfare"]))
    schedule.add(at(opens + timedelta(days=8), 9) + timedelta(minutes=1), announcing.write_all_notices)
    stays = schedule.today - festival <= timedelta(days=180)
    if stays:
        reminded = at(min(festival + timedelta(days=12), schedule.today - timedelta(days=2)), 10)
        until = schedule.today + timedelta(days=9)
        schedule.add(reminded, lambda: announcing.remind_run(run(), by=officer["welfare"]))
        schedule.add(
            reminded + timedelta(minutes=2),
            lambda: set_run_collection(run(), by=officer["welfare"], collect_until=until),
        )
        schedule.add(reminded + timedelta(minutes=3), announcing.write_all_notices)
    for number, leader in enumerate(leaders):
        if stays and number % 9 == 4:
            continue
        moment = at(opens + timedelta(days=9 + number % 8), 9 + number % 7) + timedelta(minutes=7 * number % 60)
        each = MISSING_EACH[number % len(MISSING_EACH)]
        schedule.add(moment, partial(sign_for_group, plan, leader, but_each=each))
        if stays and number == 0:
            schedule.add(moment + timedelta(hours=2), partial(hand_out_at_counter, plan, leader))
        if not stays:
            later = at(festival + timedelta(days=12 + number % 7), 10 + number % 6)
            schedule.add(later, partial(sign_for_group, plan, leader, but_each=36))
    for number, account in enumerate(User.objects.filter(member__isnull=False).order_by("pk")):
        if not stays or number % 3 == 1:
            moment = at(opens + timedelta(days=9 + number % 11), 8 + number % 12) + timedelta(minutes=number)
            schedule.add(moment, partial(confirm, plan, account))
    if not stays:
        schedule.add(
            at(festival + timedelta(days=30), 9),
            lambda: review.close_run(run(), by=officer["welfare"], reason="超期未领，物资退回库房。"),
        )


def schedule_dues(schedule: Schedule) -> None:
    """Plan the dues of twelve months: opened on the first day, paid by payroll on PAYDAY if that has passed."""
    months = dues.last_twelve_months(schedule.today)
    dues.enter_wages(months[0])
    for month in months:
        payday = month + timedelta(days=dues.PAYDAY)
        schedule.add(at(month, 2), partial(dues.open_month, month))
        if payday < schedule.today:
            schedule.add(at(payday, 17), partial(dues.pay_month, month, schedule.today))
    schedule.add(at(months[-2] + timedelta(days=20), 10), lambda: dues.waive_dues(months[-2]))


def _last_festival(festival: str, today: date) -> date:
    """Return the festival's last day before `today`."""
    this_year = rules.festival_date(festival, today.year)
    return this_year if this_year < today else rules.festival_date(festival, today.year - 1)


def create_group_leaders(today: date) -> list[User]:
    """Create for each group without a leader an account of one of its members, with the post; return all leaders."""
    post = Post.objects.get(code="group_leader")
    leaders = []
    for group in Unit.objects.filter(kind=UnitKind.GROUP).order_by("path"):
        appointed = User.objects.filter(appointments__unit=group, appointments__post=post).first()
        if appointed is None:
            here = Member.objects.active().filter(unit=group, user=None, employment=Employment.ON_DUTY)
            member = here.order_by("pk")[2]
            appointed = User.objects.create_user(member.employee_number or "", name=member.name)
            member.user = appointed
            member.save(update_fields=["user"])
            Appointment.objects.create(
                holder=appointed,
                post=post,
                unit=group,
                starts_on=date(today.year - 1, 1, 1),
                ends_on=date(today.year + 2, 12, 31),
            )
        leaders.append(appointed)
    return leaders


def sign_for_group(plan: Plan, leader: User, *, but_each: int) -> None:
    """Sign for the members of the leader's group without an account, except every `but_each`-th."""
    group = Unit.objects.get(appointments__holder=leader)
    waiting = Grant.objects.filter(run__plan=plan, unit=group, member__user=None, received_at=None)
    signed = waiting.alias(turn=Mod(F("member_id"), but_each)).exclude(turn=0)
    if signed.exists():
        sheet = SimpleUploadedFile(f"{group.name}签领表.pdf", SCAN)
        handing_out.sign_grants(signed, by=leader, reason="本人已在纸质签领表上签字", sheets=scanned(sheet))


def hand_out_at_counter(plan: Plan, leader: User) -> None:
    """Hand out at a counter to two members of the leader's group; another phone has given to one of them, too."""
    group = Unit.objects.get(appointments__holder=leader)
    waiting = Grant.objects.filter(run__plan=plan, unit=group, member__user=None, received_at=None)
    for grant in waiting.select_related(*counter.READ).order_by("pk")[:2]:
        counter.hand_out(grant, _scan(grant), by=leader)
    twice = Grant.objects.filter(run__plan=plan, hand_outs__by=leader).order_by("pk").first()
    if twice is not None:
        counter.take_scans([_scan(twice, offline=True)], by=User.objects.get(username="welfare"))


def _scan(grant: Grant, *, offline: bool = False) -> counter.Scan:
    return counter.Scan(nonce=uuid4(), grant=grant.pk, at=timezone.now(), offline=offline)


def confirm(plan: Plan, account: User) -> None:
    """Confirm the receipt as the member, where the run has a grant for the account."""
    grant = Grant.objects.own(account).filter(run__plan=plan, received_at=None).select_related("member", "run").first()
    if grant is not None:
        handing_out.receive_grant(grant, by=account)
