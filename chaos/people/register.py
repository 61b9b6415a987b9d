"""Those who bring in people and those who only look: HR's machine, the registrar, a worker's app, the administrator."""

import re
import secrets
from collections.abc import Callable

from chaos.model import Act, Outcome
from chaos.people.person import Person, World

HEADS = "姓名,证件号码,有效证件类别,移动电话,工作单位,工号,会籍变化类型,会籍变化日期"
ROWS = 20
NAMES = ["孟静", "王伟", "李娜", "张强", "刘洋", "陈晨", "杨帆", "赵敏"]


def certificate_of(act: Act, row: int) -> str:
    """Return eight digits that no other row of the run has."""
    return f"{int(act.mark.rpartition('-')[2]) * 2000 + row:08d}"


def numbers_of(act: Act, rows: int) -> list[str]:
    """Return the employee numbers that an act brings in."""
    return [f"{act.mark}-{row}" for row in range(rows)]


class HrMachine(Person):
    """Sends batches of new people with an Idempotency-Key, and the same ones again with another phone."""

    pause = (0.5, 2.0)

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.send_batch: 1}

    def send_batch(self) -> None:
        act = self.model.begin("batch", self.name, rows=ROWS)
        people = [
            {
                "employee_number": number,
                "name": self.dice.choice(NAMES),
                "id_kind": "2",
                "id_number": f"E{certificate_of(act, row)}",
                "phone": f"137{self.dice.randrange(10**8):08d}",
                "state": "active",
                "state_since": "2020-01-01",
            }
            for row, number in enumerate(numbers_of(act, ROWS))
        ]
        data = {"unit": self.world.union["hr_unit"], "members": people}
        answer = self.call(act, "/api/v1/members/batch/", data, secrets.token_urlsafe(16))
        if act.outcome == Outcome.DONE:
            told = [row["outcome"] for row in answer.json()["results"]]
            if told != ["created"] * ROWS:
                self.world.faults.append(f"{self.name}: {act.mark} was sent {act.sendings} times and told {told}")


class App(Person):
    """Asks questions for a worker over the API."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.ask: 1}

    def ask(self) -> None:
        act = self.model.begin("question", self.name)
        data = {"kind": "suggestion", "topic": "other", "text": act.mark}
        self.call(act, "/api/v1/questions/", data, secrets.token_urlsafe(16))


class Registrar(Person):
    """Imports rosters of new people: uploads, waits for the check, confirms, waits for the end."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self.uploads: dict[str, Act] = {}

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.upload: 1, self.go_on: 5}

    def upload(self) -> None:
        if len(self.uploads) > 3:
            return
        act = self.model.begin("import", self.name)
        rows = self.dice.choice([10, 200, 1500])
        act.payload = {"rows": rows}
        lines = []
        for row, number in enumerate(numbers_of(act, rows)):
            digits = certificate_of(act, row)
            lines.append(f"{self.dice.choice(NAMES)},G{digits},护照,136{digits},,{number},入会,2015-03-07")
        files = {"file": (f"{act.mark}.csv", "\r\n".join([HEADS, *lines]).encode("utf-8-sig"))}
        typed = {"unit": self.world.union["import_unit"], "mode": "update", "key": "id_number"}
        self.send(act, "/members/imports/new/", "/members/imports/new/", typed, files)
        if act.outcome == Outcome.DONE:
            self.uploads[act.answer] = act

    def go_on(self) -> None:
        """Confirm an import that is checked, and resume one that has stopped."""
        if not self.uploads:
            return
        where = self.dice.choice(sorted(self.uploads))
        page = self.page(where).text
        for step in ("confirm", "resume"):
            if re.search(rf'action="{where}{step}/"', page):
                act = self.model.begin(f"{step}_import", self.name, about=self.uploads[where].mark)
                self.send(act, where, f"{where}{step}/", {})
                if step == "confirm" and act.outcome == Outcome.DONE:
                    del self.uploads[where]
                return


class Administrator(Person):
    """Reads pages of the admin, whose forms carry no key."""

    pause = (1.0, 3.0)

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.look: 1}

    def look(self) -> None:
        self.read("/admin/", "/admin/office/auditevent/", "/admin/members/member/", "/admin/members/user/", "/desk/")


class Reader(Person):
    """The auditor, who only looks."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.look: 1}

    def look(self) -> None:
        self.read("/desk/", "/members/", "/welfare/runs/", "/members/dues/", "/consultation/questions/")
