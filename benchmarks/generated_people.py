"""SQL that generates different members, with realistic shares of each state, so that searches are selective."""

from collections.abc import Iterator

from django.db import connection
from faker import Faker
from psycopg2.extras import execute_values
from psycopg2.sql import SQL, Composable, Identifier, Literal

from members.register.rules.identity import check_digit, pinyin_of
from office.secrets import Sealed

FAMILY_NAMES, GIVEN_NAMES, ID_NUMBERS = 2_000, 20_000, 1_000
# For each column the value that most members have, and how many in a thousand have which other one.
SHARES: dict[str, tuple[str, dict[str, int]]] = {
    "state": (
        "active",
        {"retained": 40, "transferred": 25, "withdrawn": 15, "pending": 8, "leaving": 3, "expelled": 1},
    ),
    "employment": (
        "on_duty",
        {"retired": 70, "internal_retirement": 30, "sick_leave": 15, "laid_off": 8, "unemployed": 1},
    ),
    "employment_form": ("contract", {"agency": 140, "outsourced": 60, "": 30, "rehired": 12, "intern": 4}),
    "post_category": ("front_line", {"technical": 230, "management": 90, "": 20}),
    "hardship": ("", {"relative": 8, "deep": 4, "accident": 1}),
    "sex": ("1", {"2": 390, "0": 5}),
    "ethnic_group": ("01", {"03": 30, "11": 15, "06": 3}),
    "education": ("31", {"61": 250, "21": 220, "71": 90, "14": 40, "": 20}),
    "skill_level": ("", {"5": 200, "4": 180, "3": 120, "2": 60, "1": 20}),
    "politics": ("13", {"01": 240, "03": 80}),
    "household_kind": ("urban", {"rural": 380, "": 20}),
}
# Seven in ten members of a unit have successive keys, as those of one roster; the others have any key.
GROUP_INDEX = "CASE WHEN n % 10 < 7 THEN (n - 1)::bigint * {groups} / {members} ELSE {anywhere} END"


def group_index(members: int, groups: int) -> Composable:
    """Return the expression for the index, from 0, of the group of the member `n`."""
    sizes = {"members": Literal(members), "groups": Literal(groups)}
    return SQL(GROUP_INDEX).format(**sizes, anywhere=_random("place", groups))


def join_name_tables() -> Composable:
    """Create temporary tables of names and encrypted identity numbers; return the joins that pick some for each `n`."""
    faker = Faker("zh_CN")
    faker.seed_instance(20261122)
    _create_table("family", ((name, *pinyin_of(name)) for name in (faker.last_name() for _ in range(FAMILY_NAMES))))
    _create_table("given", ((name, *pinyin_of(name)) for name in _given_names(faker)))
    _create_table("number", ((_encrypted_id_number(at), "", "") for at in range(ID_NUMBERS)))
    joins = [("family", FAMILY_NAMES), ("given", GIVEN_NAMES), ("number", ID_NUMBERS)]
    return SQL(" ").join(
        SQL("JOIN {table} ON {table}.at = {random}").format(table=Identifier(table), random=_random(table, size))
        for table, size in joins
    )


def member_columns() -> dict[str, Composable]:
    """Return the expression for each column of the member `n`; needs the tables of `join_name_tables`."""
    joined = SQL("date '1986-01-01' + {}::int").format(_random("joined", 14_800))
    fixed = {
        "name": "family.one || given.one",
        "pinyin": "family.two || given.two",
        "initials": "family.three || given.three",
        "id_kind": "'1'",
        "id_number": "number.one",
        "id_hash": "encode(sha256(n::text::bytea), 'hex')",
        "employee_number": "'B' || n",
        "household_place": "'山东省东营市'",
        "native_place": "'山东'",
    }
    random = {
        "phone": SQL("'1' || (3000000000 + {})::text").format(_random("phone", 6_999_999_999)),
        "birth_date": SQL("date '1962-01-01' + {}::int").format(_random("birth", 15_700)),
        "hired_on": joined,
        "joined_on": SQL("CASE WHEN {} <> 'pending' THEN {} END").format(_share("state"), joined),
        "state_since": joined,
        "unit_id": SQL("unit"),
        "work_site": SQL("'现场' || {}").format(_random("site", 200)),
        "is_migrant": SQL("{} = 0").format(_random("migrant", 8)),
    }
    return random | {name: SQL(value) for name, value in fixed.items()} | {name: _share(name) for name in SHARES}


def _given_names(faker: Faker) -> Iterator[str]:
    """Yield given names, four in five of two characters; Faker's own are combined to get enough different ones."""
    for at in range(GIVEN_NAMES):
        name = faker.first_name()
        yield name if at % 5 == 0 or len(name) > 1 else name + faker.first_name()[-1]


def _encrypted_id_number(at: int) -> str:
    first_seventeen = f"37050219{60 + at % 40}0101{at % 1000:03d}"
    return Sealed.seal(first_seventeen + check_digit(first_seventeen)).token


def _create_table(table: str, rows: Iterator[tuple[str, str, str]]) -> None:
    named = Identifier(table)
    with connection.cursor() as cursor:
        cursor.execute(
            SQL("CREATE TEMPORARY TABLE {} (at int PRIMARY KEY, one text, two text, three text)").format(named)
        )
        insert = SQL("INSERT INTO {} VALUES %s").format(named).as_string(cursor.cursor)
        execute_values(cursor, insert, [(at, *row) for at, row in enumerate(rows)], page_size=1000)
        cursor.execute(SQL("ANALYZE {}").format(named))


def _random(what: str, below: int) -> Composable:
    """Return the expression for a pseudo-random number from 0 to `below` - 1, a hash of `n` and `what`."""
    return SQL("abs(hashtextextended({} || n, 0) % {})").format(Literal(what), Literal(below))


def _share(column: str) -> Composable:
    """Return the expression for a value of `column` by the shares in SHARES."""
    first, others = SHARES[column]
    cases, upto = [], 0
    for value, share in others.items():
        upto += share
        cases.append(SQL("WHEN {} < {} THEN {}").format(_random(column, 1000), Literal(upto), Literal(value)))
    return SQL("CASE {} ELSE {} END").format(SQL(" ").join(cases), Literal(first))
