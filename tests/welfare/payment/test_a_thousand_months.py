"""A bank that rejects, answers in part, late and twice, with wrong sums and old files: nobody is paid twice, and in
the end what was owed is paid to the fen.

Each month pays whatever is due, as officers would do it; the bank's books are kept apart from the portal's.
"""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils import timezone

from members.register.models.member import Member
from office.chunked_files.rules import FileState
from tests import factories as make
from tests.factories import payment as pay
from welfare.budgets.checking import disagreements
from welfare.budgets.models import BudgetLine
from welfare.grants.models.grants import Grant
from welfare.payment.actions import answers, batches, fetching, making
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import LIVE, line_key

pytestmark = pytest.mark.django_db
MONTHS_OF_A_RUN = 12
PEOPLE = 6
REASONS = ("户名不符", "账号不存在", "已销户", "系统繁忙", "超时退回")


class Bank:
    """Keeps its own books: whom it has paid, what came back, what it has told."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.books: dict[str, tuple[str, Decimal]] = {}
        """By number of the payment: the account that has the money now, "" where it came back, and the amount."""
        self.untold: dict[str, list[str]] = {}
        """By batch the numbers of which the bank has to tell something."""
        self.reasons: dict[str, str] = {}
        self.batch_of: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.told: list[tuple[str, list[str]]] = []
        """The answers that it has given: batch and lines."""

    def take(self, batch: str, content: bytes) -> None:
        """Pay what a file asks for; a payment whose number it knows, from an old file, it doesn't pay again."""
        for line in content.decode("gb18030").splitlines():
            _row, account, name, amount, number = line.split("|")
            if number in self.books:
                continue
            rejected = self.chance.random() < 0.15
            self.books[number] = ("" if rejected else account, Decimal(amount))
            self.reasons[number] = self.chance.choice(REASONS) if rejected else ""
            self.batch_of[number], self.names[number] = batch, name
            self.untold.setdefault(batch, []).append(number)

    def send_back_late(self) -> None:
        """Let some of the money that has arrived, and of which that was told, come back."""
        for number, (account, amount) in self.books.items():
            batch = self.batch_of[number]
            if account and number not in self.untold.get(batch, []) and self.chance.random() < 0.02:
                self.books[number], self.reasons[number] = ("", amount), self.chance.choice(REASONS)
                self.untold.setdefault(batch, []).append(number)

    def answer(self, batch: str, *, all_of_it: bool = False) -> list[list[str]]:
        """Return the files that it sends about a batch now: part of what it has to tell, a file twice, an old one."""
        numbers = self.untold.get(batch, [])
        now = [number for number in numbers if all_of_it or self.chance.random() < 0.7]
        self.untold[batch] = [number for number in numbers if number not in now]
        files = []
        if now:
            lines = [self._line(number) for number in now]
            total = sum(self.books[number][1] for number in now)
            if self.chance.random() < 0.2:
                files.append([*lines, f"|合计||{total + 1}||||\r\n"])
            files.append([*lines, f"|合计||{total}||||\r\n"])
            if self.chance.random() < 0.2:
                files.append(files[-1])
            self.told.append((batch, lines))
        old = [lines for told, lines in self.told if told == batch]
        if old and self.chance.random() < 0.1:
            files.append(self.chance.choice(old))
        return files

    def _line(self, number: str) -> str:
        account, amount = self.books[number]
        result, reason = ("成功", "") if account else ("失败", self.reasons[number])
        return f"1|{account}|{self.names[number]}|{amount}|{number}|{result}|{timezone.localdate()}|{reason}\r\n"


