"""The finance officer: opens months of dues, notes payments, reverses some of them; approves runs as well."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from chaos.browser import form_in
from chaos.model import Outcome
from chaos.people.person import World
from chaos.people.welfare import Approver


class FinanceOfficer(Approver):
    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self.today = datetime.now(UTC).date()
        self.months = [f"{self.today.year - ago}-{month:02d}" for ago in (1, 2) for month in range(1, 13)]
        self.left = [(unit, month) for unit in world.union["groups"] for month in self.months]
        self.dice.shuffle(self.left)

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.review: 4, self.look: 1, self.open_month: 2, self.pay: 6, self.reverse: 2}

    def open_month(self) -> None:
        if not self.left:
            return
        unit, month = self.left.pop()
        act = self.model.begin("open_month", self.name, about=f"{unit} {month}")
        self.send(act, "/members/dues/open/", "/members/dues/open/", {"unit": unit, "first": month, "last": month})

    def pay(self) -> None:
        listed = self.page(f"/members/dues/charges/?state=due&month={self.dice.choice(self.months)}").text
        found = sorted(set(re.findall(r"/members/dues/charges/(\d+)/pay/", listed)), key=int)
        if not found:
            return
        charge = self.dice.choice(found)
        where = f"/members/dues/charges/{charge}/pay/"
        form = form_in(self.page(where).text, where, where) or {}
        amount = Decimal(form.get("amount") or "1")
        if self.dice.random() < 0.4:
            amount = min(amount, Decimal(self.dice.randrange(1, 500)) / 100)
        act = self.model.begin("payment", self.name, about=charge, amount=str(amount))
        way = self.dice.choice(["cash", "transfer"])
        paid_on = (self.today - timedelta(days=self.dice.randrange(2, 300))).isoformat()
        self.send(act, where, where, {"amount": act.amount, "paid_on": paid_on, "paid_by": way, "note": act.mark})

    def reverse(self) -> None:
        done = [act for act in self.model.of_kind("payment") if act.by == self.name and act.outcome == Outcome.DONE]
        if not done:
            return
        payment = self.dice.choice(done)
        page = self.page(payment.answer)
        found = re.findall(r"/members/dues/payments/(\d+)/reverse/", page.text)
        if found:
            number = self.dice.choice(sorted(set(found), key=int))
            act = self.model.begin("reversal", self.name, about=number)
            where = f"/members/dues/payments/{number}/reverse/"
            self.send(act, where, where, {"reason": act.mark})
