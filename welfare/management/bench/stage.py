"""The stage of a benchmark: a database of its own, and a register made by set-based SQL."""

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import psycopg2
from django.core.management import call_command
from django.db import connection, models
from psycopg2.sql import SQL, Composable, Identifier, Literal

from members.models import Member, Unit
from welfare import actions
from welfare.models import Plan

GROUPS_A_BRANCH = 49


@contextlib.contextmanager
def own_database(name: str) -> Iterator[str]:
    """A migrated database beside the configured one, this process's default for as long as the block runs.

    Yields its address for worker processes; the database is dropped afterwards, come what may.
    """
    home = connection.settings_dict["NAME"]
    with _server() as cursor:
        cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        _turn_to(name)
        call_command("migrate", verbosity=0)
        yield _address(name)
    finally:
        _turn_to(home)
        with _server() as cursor:
            cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def fill(members: int, units: int) -> Plan:
    """A union of `units` units with `members` members, a cap and a plan; the tables are vacuumed and analysed.

    Members lie spread over all groups; one in 25 has left, retired or joined too late, as in a real register.
    """
    root = Unit.objects.add_root({"name": "Union", "code": "B0", "kind": "union"})
    branches = max(1, units // (GROUPS_A_BRANCH + 1))
    groups = max(1, units - 1 - branches)
    step = "lpad(({})::text, 4, '0')"
    branch = SQL("{} || " + step.format("n")).format(Literal(root.path))
    _copy(root, SQL("generate_series(1, {}) AS n").format(Literal(branches)), _unit(branch, 2, "B"))
    # Groups are dealt out to the branches in turn.
    parent = SQL("{} || " + step.format("n % {count} + 1")).format(Literal(root.path), count=Literal(branches))
    group = SQL("{} || " + step.format("n / {count} + 1")).format(parent, count=Literal(branches))
    _copy(root, SQL("generate_series(0, {}) AS n").format(Literal(groups - 1)), _unit(group, 3, "G"))
    _number_children()
    places = SQL(
        "generate_series(1, {}) AS n JOIN (SELECT id AS unit, row_number() OVER (ORDER BY id) - 1 AS place"
        " FROM members_unit WHERE depth = 3) AS groups ON place = n::bigint * 7919 % {}"
    ).format(Literal(members), Literal(groups))
    _copy(_first_member(root), places, _member())
    Member.objects.filter(employee_number="B0").delete()
    actions.adopt_caps(root, "anhui", by=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) members_member")
        cursor.execute("VACUUM (ANALYZE) members_unit")
    return Plan.objects.create(unit=root, name="Mid-Autumn", festival="mid_autumn", amount=Decimal(300), lead_days=20)


def checkpoint() -> None:
    """Let each measurement begin with the same calm disk."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _unit(path: Composable, depth: int, letter: str) -> dict[str | None, Composable]:
    name = SQL("{} || n").format(Literal(letter))
    kind = Literal("branch" if depth == 2 else "group")
    return {"path": path, "depth": Literal(depth), "numchild": Literal(0), "name": name, "code": name, "kind": kind}


def _number_children() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_unit AS u SET numchild = (SELECT count(*) FROM members_unit AS below"
            " WHERE below.depth = u.depth + 1 AND starts_with(below.path, u.path)) WHERE depth < 3"
        )


def _first_member(unit: Unit) -> Member:
    return Member.objects.create(
        unit=unit,
        name="孟静",
        pinyin="mengjing",
        initials="mj",
        employee_number="B0",
        joined_on=date(2015, 1, 1),
        state_since=date(2015, 1, 1),
    )


def _member() -> dict[str | None, Composable]:
    return {
        "unit_id": SQL("unit"),
        "employee_number": SQL("'B' || n"),
        "phone": SQL("(13000000000 + n)::text"),
        "state": SQL("CASE n % 100 WHEN 1 THEN 'withdrawn' WHEN 2 THEN 'retained' ELSE 'active' END"),
        "employment": SQL("CASE n % 100 WHEN 3 THEN 'retired' ELSE 'on_duty' END"),
        "joined_on": SQL("CASE n % 100 WHEN 4 THEN date '2099-01-01' ELSE date '2015-01-01' END"),
        "post_category": SQL("(ARRAY['front_line', 'front_line', 'technical', 'management', ''])[n % 5 + 1]"),
    }


def _copy(first: models.Model, source: Composable, changed: dict[str | None, Composable]) -> None:
    """Copies of one row, a copy for each row of `source`, with some columns `changed`."""
    columns = [field.column for field in first._meta.concrete_fields if not field.primary_key]
    statement = SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} AS first, {source} WHERE first.id = {pk}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(
                table=Identifier(first._meta.db_table),
                columns=SQL(", ").join(map(Identifier, columns)),
                values=SQL(", ").join(changed.get(name, Identifier("first", name)) for name in columns),
                source=source,
                pk=Literal(first.pk),
            )
        )


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def _server() -> Iterator[Any]:
    """A cursor outside any transaction, in the database that every server has."""
    server = psycopg2.connect(**{**connection.get_connection_params(), "dbname": "postgres", "cursor_factory": None})
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()


def _address(name: str) -> str:
    params = connection.settings_dict
    host, port = params["HOST"] or params["OPTIONS"].get("host", ""), params["PORT"]
    user = quote(params["USER"], safe="") + (f":{quote(params['PASSWORD'], safe='')}" if params["PASSWORD"] else "")
    if host.startswith(os.sep):
        return f"postgres://{user}@/{name}?host={quote(host, safe='/')}"
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{name}"