class Office:
    """Two officers who pay what is due and take what the bank answers."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.bank = chance, Bank(chance)
        self.union = make.unit(kind="union")
        self.maker, self.releaser = make.user(), make.user()
        self.version = pay.bank_profile(self.union, rows_per_file=4, largest_sum=Decimal(1000))
        for _ in range(PEOPLE - 1):
            pay.payee(self.union)
        make.worker(self.union)  # has no account yet
        self.runs = 0

    def open_run(self) -> None:
        day = date(2026, 1, 1) + timedelta(days=self.runs)
        pay.money_run(self.union, people=0, day=day, amount=Decimal(self.chance.choice(["300", "88.80"])))
        self.runs += 1

    def mend_accounts(self, share: float) -> None:
        """Let members correct an account, or enter their first one."""
        for member in Member.objects.filter(unit=self.union).order_by("pk"):
            if self.chance.random() < share:
                make.give_consent(member)
                member.set_bank_card(str(next(pay.CARDS)))
                member.save()

    def pay(self) -> None:
        runs = list(batches.payable(self.union.runs.all()))
        if not runs:
            return
        batch = batches.make_batch(self.union, self.version, runs, purpose="慰问", by=self.maker)
        making.make_all_files()
        batch.refresh_from_db()
        if batch.state != "made":
            assert batch.heads == 0 and batch.error == ""
            return
        if self.chance.random() < 0.1:
            batches.cancel_batch(batch, by=self.maker, reason="重做")
            batches.clear_cancelled()
            return
        batches.release_batch(batch, by=self.releaser)
        for file in batch.files.order_by("number"):
            self.bank.take(str(batch.pk), fetching.fetch_file(file, by=self.maker))
            if self.chance.random() < 0.1:
                self.bank.take(str(batch.pk), fetching.fetch_file(file, by=self.maker, reason="银行要求"))
        fetching.mark_sent()

    def hear(self, *, all_of_it: bool = False) -> None:
        for batch in PaymentBatch.objects.filter(state="released").order_by("pk"):
            for lines in self.bank.answer(str(batch.pk), all_of_it=all_of_it):
                self._take(batch, lines)

    def _take(self, batch: PaymentBatch, lines: list[str]) -> None:
        answer = pay.bank_answer(batch, lines, by=self.maker)
        new = any(answer.counts.get(outcome) for outcome in ("paid", "returned", "late"))
        if answer.wrong_sum or not new:
            answers.cancel_answer(answer, by=self.maker)
            return
        answers.confirm_answer(answer, by=self.maker)
        answer = pay.process(answer)
        assert answer.state == FileState.DONE
        if self.chance.random() < 0.1:
            answers.undo_answer(answer, by=self.maker, reason="核对")
            assert answers.undo_all() == 1
            again = pay.bank_answer(batch, lines, by=self.maker)
            answers.confirm_answer(again, by=self.maker)
            pay.process(again)

    def check(self) -> None:
        """Compare the portal's books with the bank's."""
        grants = dict(PaymentLine.objects.values_list("pk", "grant"))
        books = self.bank.books.items()
        paid = Counter(grants[line_key(number) or 0] for number, (account, _amount) in books if account)
        assert not paid or max(paid.values()) == 1, "somebody has the money twice"
        live = PaymentLine.objects.filter(state__in=LIVE).values_list("grant", flat=True)
        assert len({*live}) == len(live)
        received = set(Grant.objects.received().values_list("pk", flat=True))
        assert received == {*PaymentLine.objects.filter(state="paid").values_list("grant", flat=True)}
        waits = Grant.objects.filter(payment_lines__state="returned").exclude(payment_lines__state__in=LIVE)
        returned = sum((amount for _pk, amount in set(waits.values_list("pk", "amount"))), Decimal(0))
        owed = Grant.objects.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        spent = BudgetLine.objects.aggregate(sum=Sum("spent"))["sum"] or Decimal(0)
        assert spent == owed - returned
        assert disagreements() == []


def live_through(seed: int, months: int) -> None:
    chance = random.Random(seed)
    office = Office(chance)
    for month in range(months):
        if month % MONTHS_OF_A_RUN == 0:
            office.open_run()
        office.mend_accounts(0.2)
        office.bank.send_back_late()
        office.pay()
        office.hear()
        office.check()
    for _ in range(40):  # nothing comes back any more, accounts are mended, until nobody waits
        office.hear(all_of_it=True)
        if not batches.payable(office.union.runs.all()).exists() and not any(office.bank.untold.values()):
            break
        office.mend_accounts(1)
        office.pay()
    office.check()
    owed = Grant.objects.aggregate(sum=Sum("amount"))["sum"]
    has = sum((amount for account, amount in office.bank.books.values() if account), Decimal(0))
    paid = PaymentLine.objects.filter(state="paid").aggregate(sum=Sum("amount"))["sum"]
    assert owed == has == paid
    assert AnswerFile.objects.exists()


@pytest.mark.parametrize("seed", range(2))
def test_two_years_with_a_bad_bank(seed):
    live_through(seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 150))
def test_a_thousand_months_with_a_bad_bank(seed):
    live_through(seed, 20)
