"""A person at work: logs in, opens pages, sends forms, and sends them again until they know what became of them."""

import random
import re
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chaos.browser import Answer, Browser, NoAnswer, Tally, form_in
from chaos.model import Act, Model, Outcome

Files = Mapping[str, tuple[str, bytes]]
# A form whose token was refused so often in a row is refused for another reason.
MOST_RENEWED = 3
# After the end of a run everybody has so long to find out what became of what they had sent.
LAST_SECONDS = 60


class GivenUp(Exception):
    """The run is over, and the portal has not answered in LAST_SECONDS more."""


@dataclass
class World:
    """What all people share: the portal's port, the model, the tally, and the facts of the union that was set up."""

    port: int
    model: Model
    tally: Tally
    union: Mapping[str, Any]
    seed: int
    ended: threading.Event = field(default_factory=threading.Event)
    ended_at: float = 0.0
    # Held by everybody during an act; who closes it waits until nobody is in the middle of anything.
    at_work: "Gate" = field(default_factory=lambda: Gate())
    faults: list[str] = field(default_factory=list)

    def end(self) -> None:
        self.ended_at = time.monotonic()
        self.ended.set()


class Gate:
    """Any number of people pass; whoever closes it waits until all are out, and keeps all others out."""

    def __init__(self) -> None:
        self._inside = 0
        self._closed = False
        self._changed = threading.Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._closed)
            self._inside += 1

    def __exit__(self, *_why: object) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def close(self) -> bool:
        """Keep everybody out, and return whether all have come out within LAST_SECONDS."""
        with self._changed:
            self._closed = True
            return self._changed.wait_for(lambda: not self._inside, LAST_SECONDS)

    def open(self) -> None:
        with self._changed:
            self._closed = False
            self._changed.notify_all()


class Person(threading.Thread, ABC):
    """Does acts in an order drawn from the seed."""

    pause = (0.2, 1.2)

    def __init__(self, world: World, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.world = world
        self.model = world.model
        self.account: Mapping[str, Any] = world.union["accounts"].get(name, {})
        self.dice = random.Random(f"{world.seed} {name}")
        self.browser = Browser(
            world.port,
            world.tally,
            address=self.new_address(),
            language=self.dice.choice(["zh-hans", "zh-hans", "en"]),
            token=self.account.get("token", ""),
        )

    @abstractmethod
    def acts(self) -> dict[Callable[[], None], int]:
        """Return the methods that are drawn, with how often."""

    def run(self) -> None:
        acts = self.acts()
        while not self.world.ended.is_set():
            try:
                with self.world.at_work:
                    self.dice.choices(list(acts), list(acts.values()))[0]()
            except GivenUp:
                return
            except Exception as why:
                # A script that fails has seen a page that it does not understand.
                self.world.faults.append(f"{self.name}: {type(why).__name__}: {why}")
            self.world.ended.wait(self.dice.uniform(*self.pause))

    def new_address(self) -> str:
        return f"10.{self.dice.randrange(1, 255)}.{self.dice.randrange(256)}.{self.dice.randrange(1, 255)}"

    def wait(self) -> None:
        """Wait a moment before the next try. Raises GivenUp some time after the end of the run."""
        if self.world.ended.is_set() and time.monotonic() > self.world.ended_at + LAST_SECONDS:
            raise GivenUp
        time.sleep(self.dice.uniform(0.3, 1.0))

    def page(self, path: str) -> Answer:
        """Open a page, logging in where it asks for that, until the portal answers. Raises GivenUp."""
        while True:
            try:
                answer = self.browser.get(path)
                if answer.asks_for_log_in:
                    self.log_in()
                elif answer.status < 500 and answer.status != 429:
                    return answer
            except NoAnswer:
                # The browser has counted it.
                self.wait()
                continue
            self.wait()

    def one_of(self, path: str, rows: str) -> str | None:
        """Return the key of one of the rows that a list links to below the address `rows`; None where it has none."""
        found = sorted(set(re.findall(rf"{rows}(\d+)/", self.page(path).text)), key=int)
        return self.dice.choice(found) if found else None

    def log_in(self) -> None:
        """Log in by the form, as often as it takes. Raises GivenUp."""
        where = "/accounts/login/"
        while True:
            try:
                page = self.browser.get(where)
                if page.status == 302:
                    return
                form = form_in(page.text, where, where) if page.status == 200 else None
                if form is not None:
                    typed = {"login": self.account["username"], "password": self.account["password"]}
                    answer = self.browser.post(where, {**form, **typed})
                    if answer.status == 302:
                        return
            except NoAnswer:
                # The browser has counted it.
                self.wait()
                continue
            self.wait()

    def send(
        self, act: Act, page: str, action: str, typed: Mapping[str, str], files: Files | None = None
    ) -> Answer | None:
        """Send the form of a page, under its one key, until it is known what became of it; return that answer.

        Notes it on the act. None where the page has no such form any more. Raises GivenUp.
        """
        return self.send_from(act, self.page(page).text, page, action, typed, files)

    def send_from(
        self, act: Act, html: str, page: str, action: str, typed: Mapping[str, str], files: Files | None = None
    ) -> Answer | None:
        """Do the same as `send` on a page that is open already."""
        form = form_in(html, action, page)
        if form is None:
            return None
        sent, renewed = {**form, **typed}, 0
        while True:
            act.outcome = Outcome.UNKNOWN
            act.sendings += 1
            try:
                answer = self.browser.post(action, sent, files)
            except NoAnswer:
                self.wait()
                continue
            if answer.asks_for_log_in or (answer.status == 403 and renewed < MOST_RENEWED):
                # The session has ended, or its token has changed with a new log-in. The form's own key stays.
                renewed += 1
                self.page(page)
                sent["csrfmiddlewaretoken"] = self._token()
            elif answer.status >= 500 or answer.status == 429:
                self.wait()
            else:
                return self._noted(act, answer)

    def call(self, act: Act, path: str, data: object, key: str) -> Answer:
        """Call the API, under one key, until it is known what became of it; return that answer. Raises GivenUp."""
        while True:
            act.outcome = Outcome.UNKNOWN
            act.sendings += 1
            try:
                answer = self.browser.call(path, data, key)
            except NoAnswer:
                self.wait()
                continue
            under_way = answer.status == 409 and b"call_under_way" in answer.body
            if answer.status >= 500 or under_way:
                self.wait()
            else:
                return self._noted(act, answer)

    def _token(self) -> str:
        """Return a token for the present session, from the form by which one logs out."""
        form = form_in(self.page("/").text, "/accounts/logout/", "/") or {}
        return form.get("csrfmiddlewaretoken", "")

    def _noted(self, act: Act, answer: Answer) -> Answer:
        act.outcome = Outcome.DONE if answer.status in (200, 201, 302, 409) else Outcome.REFUSED
        act.answer = answer.location or act.answer
        if answer.status in (400, 403, 404, 405, 409):
            self.world.faults.append(f"{self.name}: {act.kind} {act.mark} was answered with {answer.status}")
        return answer

    def read(self, *paths: str) -> None:
        """Open one of these pages."""
        path = self.dice.choice(paths)
        answer = self.page(path)
        if answer.status != 200:
            self.world.faults.append(f"{self.name}: {path} was answered with {answer.status}")
