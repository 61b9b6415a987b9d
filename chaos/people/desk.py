"""Those who answer: counsellors of the desk, and the rights officer."""

from collections.abc import Callable

from chaos.people.person import Person


class Counsellor(Person):
    """Accepts and answers questions, and writes notes about them."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.attend: 6, self.look: 1}

    def look(self) -> None:
        self.read("/desk/", "/consultation/questions/?q=&state=answered", "/consultation/questions/export/?format=csv")

    def attend(self) -> None:
        question = self.one_of(
            self.dice.choice(["/consultation/questions/", "/consultation/questions/?sort=-number"]),
            "/consultation/questions/",
        )
        if question is None:
            return
        where = f"/consultation/questions/{question}/"
        page = self.page(where).text
        if f"{where}accept/" in page:
            act = self.model.begin("accept_question", self.name, about=question)
            self.send(act, where, f"{where}accept/", {"tier": self.dice.choice(["consultation", "general"])})
        elif f"{where}answer/" in page and self.dice.random() < 0.7:
            act = self.model.begin("answer", self.name, about=question)
            self.send(act, where, f"{where}answer/", {"text": act.mark})
        else:
            act = self.model.begin("note", self.name, about=question)
            self.send(act, where, f"{where}note/", {"text": act.mark})


class RightsOfficer(Person):
    """Accepts grievances, logs steps, and writes to their reporters, named or not."""

    def acts(self) -> dict[Callable[[], None], int]:
        return {self.attend: 6, self.look: 1}

    def look(self) -> None:
        self.read("/desk/", "/consultation/grievances/", "/consultation/grievances/?state=submitted")

    def attend(self) -> None:
        grievance = self.one_of("/consultation/grievances/?sort=-number", "/consultation/grievances/")
        if grievance is None:
            return
        where = f"/consultation/grievances/{grievance}/"
        page = self.page(where).text
        for name, kind in (("accept", "accept_grievance"), ("start", "start_grievance")):
            if f"{where}{name}/" in page:
                act = self.model.begin(kind, self.name, about=grievance)
                self.send(act, where, f"{where}{name}/", {})
                return
        name = self.dice.choice(["step", "write", "note"])
        act = self.model.begin(f"grievance_{name}", self.name, about=grievance)
        self.send(act, where, f"{where}{name}/", {"text": act.mark})
