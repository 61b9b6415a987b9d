"""Workers, some with an account and one without: questions, grievances, benefits, reports without a name."""

import re
from collections.abc import Callable

from chaos.model import Outcome
from chaos.people.person import Person, World

QUESTION = re.compile(r"/my/questions/([\w-]{8,})/")
RECEIPT = re.compile(r'id="receipt">\s*([\d -]{16,})')
TOPICS = ("wages", "hours", "contract", "insurance", "safety", "benefits")
CATEGORIES = ("wages", "hours", "contract", "safety", "insurance")


class Worker(Person):
    """Asks, writes again, rates, reports under their name, confirms benefits, and reads."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self.questions: list[str] = []
        self.grievances: list[str] = []

    def acts(self) -> dict[Callable[[], None], int]:
        return {
            self.ask: 4,
            self.write_again: 3,
            self.rate: 2,
            self.report: 2,
            self.receive: 3,
            self.look: 4,
        }

    def look(self) -> None:
        self.read("/", "/my/questions/", "/my/benefits/", "/my/dues/", "/my/notices/", "/my/grievances/")

    def ask(self) -> None:
        act = self.model.begin("question", self.name)
        files = None
        if self.dice.random() < 0.5:
            # Some larger than what Django keeps in memory, so that they lie on the disk before the view runs.
            length = self.dice.choice([2_000, 300_000, 3_000_000])
            content = act.mark.encode() + self.dice.randbytes(length)
            files = {"attachments": (f"{act.mark}.txt", content)}
            act.payload = {"length": len(content)}
        typed = {"kind": "consultation", "topic": self.dice.choice(TOPICS), "text": act.mark, "title": ""}
        self.send(act, "/my/questions/new/", "/my/questions/new/", typed, files)
        if act.outcome == Outcome.DONE:
            self.questions.append(act.answer.partition("?")[0])

    def write_again(self) -> None:
        if self.questions:
            where = self.dice.choice(self.questions)
            act = self.model.begin("follow_up", self.name, about=where)
            self.send(act, where, f"{where}write/", {"text": act.mark})

    def rate(self) -> None:
        if self.questions:
            where = self.dice.choice(self.questions)
            act = self.model.begin("rating", self.name, about=where)
            self.send(act, where, f"{where}rate/", {"grade": str(self.dice.choice([1, 3, 4])), "comment": act.mark})

    def report(self) -> None:
        if self.grievances and self.dice.random() < 0.5:
            where = self.dice.choice(self.grievances)
            act = self.model.begin("grievance_follow_up", self.name, about=where)
            self.send(act, where, f"{where}write/", {"text": act.mark})
            return
        act = self.model.begin("grievance", self.name)
        typed = {"category": self.dice.choice(CATEGORIES), "facts": act.mark}
        self.send(act, "/my/grievances/new/", "/my/grievances/new/", typed)
        if act.outcome == Outcome.DONE:
            self.grievances.append(act.answer.partition("?")[0])

    def receive(self) -> None:
        page = self.page("/my/benefits/").text
        grants = sorted(set(re.findall(r"/my/benefits/(\d+)/receive/", page)))
        if grants:
            grant = self.dice.choice(grants)
            act = self.model.begin("receipt", self.name, about=grant)
            where = f"/my/benefits/{grant}/receive/"
            self.send(act, where, where, {})


class Reporter(Person):
    """Reports without a name, each time from another place, and follows with the receipt code."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self.codes: list[str] = []

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.report: 2, self.follow: 2}

    def report(self) -> None:
        self.browser.address = self.new_address()
        act = self.model.begin("report", self.name)
        unit = str(self.dice.choice(self.world.union["branches"]))
        typed = {"unit": unit, "category": self.dice.choice(CATEGORIES), "facts": act.mark}
        answer = self.send(act, "/report/", "/report/", typed)
        found = RECEIPT.search(answer.text) if answer else None
        if found:
            act.answer = re.sub(r"\D", "", found[1])
            self.codes.append(act.answer)
        elif act.outcome == Outcome.DONE:
            self.world.faults.append(f"{self.name}: {act.mark} was filed, but its receipt code was not shown")

    def follow(self) -> None:
        """Open a case with its code, which must always be possible, and write to the officer."""
        if not self.codes:
            return
        code = self.dice.choice(self.codes)
        # The form that asks for the code leads to the case, whose page has the form of the message.
        opening = self.model.begin("opening", self.name)
        answer = self.send(opening, "/report/follow/", "/report/follow/", {"code": code})
        if answer is None or answer.status != 200:
            self.world.faults.append(f"{self.name}: the code of a filed report does not open it: {answer}")
            return
        act = self.model.begin("report_follow_up", self.name)
        self.send_from(act, answer.text, "/report/follow/", "/report/follow/write/", {"code": code, "text": act.mark})
