"""Benefits from the plan to the signature: the welfare officer, those who approve, and a group's leader."""

import itertools
import re
from collections.abc import Callable

from chaos.model import Outcome
from chaos.people.person import Person, World

FESTIVALS = ("new_year", "spring", "qingming", "labour", "dragon_boat", "mid_autumn", "national")


class WelfareOfficer(Person):
    """Makes plans for a unit and a festival that nobody has planned yet, and leads their runs to the end."""

    pause = (0.1, 0.6)

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        left = list(itertools.product(world.union["planned_units"], FESTIVALS))
        self.dice.shuffle(left)
        self.left = left
        self.plans: list[str] = []
        self.runs: list[str] = []

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.plan: 3, self.open: 3, self.lead: 8, self.look: 1}

    def look(self) -> None:
        self.read("/desk/", "/welfare/runs/", "/welfare/plans/", "/welfare/grants/", "/members/")

    def plan(self) -> None:
        if not self.left or len(self.runs) > 6:
            return
        unit, festival = self.left.pop()
        act = self.model.begin("plan", self.name, about=unit, amount=str(self.dice.randrange(100, 400)))
        typed = {
            "unit": unit,
            "name": act.mark,
            "festival": festival,
            "amount": act.amount,
            "lead_days": "0",
            "goods": "大米 5公斤",
            "place": "工会活动中心",
            "active": "on",
        }
        self.send(act, "/welfare/plans/new/", "/welfare/plans/new/", typed)
        if act.outcome == Outcome.DONE:
            self.plans.append(act.answer)

    def open(self) -> None:
        if not self.plans:
            return
        where = self.dice.choice(self.plans)
        act = self.model.begin("open_run", self.name, about=where)
        self.send(act, where, f"{where}open/", {})
        if act.outcome == Outcome.DONE:
            self.plans.remove(where)
            self.runs.append(act.answer)

    def lead(self) -> None:
        """Take the next step of a run, whatever its page offers."""
        if not self.runs:
            return
        where = self.dice.choice(self.runs)
        page = self.page(where).text
        for step in ("submit", "issue"):
            if f"{where}{step}/" in page:
                act = self.model.begin(f"{step}_run", self.name, about=where)
                self.send(act, where, f"{where}{step}/", {})
                return
        for step, often in (("close", 0.05), ("cancel", 0.05)):
            if f"{where}{step}/" in page and self.dice.random() < often:
                act = self.model.begin(f"{step}_run", self.name, about=where)
                self.send(act, f"{where}{step}/", f"{where}{step}/", {"reason": act.mark})
                if act.outcome == Outcome.DONE:
                    self.runs.remove(where)
                return


class Approver(Person):
    """Approves runs in review, and returns one now and then; reads the audit log."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.review: 8, self.look: 2}

    def look(self) -> None:
        self.read("/desk/", "/welfare/runs/", "/welfare/budgets/", "/members/dues/")

    def review(self) -> None:
        run = self.one_of("/welfare/runs/?state=in_review", "/welfare/runs/")
        if run is None:
            return
        where = f"/welfare/runs/{run}/"
        page = self.page(where).text
        if f"{where}return/" in page and self.dice.random() < 0.1:
            act = self.model.begin("return_run", self.name, about=where)
            self.send(act, f"{where}return/", f"{where}return/", {"reason": act.mark})
        elif f"{where}approve/" in page:
            act = self.model.begin("approve_run", self.name, about=where)
            self.send(act, where, f"{where}approve/", {"note": act.mark})


class GroupLeader(Person):
    """Signs for members of the group who have received on paper."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.sign: 1}

    def sign(self) -> None:
        listed = self.page("/welfare/grants/").text
        found = sorted(set(re.findall(r"/welfare/grants/(\d+)/sign/", listed)), key=int)
        if found:
            grant = self.dice.choice(found)
            act = self.model.begin("signature", self.name, about=grant)
            where = f"/welfare/grants/{grant}/sign/"
            self.send(act, where, where, {"reason": act.mark})
