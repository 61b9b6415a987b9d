"""Routes, actors and answers of the permission tests, and what is wrong with an answer."""

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.db import connection, transaction
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from members.authority.models import User
from members.authority.shipped_posts import POSTS
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.middleware import SlidingSessionMiddleware
from tests.pdf_text import text_of
from tests.permissions.form_data import PostData
from tests.permissions.people import NO_KEY, NOBODY, NORTH, SOUTH, Branch, People
from tests.permissions.table_of_pages import ANYBODY, LOGGED_IN, OFFICERS, OWNER, Access

# The table that every request may write to.
ALWAYS = {"django_session"}
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# Forms carry a fresh token every time.
TOKEN = re.compile(rb'((?:csrfmiddlewaretoken|once|opened)" value="|X-CSRFToken(?:&quot;|"): ?(?:&quot;|"))[\w:-]+')

# A mask that shows more than the end of a number.
MORE_THAN_A_TAIL = re.compile(r"[0-9A-Z]\*{3,}[0-9A-Z]")

# Of those without a permission, the ones whose refusals are compared with the answer for a row that doesn't exist.
COMPARED = ("another worker", "superuser", "group_leader in the north", "department_liaison in the north")


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Yield the name with its namespaces ("" without a name), the pattern and the view of every route of the portal."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name}" if one.name else "", f"{prefix}{one.pattern}", one.callback
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from routes(one, f"{prefix}{one.pattern}", inner)


@dataclass(frozen=True)
class Actor:
    """An account that requests an address of the northern branch; a visitor where `user` is None."""

    name: str
    user: User | None
    post: str = ""
    in_north: bool = False
    """Whether the post is held in the northern branch."""

    def __str__(self) -> str:
        return self.name

    def holds(self, allowed: tuple[str, ...]) -> bool:
        """Return whether the actor holds one of these permissions in some unit."""
        if self.user is not None and self.user.is_superuser:
            return OFFICERS in allowed or any("." in perm for perm in allowed)
        return bool(self.post) and (
            OFFICERS in allowed or any(perm in POSTS[self.post].permissions for perm in allowed)
        )

    def owns(self, allowed: tuple[str, ...], people: People) -> bool:
        """Return whether the row is the actor's own, and owners are allowed."""
        return OWNER in allowed and self.user == people.north.worker

    def is_allowed(self, access: Access, people: People) -> bool:
        if ANYBODY in access.allowed:
            return True
        if LOGGED_IN in access.allowed:
            return self.user is not None
        return self.owns(access.allowed, people) or (
            self.holds(access.allowed) and (not access.row or access.anywhere or self.reaches_north())
        )

    def reaches_north(self) -> bool:
        return self.in_north or (self.user is not None and self.user.is_superuser)

    def sees(self, access: Access, people: People) -> bool:
        """Return whether another page shows the actor the row."""
        return self.owns(access.seen_by, people) or (self.holds(access.seen_by) and self.reaches_north())


def actors(people: People, access: Access | None = None) -> list[Actor]:
    """Return nobody, the owner of the northern rows, another worker, one of each post of each branch, the superuser.

    With `access`, of the southern officers only those who hold one of its permissions: without one it doesn't matter
    where a post is held.
    """
    near = [Actor(f"{post} in the north", user, post, in_north=True) for post, user in people.north.officers.items()]
    far = [Actor(f"{post} in the south", user, post) for post, user in people.south.officers.items()]
    if access is not None:
        far = [actor for actor in far if actor.holds(access.allowed + access.seen_by)]
    workers = [Actor("the worker", people.north.worker), Actor("another worker", people.south.worker)]
    return [Actor("nobody", None), *workers, *near, *far, Actor("superuser", people.superuser)]


def actor(people: People, name: str) -> Actor:
    """Return the actor of that name: "nobody", "the worker", "chair in the north", "superuser" …"""
    return next(one for one in actors(people) if one.name == name)


@dataclass
class Answer:
    """The answer to a request, with the forms of its page and the tables that were written to."""

    status: int
    body: bytes
    wrote: set[str]
    location: str
    forms: list[BaseForm] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The body as text; of a PDF file what it says, of a workbook or a Word file the text of its parts."""
        if self.body.startswith(b"%PDF"):
            return text_of(self.body)
        if not self.body.startswith(b"PK\x03\x04"):
            return self.body.decode()
        with zipfile.ZipFile(io.BytesIO(self.body)) as book:
            return "".join(book.read(name).decode(errors="replace") for name in book.namelist())

    def like(self, other: "Answer", here: str, there: str) -> bool:
        """Return whether both answers are the same except for the addresses `here` and `there` and form tokens."""
        bodies = [
            TOKEN.sub(rb"\1", body.replace(at.encode(), b"")) for body, at in ((self.body, here), (other.body, there))
        ]
        return self.status == other.status and bodies[0] == bodies[1]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Roll back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """Collect the tables that are written to inside; "?" for one that can't be told from the statement."""
    seen: set[str] = set()

    def watch(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, object]
    ) -> object:
        if found := WRITE.match(str(sql)):
            seen.add(found[1])
        elif "INSERT INTO" in str(sql):
            seen.add("?")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
    seen -= ALWAYS


