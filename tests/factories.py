"""Makers of rows for tests: sensible by default, overridden by keyword."""

from datetime import date
from itertools import count
from typing import Any

from members.models import Appointment, Member, Post, Unit, User
from members.rules import check_digit
from union_portal.office.secrets import keyed_hash

_numbers = count(1)


def unit(name: str = "", *, parent: Unit | None = None, kind: str = "branch", code: str = "") -> Unit:
    number = next(_numbers)
    fields = {"name": name or f"Unit {number}", "code": code or f"U{number}", "kind": kind}
    if parent is None:
        return Unit.objects.add_root(fields)
    parent.refresh_from_db()  # treebeard counts a node's children on the row
    return Unit.objects.add_child(parent, fields)


def user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"user{next(_numbers)}", "correct horse", **fields)


def officer(unit: Unit, post: str = "welfare_officer", **fields: Any) -> User:
    """An account that holds the shipped post `post` in `unit` since 2020."""
    holder = user(**fields)
    Appointment.objects.create(holder=holder, post=Post.objects.get(code=post), unit=unit, starts_on=date(2020, 1, 1))
    return holder


def identity_number(*, born: date = date(1990, 3, 7), sex: str = "1", area: str = "370502") -> str:
    """A valid identity number; a later call returns another one."""
    number = next(_numbers) * 2 + (sex == "1")
    first_seventeen = f"{area}{born:%Y%m%d}{number % 1000:03d}"
    return first_seventeen + check_digit(first_seventeen)


def member(unit: Unit | None = None, **fields: Any) -> Member:
    number = next(_numbers)
    id_number = fields.pop("id_number", f"P{number:08d}")
    made = Member(
        unit=unit or globals()["unit"](),
        **{
            "name": "孟静",
            "employee_number": f"T{number:06d}",
            "phone": f"139{number:08d}",
            "id_kind": "2",
            "id_number": id_number,
            "id_hash": keyed_hash(id_number),
            "joined_on": date(2015, 1, 1),
            "state_since": date(2015, 1, 1),
            "post_category": "front_line",
            **fields,
        },
    )
    made.save()
    return made


def worker(unit: Unit | None = None, **fields: Any) -> Member:
    """A member with an account of their own."""
    return member(unit, user=user(), **fields)
