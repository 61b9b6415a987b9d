"""An officer at work, by the clock: which pages of the register they ask for, and what each of them takes."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.urls import reverse

from members.authority.models import Appointment, Post, User
from members.permissions import MembersPermission
from members.register.forms import COLUMNS
from members.register.models.member import Member
from members.units.models.units import Unit
from office import paging

PERM = MembersPermission.VIEW_MEMBER
SAMPLE = 1_000
WARM_UP = 20

# The address that an officer asks for with a member in mind, at the n-th time.
Address = Callable[[Member, int], str]


def appoint(unit: Unit) -> User:
    """A new officer who keeps the register of `unit`."""
    holder = User.objects.create_user(f"officer-{unit.code}")
    post = Post.objects.get(code="welfare_officer")
    Appointment.objects.create(holder=holder, post=post, unit=unit, starts_on=date(2020, 1, 1))
    return holder


def aimed(officer: User) -> dict[str, Address]:
    """The pages that are to answer at once however many members there are."""
    return {
        "first page": lambda member, at: _list(),
        "filtered": lambda member, at: _list(**_filters(member)[at % 5]),
        "filtered by unit": lambda member, at: _list(unit=member.unit.code, **_filters(member)[at % 5]),
        "page far behind": lambda member, at: _list(cursor=_cursor(officer, member, "-entered")),
        "name search": lambda member, at: _list(q=member.name[: (9, 9, 2, 1)[at % 4]]),
        "pinyin search": lambda member, at: _list(q=member.pinyin[: (99, 99, 6, 3)[at % 4]]),
        "member page": lambda member, at: member.get_absolute_url(),
    }


def others(officer: User) -> dict[str, Address]:
    """The other ways of finding somebody, every order, and filters that nearly all or hardly any members pass."""
    pages: dict[str, Address] = {
        "initials": lambda member, at: _list(q=member.initials),
        "phone tail": lambda member, at: _list(q=member.phone[-4:]),
        "employee number": lambda member, at: _list(q=member.employee_number or ""),
        "family name in one unit": lambda member, at: _list(q=member.name[0], unit=member.unit.code),
        "nobody": lambda member, at: _list(q=f"{member.name}{at}"),
    }
    for asked in (
        {"state": "active", "sort": "name"},
        {"state": "expelled"},
        {"state": "expelled", "sort": "name"},
        {"state": "pending", "employment": "unemployed"},
        {"employment": "unemployed", "sort": "-joined_on"},
        {"post_category": "management", "sort": "employee_number"},
    ):
        pages[" ".join(asked.values())] = _always(asked)
    return pages | {f"by {key}": _sorted(officer, key) for key in COLUMNS}


def measure(officer: User, pages: dict[str, Address], requests: int) -> dict[str, dict[str, Any]]:
    """Of each page, in milliseconds: median and p95 of the whole request and of the bare SQL that reads the register.

    Also the queries of a request, [fewest, most] where they differ, and how often the page was asked for.
    """
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    found = list(Member.objects.visible_to(officer, PERM).values_list("pk", flat=True))
    draw = random.Random(20261122)
    chosen = draw.sample(found, min(SAMPLE, len(found)))
    sample = list(Member.objects.filter(pk__in=chosen).select_related("unit"))
    figures = {}
    for name, address in pages.items():
        draw.shuffle(sample)
        warm_up = min(WARM_UP, requests)
        asked = [address(sample[at % len(sample)], at) for at in range(warm_up + requests)]
        figures[name] = _measure(client, asked[:warm_up], asked[warm_up:])
    return figures


def _measure(client: Client, warm_up: list[str], addresses: list[str]) -> dict[str, Any]:
    for address in warm_up:
        client.get(address, secure=True)
    whole, bare, counts = [], [], []
    for address in addresses:
        said: list[tuple[str, Any]] = []
        with connection.execute_wrapper(_noting(said)):
            started = time.perf_counter()
            answer = client.get(address, secure=True)
            seconds = time.perf_counter() - started
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        whole.append(seconds)
        counts.append(len(said))
        bare.append(_alone([(sql, params) for sql, params in said if _reads_the_register(sql)]))
    fewest, most = min(counts), max(counts)
    return {
        **_times("", whole),
        **_times("bare_", bare),
        "ratio": round(statistics.median(whole) / statistics.median(bare), 1),
        "queries": fewest if fewest == most else [fewest, most],
        "requests": len(whole),
    }


def _noting(said: list[tuple[str, Any]]) -> Callable[..., Any]:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    return note


def _reads_the_register(sql: str) -> bool:
    """Whether a statement reads members or what hangs on them, whose tables' names begin alike."""
    return sql.startswith(("SELECT", "(SELECT", "WITH")) and '"members_member' in sql


def _alone(statements: list[tuple[str, Any]]) -> float:
    """Seconds of the statements on the bare connection: sent, run, every row fetched, and nothing made of it."""
    with connection.cursor() as cursor:
        bare = cursor.cursor
        started = time.perf_counter()
        for sql, params in statements:
            bare.execute(sql, params)
            bare.fetchall()
        return time.perf_counter() - started


def _times(prefix: str, seconds: list[float]) -> dict[str, float]:
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return {
        f"{prefix}median_ms": round(statistics.median(seconds) * 1000, 2),
        f"{prefix}p95_ms": round(p95 * 1000, 2),
    }


def _always(asked: dict[str, str]) -> Address:
    return lambda member, at: _list(**asked)


def _sorted(officer: User, key: str) -> Address:
    """Both ways round, the first page and one far behind in turn."""

    def address(member: Member, at: int) -> str:
        sort = f"{('', '-')[at % 2]}{key}"
        return _list(sort=sort, cursor=_cursor(officer, member, sort) if at % 4 > 1 else "")

    return address


def _list(**asked: str) -> str:
    return f"{reverse('members:member_list')}?{urlencode({name: text for name, text in asked.items() if text})}"


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
    order = paging.chosen_order({"sort": key}, COLUMNS, default="-entered")
    return paging.cursor_after(members, member, order=order)
