"""A crowd for benchmarks: people differ as they do in life, so that a name, a number or a state narrows a search."""

from collections.abc import Iterator

from django.db import connection
from faker import Faker
from psycopg2.extras import execute_values
from psycopg2.sql import SQL, Composable, Identifier, Literal

from members.register.rules.identity import check_digit, pinyin_of
from office.secrets import Sealed

FAMILIES, GIVEN, NUMBERS = 2_000, 20_000, 1_000
# How many of a thousand members have each word; all others have the first.
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
# Seven of ten came with the roster of their unit and lie together; three moved there, and lie anywhere.
PLACE = "CASE WHEN n % 10 < 7 THEN (n - 1)::bigint * {groups} / {members} ELSE {anywhere} END"


def place(members: int, groups: int) -> Composable:
    """The number, from 0, of the group in which the member `n` of `members` stands."""
    sizes = {"members": Literal(members), "groups": Literal(groups)}
    return SQL(PLACE).format(**sizes, anywhere=_drawn("place", groups))


def words() -> Composable:
    """Tables of this session from which `lives` takes names and sealed numbers, to be joined to numbers `n`."""
    faker = Faker("zh_CN")
    faker.seed_instance(20261122)
    _keep("family", ((name, *pinyin_of(name)) for name in (faker.last_name() for _ in range(FAMILIES))))
    _keep("given", ((name, *pinyin_of(name)) for name in _given_names(faker)))
    _keep("number", ((_sealed_identity(at), "", "") for at in range(NUMBERS)))
    joins = [("family", FAMILIES), ("given", GIVEN), ("number", NUMBERS)]
    return SQL(" ").join(
        SQL("JOIN {table} ON {table}.at = {drawn}").format(table=Identifier(table), drawn=_drawn(table, size))
        for table, size in joins
    )


def lives() -> dict[str, Composable]:
    """What stands in each column of the member `n`; the same at every call."""
    joined = SQL("date '1986-01-01' + {}::int").format(_drawn("joined", 14_800))
    told = {
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
    drawn = {
        "phone": SQL("'1' || (3000000000 + {})::text").format(_drawn("phone", 6_999_999_999)),
        "birth_date": SQL("date '1962-01-01' + {}::int").format(_drawn("birth", 15_700)),
        "hired_on": joined,
        "joined_on": SQL("CASE WHEN {} <> 'pending' THEN {} END").format(_share("state"), joined),
        "state_since": joined,
        "unit_id": SQL("unit"),
        "work_site": SQL("'现场' || {}").format(_drawn("site", 200)),
        "is_migrant": SQL("{} = 0").format(_drawn("migrant", 8)),
    }
    return drawn | {name: SQL(value) for name, value in told.items()} | {name: _share(name) for name in SHARES}


def _given_names(faker: Faker) -> Iterator[str]:
    """Mostly of two characters, and far more of them than Faker knows."""
    for at in range(GIVEN):
        name = faker.first_name()
        yield name if at % 5 == 0 or len(name) > 1 else name + faker.first_name()[-1]


def _sealed_identity(at: int) -> str:
    first_seventeen = f"37050219{60 + at % 40}0101{at % 1000:03d}"
    return Sealed.seal(first_seventeen + check_digit(first_seventeen)).token


def _keep(table: str, rows: Iterator[tuple[str, str, str]]) -> None:
    named = Identifier(table)
    with connection.cursor() as cursor:
        cursor.execute(
            SQL("CREATE TEMPORARY TABLE {} (at int PRIMARY KEY, one text, two text, three text)").format(named)
        )
        insert = SQL("INSERT INTO {} VALUES %s").format(named).as_string(cursor.cursor)
        execute_values(cursor, insert, [(at, *row) for at, row in enumerate(rows)], page_size=1000)
        cursor.execute(SQL("ANALYZE {}").format(named))


def _drawn(what: str, below: int) -> Composable:
    """A number from 0 that follows from `n`, as if drawn."""
    return SQL("abs(hashtextextended({} || n, 0) % {})").format(Literal(what), Literal(below))


def _share(column: str) -> Composable:
    """The word of `column`, each with its share of a thousand."""
    first, others = SHARES[column]
    cases, upto = [], 0
    for word, share in others.items():
        upto += share
        cases.append(SQL("WHEN {} < {} THEN {}").format(_drawn(column, 1000), Literal(upto), Literal(word)))
    return SQL("CASE {} ELSE {} END").format(SQL(" ").join(cases), Literal(first))
