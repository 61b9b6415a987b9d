"""Money that is paid through a bank in the demonstration union: a payment with a returned line, which is made anew."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from demo.register import ROOT
from members.authority.models import User
from members.choices import MemberState, Purpose
from members.consents.models import Consent, ConsentText
from members.personal_file.actions.corrections import correct_member
from members.register.models.member import Member
from members.units.models.units import Unit
from office.chunked_files.rules import FileState
from welfare.budgets import ledger
from welfare.budgets.models import BudgetLine
from welfare.payment.actions import answers, batches, fetching, making, profiles
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import ProfileVersion
from welfare.payment.sample_profiles import SAMPLES
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models.runs import Run
from welfare.visits.choices import VisitState
from welfare.visits.models.visits import Visit

KIND, AMOUNT, BUDGET = "winter", 500, 60_000
# Of a group so many have told the union their account.
WITH_ACCOUNT = 12
NUMBER = "62170020260{:08d}"


def pay_winter_care(today: date) -> None:
    """Give winter care in money to one group, and pay it: the bank returns one payment, which is made anew."""
    finance, chair = (User.objects.get(username=name) for name in ("finance", "chair"))
    worker = Member.objects.select_related("unit").get(user__username="worker")
    unit = worker.unit
    for layout in SAMPLES.values():
        profile = profiles.create_profile(Unit.objects.get(code=ROOT), str(layout[0]), layout[1], by=finance)
        if layout is SAMPLES["text"]:
            profiles.check_profile(profile.newest, by=chair)
    version = ProfileVersion.objects.usable().select_related("profile__unit").get()
    _enter_accounts(unit, worker, finance)
    run = _issued_run(unit, today)
    sent = _sent(batches.make_batch(unit, version, [run], purpose="冬送温暖慰问金", by=finance), finance, chair)
    lines = list(PaymentLine.objects.filter(file__batch=sent).select_related("grant__member").order_by("pk"))
    wrong = next(line for line in lines if line.due.member_id != worker.pk)
    told = [_line(line, "失败" if line == wrong else "成功", "户名不符" if line == wrong else "") for line in lines]
    _take(sent, told, finance)
    correct_member(wrong.due.member, {"bank_card": NUMBER.format(99_999_999)}, by=finance, reason="本人来电更正")
    again = _sent(batches.make_batch(unit, version, [run], purpose="冬送温暖补付", by=finance), finance, chair)
    (anew,) = PaymentLine.objects.filter(file__batch=again)
    _take(again, [_line(anew, "成功", "")], finance)
    batches.make_batch(unit, version, [_issued_run(unit, today, "困难职工慰问")], purpose="困难慰问", by=finance)
    making.make_all_files()
    _pay_visit(version, finance, chair)


def _pay_visit(version: ProfileVersion, finance: User, chair: User) -> None:
    """Send the money of a visit to the bank, which has not answered yet."""
    visit = Visit.objects.filter(state=VisitState.CARRIED_OUT, kind="hospital").select_related("member").latest("pk")
    text = ConsentText.objects.filter(purpose=Purpose.BANK_CARD).latest("effective_from")
    Consent.objects.create(
        member=visit.member, purpose=Purpose.BANK_CARD, given=True, text=text, channel="online", by=finance
    )
    correct_member(visit.member, {"bank_card": NUMBER.format(88_888_888)}, by=finance, reason="慰问金发放登记")
    union = Unit.objects.get(code=ROOT)
    _sent(batches.make_batch(union, version, [], purpose="慰问金", by=finance, visits=[visit]), finance, chair)


def _enter_accounts(unit: Unit, worker: Member, by: User) -> None:
    """Record that the worker and some of the group agree, and their accounts."""
    text = ConsentText.objects.filter(purpose=Purpose.BANK_CARD).latest("effective_from")
    others = Member.objects.filter(unit=unit, state=MemberState.ACTIVE).exclude(pk=worker.pk).order_by("pk")
    for number, member in enumerate([worker, *others[: WITH_ACCOUNT - 1]], start=1):
        Consent.objects.create(member=member, purpose=Purpose.BANK_CARD, given=True, text=text, channel="online", by=by)
        correct_member(member, {"bank_card": NUMBER.format(number)}, by=by, reason="慰问金发放登记")


def _issued_run(unit: Unit, today: date, name: str = "冬送温暖") -> Run:
    welfare, finance, chair = (User.objects.get(username=name) for name in ("welfare", "finance", "chair"))
    day = today + timedelta(days=20 if name == "冬送温暖" else 25)
    if not BudgetLine.objects.filter(unit=unit, year=day.year, kind=KIND).exists():
        line = ledger.open_line(unit, year=day.year, kind=KIND)
        ledger.appropriate(line, Decimal(BUDGET), by=finance)
    plan = Plan.objects.create(
        unit=unit,
        name=name,
        schedule="dates",
        kind=KIND,
        days=[day.isoformat()],
        form="money",
        amount=AMOUNT,
        lead_days=30,
    )
    run = opening.open_run(plan, by=welfare, on=today)
    counting.count_all()
    run.refresh_from_db()
    review.submit_run(run, by=welfare)
    for approver in (finance, chair):
        review.approve_run(run, by=approver)
    return review.issue_run(run, by=welfare)


def _sent(batch: PaymentBatch, maker: User, releaser: User) -> PaymentBatch:
    """Make the files of a payment, release it, and fetch them for the bank."""
    making.make_all_files()
    batch.refresh_from_db()
    released = batches.release_batch(batch, by=releaser)
    for file in released.files.order_by("number"):
        fetching.fetch_file(file, by=maker)
    fetching.mark_sent()
    return released


def _line(line: PaymentLine, result: str, reason: str) -> str:
    day = timezone.localdate()
    return f"6217|{line.name}|{line.amount}|{line.number}|{result}|{day}|{reason}\r\n"


def _take(batch: PaymentBatch, lines: list[str], by: User) -> None:
    sent = SimpleUploadedFile("代发回盘.txt", "".join(lines).encode("gb18030"))
    answer = answers.start_answer(sent, batch, by=by)
    for state in (FileState.CHECKING, FileState.IMPORTING):
        fresh = AnswerFile.objects.select_related("batch__version__profile", "batch__unit", "by").get(pk=answer.pk)
        assert fresh.state == state, fresh.failure
        answers.process_answer(fresh)
        fresh.refresh_from_db()
        if state == FileState.CHECKING:
            answers.confirm_answer(fresh, by=by)