class Clients:
    """A test client for each actor, logged in once; what a request writes is rolled back."""

    def __init__(self, people: People) -> None:
        self.clients: dict[str, Client] = {}
        for actor in actors(people):
            self.clients[actor.name] = client = Client()
            if actor.user is not None:
                client.force_login(actor.user)
                _begin_session(client)

    def request(
        self, actor: Actor, method: str, address: str, data: PostData | str | None = None, **options: str
    ) -> Answer:
        client = self.clients[actor.name]
        cookies = SimpleCookie(client.cookies)
        with rolled_back(), writes() as wrote:
            response = getattr(client, method)(address, data or {}, **options)
            assert response.headers["Cache-Control"] == "no-store, private", f"{address} may be kept"
            streamed = getattr(response, "streaming_content", None)
            body = b"".join(streamed) if streamed is not None else response.content
        client.cookies = cookies
        return Answer(response.status_code, body, wrote, response.headers.get("Location", ""), _forms(response))


def _begin_session(client: Client) -> None:
    """Save what the first request would add to the session: as it is rolled back, every request would add it again."""
    session, now = client.session, int(time.time())
    session["last_saved"] = session[SlidingSessionMiddleware.BEGAN] = now
    session.save()


def _forms(response: HttpResponseBase) -> list[BaseForm]:
    """Return the forms that a page was made of; what its template did not ask for is not worked out now."""
    context = vars(response)["context"]
    contexts = context if isinstance(context, list) else [context]
    values = [value for context in contexts if context for value in context.flatten().values()]
    return list({id(value): value for value in values if issubclass(type(value), BaseForm)}.values())


def address_of(name: str, access: Access, branch: Branch) -> str:
    """Return the address of the branch's row, or that of a page of no row."""
    return reverse(name, kwargs=branch.address(access.row) if access.row else None)


def missing_address(name: str, access: Access, branch: Branch) -> str:
    """Return the address that a row of the same kind would have; there is none."""
    there = branch.address(access.row)
    lost = {"key": NO_KEY} if "key" in there else {"pk": NOBODY} if "pk" in there else {}
    return reverse(name, kwargs=there | lost)


def post_data(access: Access, branch: Branch) -> dict[str, object]:
    """Return what a POST sends in this branch; nothing where there is none to test."""
    data = access.post(branch) if callable(access.post) else access.post
    return dict(data or {})


def is_compared(actor: Actor, access: Access) -> bool:
    """Return whether the actor also requests a row that doesn't exist; of those without a permission only some do."""
    return bool(access.row) and (actor.holds(access.allowed + access.seen_by) or actor.name in COMPARED)


def _numbers_shown(actor: Actor, people: People, answer: Answer) -> list[str]:
    """Return the numbers of the northern member, whole or with more digits than a mask leaves, that an answer shows.

    None for workers, who read their own data only, and for officers with the permission.
    """
    if not actor.post or actor.holds((MembersPermission.REVEAL_MEMBER,)):
        return []
    member = people.north.rows["member"]
    assert isinstance(member, Member)
    whole = [text for text in (member.phone, member.id_number.reveal()) if text and text in answer.text]
    return [*whole, *MORE_THAN_A_TAIL.findall(answer.text)]


def faults_when_allowed(
    actor: Actor, access: Access, answer: Answer, people: People, *, shows_all: bool = False
) -> list[str]:
    """Return what is wrong with a page that the actor may read; it must show nothing of the southern branch."""
    if answer.status != access.get_status:
        return [f"{actor} is refused: {answer.status}"]
    if actor.in_north and SOUTH in answer.text and not shows_all:
        at = answer.text.index(SOUTH)
        return [f"{actor} reads of the south: {answer.text[max(0, at - 80) : at + 20]}"]
    if shown := _numbers_shown(actor, people, answer):
        return [f"{actor}, who may not read numbers, reads {shown}"]
    if access.lists_rows and actor.in_north and NORTH not in answer.text:
        return [f"{actor} doesn't see their own rows"]
    return []


def faults_when_refused(
    actor: Actor, access: Access, answer: Answer, lost: Answer | None, here: str, there: str, people: People
) -> list[str]:
    """Return what is wrong with a refusal of `here`; `lost` is the answer for `there`, a row that doesn't exist."""
    seen = actor.sees(access, people)
    expected = 403 if seen else 404 if actor.holds(access.allowed) else access.refused_status
    if answer.status != expected:
        return [f"{actor}: {answer.status} instead of {expected}"]
    if answer.wrote:
        return [f"{actor} was refused and wrote {answer.wrote}"]
    if lost is not None and not seen and not answer.like(lost, here, there):
        return [f"{actor} can tell it from what doesn't exist"]
    return []
