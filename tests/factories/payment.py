from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories.accounts import user
from tests.factories.members import give_consent, worker
from tests.factories.units import unit as new_unit
from tests.factories.welfare import budget_line, issued_run
from welfare.budgets.models import BudgetLine
from welfare.payment.actions import answers, batches, fetching, making, profiles
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.runs.models.runs import Run

CARDS = count(6222020200000000001)
LAYOUT: dict[str, object] = {
    "file_format": "txt",
    "encoding": "gb18030",
    "delimiter": "|",
    "columns": "序号 = {序号}\n账号 = {账号}\n户名 = {户名}\n金额 = {金额}\n附言 = {用途}{编号}",
    "rows_per_file": 5000,
    "answer_number": "5",
    "answer_amount": "4",
    "answer_result": "6",
    "answer_date": "7",
    "answer_reason": "8",
    "answer_name": "3",
    "paid_words": "成功、交易成功",
    "returned_words": "失败、退回",
    "account_words": "账号、户名、销户",
}


def payee(unit: Unit | None = None, card: str = "", **fields: object) -> Member:
    """Create a member with an account in the portal, and with a bank account to which they have agreed."""
    found = give_consent(worker(unit, **fields))
    found.set_bank_card(card or str(next(CARDS)))
    found.save()
    return found


def bank_profile(
    unit: Unit | None = None, *, name: str = "工行批量", checked: bool = True, **layout: object
) -> ProfileVersion:
    """Create a bank profile, and return its version, which somebody has checked."""
    made: BankProfile = profiles.create_profile(unit or new_unit(), name, {**LAYOUT, **layout}, by=user())
    return profiles.check_profile(made.newest, by=user()) if checked else made.newest


def money_run(unit: Unit, *, people: int = 2, day: date = date(2026, 9, 25), **fields: object) -> Run:
    """Create an issued run that gives money to the members of a unit, so many new ones with accounts among them."""
    for _ in range(people):
        payee(unit)
    if not BudgetLine.objects.filter(unit=unit, year=day.year, kind="winter").exists():
        budget_line(unit, year=day.year, kind="winter")
    occasion = {"schedule": "dates", "kind": "winter", "festival": "", "days": [day.isoformat()], "form": "money"}
    return issued_run(unit, on=day, **{**occasion, "name": "冬送温暖", "goods": "", "place": "", **fields})


def payment(run: Run, version: ProfileVersion | None = None, *, by: User | None = None) -> PaymentBatch:
    """Create a payment of a run whose files are made."""
    found = version or ProfileVersion.objects.usable().filter(profile__unit=run.unit).first() or bank_profile(run.unit)
    made = batches.make_batch(run.unit, found, [run], purpose="中秋慰问", by=by or user())
    making.make_all_files()
    made.refresh_from_db()
    return made


def sent_payment(run: Run, version: ProfileVersion | None = None) -> PaymentBatch:
    """Create a payment of a run that somebody else has released, all files of which were fetched for the bank."""
    made = payment(run, version)
    batches.release_batch(made, by=user())
    for file in made.files.all():
        fetching.fetch_file(file, by=user())
    fetching.mark_sent()
    made.refresh_from_db()
    return made


def answer_line(
    line: PaymentLine, result: str = "成功", *, on: object = None, reason: str = "", **other: object
) -> str:
    """Return what the bank of LAYOUT says about a line; `other` are amount, name, number."""
    said = {"amount": line.amount, "name": line.name, "number": f"中秋慰问{line.number}", **other}
    day = on or timezone.localdate()
    return f"1|6222|{said['name']}|{said['amount']}|{said['number']}|{result}|{day}|{reason}\r\n"


def upload(lines: list[str], name: str = "回盘.txt") -> SimpleUploadedFile:
    """Return the file of a bank's answer."""
    return SimpleUploadedFile(name, "".join(lines).encode("gb18030"))


def bank_answer(batch: PaymentBatch, lines: list[str], *, by: User | None = None, name: str = "回盘.txt") -> AnswerFile:
    """Send in a bank's answer, and let a worker compare it."""
    return process(answers.start_answer(upload(lines, name), batch, by=by or user()))


def process(answer: AnswerFile) -> AnswerFile:
    """Let a worker do what waits about an answer; return it as it is then."""
    answers.undo_all()
    fresh = AnswerFile.objects.select_related("batch__version__profile", "batch__unit", "by").get(pk=answer.pk)
    answers.process_answer(fresh)
    return AnswerFile.objects.select_related("batch__version__profile", "batch__unit", "by").get(pk=answer.pk)


def taken_answer(
    batch: PaymentBatch, lines: list[str], *, by: User | None = None, name: str = "回盘.txt"
) -> AnswerFile:
    """Send in a bank's answer, confirm it, and let a worker take it."""
    answer = bank_answer(batch, lines, by=by, name=name)
    answers.confirm_answer(answer, by=by or user())
    return process(answer)
