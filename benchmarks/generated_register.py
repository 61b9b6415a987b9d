"""Generates a register of any size for benchmarks, by a few statements."""

from datetime import date

from django.db import connection, models
from psycopg2.sql import SQL, Composable, Identifier, Literal

from benchmarks import generated_people
from members.register.models.member import Member
from members.units.models.units import Unit
from office.database_roles import as_owner

GROUPS_A_BRANCH = 49


def generate_register(members: int, units: int, *, varied: bool = False) -> Unit:
    """Create a union of `units` units with `members` members and return it; the tables are vacuumed and analysed.

    Members are spread evenly over the groups and differ in number and phone; four in a hundred have left, retired or
    joined too late for a run. `varied` ones have names and shares as in `generated_people`.
    """
    # Temporary tables and VACUUM are not for the portal's role.
    with as_owner():
        return _generate_register(members, units, varied=varied)


def _generate_register(members: int, units: int, *, varied: bool) -> Unit:
    root = Unit.objects.add_root({"name": "Union", "code": "B0", "kind": "union"})
    branches = max(1, units // (GROUPS_A_BRANCH + 1))
    groups = max(1, units - 1 - branches)
    path_step = "lpad(({})::text, 4, '0')"
    branch = SQL("{} || " + path_step.format("n")).format(Literal(root.path))
    _copy_row(root, SQL("generate_series(1, {}) AS n").format(Literal(branches)), _unit(branch, 2, "B"))
    # Groups are distributed to the branches in turn.
    parent = SQL("{} || " + path_step.format("n % {count} + 1")).format(Literal(root.path), count=Literal(branches))
    group = SQL("{} || " + path_step.format("n / {count} + 1")).format(parent, count=Literal(branches))
    _copy_row(root, SQL("generate_series(0, {}) AS n").format(Literal(groups - 1)), _unit(group, 3, "G"))
    _number_children()
    root.refresh_from_db()
    evenly = SQL("n::bigint * 7919 % {}").format(Literal(groups))
    index = generated_people.group_index(members, groups) if varied else evenly
    source = SQL(
        "generate_series(1, {}) AS n JOIN (SELECT id AS unit, row_number() OVER (ORDER BY path) - 1 AS index"
        " FROM members_unit WHERE depth = 3) AS groups ON index = {} {}"
    ).format(Literal(members), index, generated_people.join_name_tables() if varied else SQL(""))
    _copy_row(_first_member(root), source, generated_people.member_columns() if varied else _member())
    Member.objects.filter(employee_number="B0").delete()
    with connection.cursor() as cursor:
        for table in ("members_member", "members_membershipperiod", "members_unit"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return root


def _copy_row(first: models.Model, source: Composable, changed: dict[str, Composable]) -> None:
    """Insert a copy of the row `first` for each row of `source`, with the columns in `changed` computed by SQL."""
    columns = [field.column for field in first._meta.concrete_fields if field.column and not field.primary_key]
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


def _unit(path: Composable, depth: int, letter: str) -> dict[str, Composable]:
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


def _member() -> dict[str, Composable]:
    return {
        "unit_id": SQL("unit"),
        "employee_number": SQL("'B' || n"),
        "phone": SQL("(13000000000 + n)::text"),
        "state": SQL("CASE n % 100 WHEN 1 THEN 'withdrawn' WHEN 2 THEN 'retained' ELSE 'active' END"),
        "employment": SQL("CASE n % 100 WHEN 3 THEN 'retired' ELSE 'on_duty' END"),
        "joined_on": SQL("CASE n % 100 WHEN 4 THEN date '2099-01-01' ELSE date '2015-01-01' END"),
        "post_category": SQL("(ARRAY['front_line', 'front_line', 'technical', 'management', ''])[n % 5 + 1]"),
    }
