"""A list that is public now, with two objections: one by a member about their own amount, one about somebody else."""

from datetime import date, timedelta
from decimal import Decimal

from members.authority.models import User
from members.choices import MemberState
from members.register.models.member import Member
from welfare.budgets import ledger
from welfare.choices import Form, Kind, ObjectionKind
from welfare.grants.models.grants import Grant
from welfare.objections.actions import make_objection, publish_run
from welfare.plans.models import NOTICE_DAYS, Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models.runs import Run

BUDGET, AMOUNT = Decimal(20_000), Decimal(200)


def publish_vouchers(today: date) -> None:
    """Make the list of consumption vouchers of one group public, and object to two of its rows."""
    worker = Member.objects.select_related("unit").get(user__username="worker")
    colleague = _colleague(worker)
    run = _public_run(worker, today)
    make_objection(run, kind=ObjectionKind.AMOUNT, text="去年发的是300元，今年少了100元。", by=_account(worker))
    row = Grant.objects.filter(run=run, member__user=None).order_by("pk").last()
    if row is not None:
        text = "他八月已经调到别的单位了。"
        make_objection(run, kind=ObjectionKind.OTHER, text=text, by=_account(colleague), grant=row)


def _account(member: Member) -> User:
    assert member.user is not None
    return member.user


def _colleague(worker: Member) -> Member:
    """Return another member of the group with an account, which is made where there is none."""
    group = Member.objects.filter(unit=worker.unit, state=MemberState.ACTIVE).exclude(pk=worker.pk).order_by("pk")
    found = group.filter(user__isnull=False).first() or group[0]
    if found.user is None:
        found.user = User.objects.create_user(found.employee_number or "", name=found.name)
        found.save(update_fields=["user"])
    return found


def _public_run(worker: Member, today: date) -> Run:
    welfare, finance, chair = (User.objects.get(username=name) for name in ("welfare", "finance", "chair"))
    day = today + timedelta(days=21)
    line = ledger.open_line(worker.unit, year=day.year, kind=Kind.VOUCHER)
    ledger.appropriate(line, BUDGET, by=finance)
    plan = Plan.objects.create(
        unit=worker.unit,
        name="消费券",
        schedule="dates",
        kind=Kind.VOUCHER,
        days=[day.isoformat()],
        form=Form.VOUCHER,
        amount=AMOUNT,
        lead_days=30,
        notice_days=NOTICE_DAYS,
        goods="工会消费券200元",
        place="分会办公室",
    )
    run = opening.open_run(plan, by=welfare, on=today)
    counting.count_all()
    run.refresh_from_db()
    review.submit_run(run, by=welfare)
    for approver in (finance, chair):
        review.approve_run(run, by=approver)
    publish_run(run, by=welfare)
    run.refresh_from_db()
    return run
