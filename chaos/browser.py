"""A person's browser: cookies, pages, forms with their hidden fields, and a tally of every answer."""

import http.client
import json
import secrets
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

TIMEOUT_SECONDS = 30
HAN = range(0x4E00, 0x9FFF)


class NoAnswer(Exception):
    """The connection was refused, or broke before an answer was there: what was sent may have been done or not."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def location(self) -> str:
        """Where a redirect leads, without the host."""
        parts = urlsplit(self.headers.get("location", ""))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def asks_for_log_in(self) -> bool:
        return self.status == 302 and self.location.startswith(("/accounts/login/", "/admin/login/"))

    def says_something(self, language: str) -> bool:
        """Return whether an error is told by the portal itself, in this language, or over the API in JSON."""
        if self.headers.get("content-type", "").startswith("application/json"):
            return bool(json.loads(self.body).get("detail"))
        heading = self.text.partition("<h1>")[2].partition("</h1>")[0]
        chinese = any(ord(letter) in HAN for letter in heading)
        page = 'class="error-page"' in self.text and f'<html lang="{language}">' in self.text
        return page and bool(heading) and chinese == (language == "zh-hans")


@dataclass
class Tally:
    """How many requests were answered how, by all people together; faults are answers that no portal may give."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, kind: str, fault: str = "") -> None:
        with self.lock:
            self.answers[kind] += 1
            if fault:
                self.faults.append(fault)


class Browser:
    """One person's browser, in their language; `address` is where a proxy would have seen them."""

    def __init__(self, port: int, tally: Tally, *, address: str, language: str, token: str = "") -> None:
        self.port = port
        self.tally = tally
        self.address = address
        self.language = language
        self.token = token
        self.cookies = {"django_language": language}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(
        self, path: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send a form. Raises NoAnswer."""
        if files is None:
            return self._ask("POST", path, urlencode(fields).encode(), {"Content-Type": FORM})
        border = secrets.token_hex(16)
        kind = f"multipart/form-data; boundary={border}"
        return self._ask("POST", path, _multipart(border, fields, files), {"Content-Type": kind})

    def call(self, path: str, data: object, key: str) -> Answer:
        """Call the API with an Idempotency-Key. Raises NoAnswer."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        return self._ask("POST", path, json.dumps(data).encode(), headers)

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        sent = {**headers, "X-Forwarded-For": self.address, "Connection": "close"}
        if self.token:
            sent["Authorization"] = f"Token {self.token}"
        else:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            server.request(method, path, body, sent)
            response = server.getresponse()
            answer = Answer(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())
        except (OSError, http.client.HTTPException) as why:
            refused, late = isinstance(why, ConnectionRefusedError), isinstance(why, TimeoutError)
            self.tally.count("connection refused" if refused else "no answer in time" if late else "connection broken")
            raise NoAnswer(str(why)) from why
        finally:
            server.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self._keep_cookie(value)
        self._count(method, path, answer)
        return answer

    def _keep_cookie(self, header: str) -> None:
        """Keep or delete a cookie; when it expires is the portal's business, whose clock may jump."""
        name, _equals, value = header.partition(";")[0].partition("=")
        if value in ("", '""'):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def _count(self, method: str, path: str, answer: Answer) -> None:
        if answer.status < 500:
            self.tally.count(str(answer.status))
        elif answer.says_something(self.language):
            self.tally.count(f"{answer.status} with a sentence")
        else:
            fault = f"{method} {path}: {answer.status} without a sentence: {answer.text[:200]!r}"
            self.tally.count(f"{answer.status} without a sentence", fault)


FORM = "application/x-www-form-urlencoded"


def _multipart(border: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> bytes:
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for name, (filename, content) in files.items():
        head = f'name="{name}"; filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + content)
    opened = f"--{border}\r\nContent-Disposition: form-data; ".encode()
    return b"".join(opened + part + b"\r\n" for part in parts) + f"--{border}--\r\n".encode()


class _Forms(HTMLParser):
    """Collects the posted forms of a page with what their fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._open: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            if given.get("method", "").lower() == "post":
                self.forms.append((given.get("action", ""), self._fields))
        name, fields = given.get("name", ""), self._fields
        if fields is None:
            return
        if tag == "input" and name and given.get("type") not in ("file", "submit", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                fields[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self._open = name
            fields[name] = ""
        elif tag == "select":
            # Of several that may be chosen, none is at the beginning.
            self._select = None if "multiple" in given else name
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "textarea":
            self._open = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._open and self._fields is not None:
            # The first line break belongs to the tag.
            self._fields[self._open] += data if self._fields[self._open] else data.removeprefix("\n")


def form_in(page: str, action: str, address: str) -> dict[str, str] | None:
    """Return the fields of the form on a page that is sent to `action`, None where it has no such form."""
    reader = _Forms()
    reader.feed(page)
    path = urlsplit(address).path
    return next((fields for where, fields in reader.forms if (urlsplit(where).path or path) == action), None)
