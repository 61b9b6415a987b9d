"""Times the pages of the register, and the SQL statements of each on its own."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import TypeAlias
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from benchmarks.types import Figures
from members.authority.models import Appointment, Post, User
from members.permissions import MembersPermission
from members.register.forms import SORTS
from members.register.models.member import Member
from members.units.models.units import Unit
from office import paging

PERM = MembersPermission.VIEW_MEMBER
SAMPLE = 1_000
WARM_UP = 20

# A statement, and its parameters as Django gives them to a wrapper, in whatever types the driver takes.
Statement: TypeAlias = tuple[str, object]
Execute: TypeAlias = Callable[[str, object, bool, dict[str, object]], object]
ExecuteWrapper: TypeAlias = Callable[[Execute, str, object, bool, dict[str, object]], object]
# Returns the URL of the n-th request for a page, by which an officer looks for that member.
PageUrl = Callable[[Member, int], str]


def appoint(unit: Unit) -> User:
    """Create a welfare officer of `unit`."""
    holder = User.objects.create_user(f"officer-{unit.code}")
    post = Post.objects.get(code="welfare_officer")
    Appointment.objects.create(holder=holder, post=post, unit=unit, starts_on=date(2020, 1, 1))
    return holder


def target_pages(officer: User) -> dict[str, PageUrl]:
    """Return the pages that have a target: they must answer at once however many members there are."""
    return {
        "first page": lambda member, at: _list(),
        "filtered": lambda member, at: _list(**_filters(member)[at % 5]),
        "filtered by unit": lambda member, at: _list(unit=member.unit.code, **_filters(member)[at % 5]),
        "page far behind": lambda member, at: _list(cursor=_cursor(officer, member, "-entered")),
        "name search": lambda member, at: _list(q=member.name[: (9, 9, 2, 1)[at % 4]]),
        "pinyin search": lambda member, at: _list(q=member.pinyin[: (99, 99, 6, 3)[at % 4]]),
        "member page": lambda member, at: member.get_absolute_url(),
        "box in the head": lambda member, at: _found(_typed(member)[at % 6]),
    }


def other_pages(officer: User) -> dict[str, PageUrl]:
    """Return pages with other searches, every order, and filters that nearly all or hardly any members pass."""
    pages: dict[str, PageUrl] = {
        "initials": lambda member, at: _list(q=member.initials),
        "phone tail": lambda member, at: _list(q=member.phone[-4:]),
        "employee number": lambda member, at: _list(q=member.employee_number or ""),
        "family name in one unit": lambda member, at: _list(q=member.name[0], unit=member.unit.code),
        "nobody": lambda member, at: _list(q=f"{member.name}{at}"),
    }
    for params in (
        {"state": "active", "sort": "name"},
        {"state": "expelled"},
        {"state": "expelled", "sort": "name"},
        {"state": "pending", "employment": "unemployed"},
        {"employment": "unemployed", "sort": "-joined_on"},
        {"post_category": "management", "sort": "employee_number"},
    ):
        pages[" ".join(params.values())] = _fixed(params)
    return pages | {f"by {key}": _sorted(officer, key) for key in SORTS}


def measure(officer: User, pages: dict[str, PageUrl], requests: int) -> dict[str, Figures]:
    """Return, by page, median and p95 in milliseconds of the request and of its statements that read members.

    Also p95 as a multiple of an empty view's median (`to_empty`), asked for before each request, the number of queries
    of a request, [fewest, most] where it varies, and the number of requests.
    """
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    found = list(Member.objects.visible_to(officer, PERM).values_list("pk", flat=True))
    rng = random.Random(20261122)
    chosen = rng.sample(found, min(SAMPLE, len(found)))
    sample = list(Member.objects.filter(pk__in=chosen).select_related("unit"))
    figures = {}
    for name, url_of in pages.items():
        rng.shuffle(sample)
        warm_up = min(WARM_UP, requests)
        urls = [url_of(sample[at % len(sample)], at) for at in range(warm_up + requests)]
        with override_settings(ROOT_URLCONF="benchmarks.urls"):
            figures[name] = _measure(client, urls[:warm_up], urls[warm_up:])
    return figures


def _measure(client: Client, warm_up: list[str], urls: list[str]) -> Figures:
    empty_url = reverse("bench_empty")
    for url in warm_up:
        client.get(empty_url, secure=True)
        client.get(url, secure=True)
    empty, whole, bare, counts = [], [], [], []
    for url in urls:
        started = time.perf_counter()
        client.get(empty_url, secure=True)
        empty.append(time.perf_counter() - started)
        statements: list[Statement] = []
        with connection.execute_wrapper(_recorder(statements)):
            started = time.perf_counter()
            answer = client.get(url, secure=True)
            seconds = time.perf_counter() - started
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")
        whole.append(seconds)
        counts.append(len(statements))
        bare.append(_time([(sql, params) for sql, params in statements if _reads_members(sql)]))
    fewest, most = min(counts), max(counts)
    timed = _summary("", whole)
    return {
        **timed,
        "to_empty": round(timed["p95_ms"] / (statistics.median(empty) * 1000), 1),
        **_summary("bare_", bare),
        "ratio": round(statistics.median(whole) / statistics.median(bare), 1),
        "queries": fewest if fewest == most else [fewest, most],
        "requests": len(whole),
    }


def _recorder(statements: list[Statement]) -> ExecuteWrapper:
    """Return a wrapper for `connection.execute_wrapper` that appends each statement with its parameters."""

    def record(execute: Execute, sql: str, params: object, many: bool, context: dict[str, object]) -> object:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    return record


def _reads_members(sql: str) -> bool:
    """Return whether a statement reads members_member or another table whose name begins like that."""
    return sql.startswith(("SELECT", "(SELECT", "WITH")) and '"members_member' in sql


def _time(statements: list[Statement]) -> float:
    """Return the seconds that the statements take in psycopg2 alone, with all rows fetched."""
    with connection.cursor() as cursor:
        bare = cursor.cursor
        started = time.perf_counter()
        for sql, params in statements:
            bare.execute(sql, params)
            bare.fetchall()
        return time.perf_counter() - started


def _summary(prefix: str, seconds: list[float]) -> dict[str, float]:
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return {
        f"{prefix}median_ms": round(statistics.median(seconds) * 1000, 2),
        f"{prefix}p95_ms": round(p95 * 1000, 2),
    }


def _fixed(params: dict[str, str]) -> PageUrl:
    return lambda member, at: _list(**params)


def _sorted(officer: User, key: str) -> PageUrl:
    """Return the list sorted by `key`, ascending and descending, the first page and one far behind, in turn."""

    def url(member: Member, at: int) -> str:
        sort = f"{('', '-')[at % 2]}{key}"
        return _list(sort=sort, cursor=_cursor(officer, member, sort) if at % 4 > 1 else "")

    return url


def _list(**params: str) -> str:
    return f"{reverse('members:member_list')}?{urlencode({name: text for name, text in params.items() if text})}"


def _found(text: str) -> str:
    return f"{reverse('office:search')}?{urlencode({'q': text})}"


def _typed(member: Member) -> list[str]:
    """Return what an officer types into the search box to find this member, or while on the way to it."""
    number = member.employee_number or ""
    return [member.name, member.name[0], member.pinyin[:3], member.initials, number, member.phone[-4:]]


def _filters(member: Member) -> list[dict[str, str]]:
    return [
        {"state": "active"},
        {"state": member.state, "post_category": member.post_category},
        {"post_category": "management", "employment": member.employment},
        {"state": "retained", "employment": member.employment},
        {"employment": "retired"},
    ]


def _cursor(officer: User, member: Member, key: str) -> str:
    members = Member.objects.visible_to(officer, PERM)
    order = paging.chosen_order({"sort": key}, SORTS, default="-entered")
    return paging.cursor_after(members, member, order=order)
