"""Workers who open the portal: home, my benefits, confirm when asked, some a question; and how long answers took."""

import gzip
import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

from django.urls import reverse

from benchmarks.rush.server import HOST, SESSION_COOKIE
from benchmarks.rush.union import Worker

# One worker in so many presses the button twice, and one in so many asks a question.
PRESSES_TWICE, ASKS = 10, 20
TIMEOUT_SECONDS = 60
MEANWHILE_SECONDS = 1.0
FORM_TYPE = "application/x-www-form-urlencoded"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str


class Phone:
    """A worker's browser: one connection, the session of the account, and the cookies that the portal sets."""

    def __init__(self, port: int, worker: Worker) -> None:
        self.server = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
        self.cookies = {SESSION_COOKIE: worker.session_key}

    def get(self, path: str) -> Answer:
        """Open a page. Raises OSError or HTTPException where no answer came."""
        self.server.request("GET", path, headers=self._headers())
        return self.read()

    def send(self, path: str, fields: Mapping[str, str]) -> None:
        """Send a form, whose answer `read` returns."""
        self.server.request("POST", path, urlencode(fields), {**self._headers(), "Content-Type": FORM_TYPE})

    def send_json(self, path: str, body: Mapping[str, object]) -> Answer:
        """Send what a script of a page sends, with the token of the cookie; return the answer."""
        head = {**self._headers(), "Content-Type": "application/json", "X-CSRFToken": self._token()}
        self.server.request("POST", path, json.dumps(body), head)
        return self.read()

    def _token(self) -> str:
        return next((value for name, value in self.cookies.items() if name.startswith("csrftoken")), "")

    def read(self) -> Answer:
        """Return the answer to what was sent last."""
        response = self.server.getresponse()
        body = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _equals, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
        if response.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(response.status, body.decode(), urlsplit(response.headers.get("Location", "")).path)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "Accept-Encoding": "gzip"}


@dataclass
class Rush:
    """What all workers together were told, and the seconds of every answer by kind of request."""

    port: int
    workers: Sequence[Worker]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    """The keys of the grants whose receipt a worker was told is noted."""
    asked: int = 0
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, at_once: int, meanwhile: Callable[[], object]) -> float:
        """Let all workers visit, `at_once` at a time, calling `meanwhile` now and then; return the seconds it takes."""
        left = iter(list(enumerate(self.workers)))
        threads = [threading.Thread(target=self._visits, args=[left]) for _ in range(at_once)]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(MEANWHILE_SECONDS)
                meanwhile()
        return time.perf_counter() - started

    def _visits(self, left: Iterator[tuple[int, Worker]]) -> None:
        while True:
            with self.lock:
                number, worker = next(left, (0, None))
            if worker is None:
                return
            try:
                self._visit(number, worker)
            except (OSError, http.client.HTTPException) as why:
                with self.lock:
                    self.failed.append(f"no answer: {why}")

    def _visit(self, number: int, worker: Worker) -> None:
        phone = Phone(self.port, worker)
        self._page(phone, "home", reverse("home"))
        self._page(phone, "benefits", reverse("welfare:my_benefits"))
        confirm = reverse("welfare:benefit_receive", args=[worker.grant])
        asked = self._page(phone, "asked", confirm)
        again = Phone(self.port, worker) if number % PRESSES_TWICE == 0 else None
        if self._form(phone, "confirm", confirm, asked, {}, again):
            with self.lock:
                self.confirmed.add(worker.grant)
        self._page(phone, "benefits", reverse("welfare:my_benefits"))
        if number % ASKS == 0:
            path = reverse("consultation:ask")
            form = self._page(phone, "ask", path)
            typed = {"kind": "consultation", "topic": "other", "text": f"春节慰问品什么时候发放?{number}", "title": ""}
            if self._form(phone, "question", path, form, typed):
                with self.lock:
                    self.asked += 1
        phone.server.close()

    def _page(self, phone: Phone, kind: str, path: str) -> Answer:
        started = time.perf_counter()
        answer = phone.get(path)
        self._note(kind, started, answer, expected=200)
        return answer

    def _form(
        self,
        phone: Phone,
        kind: str,
        path: str,
        page: Answer,
        typed: Mapping[str, str],
        again: Phone | None = None,
    ) -> bool:
        """Send the form of `page` to `path`, from `again` at the same moment; return whether it was done each time."""
        fields = {**hidden_fields(page.text, path), **typed}
        started = time.perf_counter()
        phone.send(path, fields)
        if again:
            again.cookies = phone.cookies
            again.send(path, fields)
        noted = self._note(kind, started, phone.read(), expected=302)
        if again:
            noted &= self._note(kind, started, again.read(), expected=302)
            again.server.close()
        return noted

    def _note(self, kind: str, started: float, answer: Answer, *, expected: int) -> bool:
        seconds = time.perf_counter() - started
        with self.lock:
            self.seconds.setdefault(kind, []).append(seconds)
            if answer.status != expected or answer.location == reverse("account_login"):
                self.failed.append(f"{kind}: {answer.status} {answer.location}")
                return False
        return True


def hidden_fields(html: str, path: str) -> dict[str, str]:
    """Return the hidden fields of the form that is sent to `path`, or else to the page's own address."""
    for form in html.split("<form ")[1:]:
        head, _end, inside = form.partition("</form>")[0].partition(">")
        if f'action="{path}"' in head or ('method="post"' in head and "action=" not in head):
            return {unescape(name): unescape(value) for name, value in HIDDEN.findall(inside)}
    return {}
