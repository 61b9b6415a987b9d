"""How the door tests go about: every route there is, one request at a time, and what it wrote and showed."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from members.authority.shipped_posts import POSTS
from tests.permissions.people import NO_KEY, NOBODY, NORTH, SOUTH, Branch, Cast
from tests.permissions.table_of_pages import ANYBODY, EVERYBODY, OFFICERS, OWN, Door

# What every request may write: sessions, and counters of tries.
ALWAYS = {"django_session", "cache"}
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# Forms carry a fresh token every time.
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken(?:&quot;|"): ?(?:&quot;|"))[\w]+')

COMPARED = ("another worker", "superuser", "group_leader there", "department_liaison there")


def routes(patterns: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every route of the portal: its name with namespaces ("" without one), its pattern, its view."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}" if one.name else "", f"{prefix}{one.pattern}", one.callback
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from routes(one.url_patterns, f"{prefix}{one.pattern}", inner)


@dataclass(frozen=True)
class Actor:
    """Somebody who tries a door of the northern branch."""

    name: str
    user: Any
    post: str = ""
    near: bool = False
    """The post is held in the northern branch."""

    def __str__(self) -> str:
        return self.name

    def holds(self, who: tuple[str, ...]) -> bool:
        """One of these rights, in whichever unit."""
        if self.user is not None and self.user.is_superuser:
            return OFFICERS in who or any("." in right for right in who)
        return bool(self.post) and (OFFICERS in who or any(right in POSTS[self.post].permissions for right in who))

    def owns(self, who: tuple[str, ...], cast: Cast) -> bool:
        return OWN in who and self.user == cast.north.worker

    def let_in(self, door: Door, cast: Cast) -> bool:
        if ANYBODY in door.who:
            return True
        if EVERYBODY in door.who:
            return self.user is not None
        return self.owns(door.who, cast) or (self.holds(door.who) and (not door.row or self.reaches()))

    def reaches(self) -> bool:
        return self.near or (self.user is not None and self.user.is_superuser)

    def sees(self, door: Door, cast: Cast) -> bool:
        """The row, although what the door does to it is not theirs to do."""
        return self.owns(door.seen_by, cast) or (self.holds(door.seen_by) and self.reaches())


def actors(cast: Cast, door: Door | None = None) -> list[Actor]:
    """Nobody, the owner of the northern rows, another worker, every post there and elsewhere, the superuser.

    At one door, of those elsewhere only whom it concerns: without the right it doesn't matter where a post is held.
    """
    near = [Actor(f"{post} there", user, post, near=True) for post, user in cast.north.officers.items()]
    far = [Actor(f"{post} elsewhere", user, post) for post, user in cast.south.officers.items()]
    if door is not None:
        far = [actor for actor in far if actor.holds(door.who + door.seen_by)]
    workers = [Actor("the worker", cast.north.worker), Actor("another worker", cast.south.worker)]
    return [Actor("nobody", None), *workers, *near, *far, Actor("superuser", cast.root)]


def actor(cast: Cast, name: str) -> Actor:
    return next(one for one in actors(cast) if one.name == name)


@dataclass
class Answer:
    status: int
    body: bytes
    wrote: set[str]
    goes_to: str
    forms: list[BaseForm] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What somebody reads, a workbook's cells included."""
        if not self.body.startswith(b"PK\x03\x04"):
            return self.body.decode()
        with zipfile.ZipFile(io.BytesIO(self.body)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())

    def like(self, other: "Answer", here: str, there: str) -> bool:
        """The same answer, but for the addresses that were asked for."""
        bodies = [
            TOKEN.sub(rb"\1", body.replace(at.encode(), b"")) for body, at in ((self.body, here), (other.body, there))
        ]
        return self.status == other.status and bodies[0] == bodies[1]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that were written to inside."""
    seen: set[str] = set()

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if found := WRITE.match(str(sql)):
            seen.add(found[1])
        elif "INSERT INTO" in str(sql):
            seen.add("?")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
    seen -= ALWAYS


class Walker:
    """A browser for each actor, logged in once; every request is undone."""

    def __init__(self, cast: Cast) -> None:
        self.clients: dict[str, Client] = {}
        for actor in actors(cast):
            self.clients[actor.name] = client = Client()
            if actor.user is not None:
                client.force_login(actor.user)

    def ask(self, actor: Actor, method: str, address: str, data: Any = None, **given: Any) -> Answer:
        client = self.clients[actor.name]
        cookies = SimpleCookie(client.cookies)
        with undone(), writes() as wrote:
            response = getattr(client, method)(address, data or {}, **given)
            streamed = getattr(response, "streaming_content", None)
            body = b"".join(streamed) if streamed is not None else response.content
        client.cookies = cookies
        return Answer(response.status_code, body, wrote, response.headers.get("Location", ""), _forms(response))


def _forms(response: Any) -> list[BaseForm]:
    """The forms that a page was made of."""
    contexts = response.context if isinstance(response.context, list) else [response.context]
    values = [value for context in contexts if context for value in context.flatten().values()]
    return list({id(value): value for value in values if isinstance(value, BaseForm)}.values())


def address_of(name: str, door: Door, branch: Branch) -> str:
    return reverse(name, kwargs=branch.address(door.row) if door.row else None)


def nowhere(name: str, door: Door, branch: Branch) -> str:
    """The address of a row that doesn't exist, of the same kind."""
    there = branch.address(door.row)
    lost = {"key": NO_KEY} if "key" in there else {"pk": NOBODY} if "pk" in there else {}
    return reverse(name, kwargs=there | lost)


def sent(door: Door, branch: Branch) -> Any:
    return door.post(branch) if callable(door.post) else door.post


def must_compare(actor: Actor, door: Door) -> bool:
    """Whether to ask for a row that isn't there too; of those without the right, a few speak for all."""
    return bool(door.row) and (actor.holds(door.who + door.seen_by) or actor.name in COMPARED)


def faults_of_open(actor: Actor, door: Door, answer: Answer, *, shows_all: bool = False) -> list[str]:
    """What is wrong with a page that this actor may read: nothing of another branch stands on it."""
    if answer.status != door.page:
        return [f"{actor} not let in: {answer.status}"]
    if actor.near and SOUTH in answer.text and not shows_all:
        at = answer.text.index(SOUTH)
        return [f"{actor} reads of elsewhere: {answer.text[max(0, at - 80) : at + 20]}"]
    if door.lists and actor.near and NORTH not in answer.text:
        return [f"{actor} doesn't see their own rows"]
    return []


def faults_of_shut(
    actor: Actor, door: Door, answer: Answer, lost: Answer | None, here: str, there: str, cast: Cast
) -> list[str]:
    """What is wrong with a refusal; `lost` is the answer `there`, where nothing is."""
    seen = actor.sees(door, cast)
    expected = 403 if seen else 404 if actor.holds(door.who) else door.shut
    if answer.status != expected:
        return [f"{actor}: {answer.status} instead of {expected}"]
    if answer.wrote:
        return [f"{actor} was refused and wrote {answer.wrote}"]
    if lost is not None and not seen and not answer.like(lost, here, there):
        return [f"{actor} can tell it from what doesn't exist"]
    return []
