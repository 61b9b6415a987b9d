import pytest
from django.db import connection
from psycopg2.extras import Json
from psycopg2.sql import SQL, Literal

from office.sql import keys_of_sql, load_sql, run_sql

pytestmark = pytest.mark.django_db


def test_a_statement_comes_from_its_room_without_its_comments():
    statement = load_sql("members.dues", "payroll_lock_charges")
    assert statement.startswith("SELECT id FROM members_duescharge")
    assert "--" not in statement


def test_an_unknown_statement_is_an_error():
    with pytest.raises(FileNotFoundError):
        load_sql("members.dues", "no_such_statement")


@pytest.mark.parametrize("statement", ["SELECT generate_series(1, %(last)s)", SQL("SELECT generate_series(1, 3)")])
def test_the_rows_of_a_statement_are_counted_and_its_keys_returned(statement):
    assert run_sql(statement, {"last": 3}) == 3
    assert keys_of_sql(statement, {"last": 3}) == [1, 2, 3]


def test_execute_wrappers_get_statements_as_text():
    seen = []

    def wrapper(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        run_sql(SQL("SELECT {}, %s::jsonb").format(Literal("%%")), [Json({"a": 1})])
    assert seen == ["SELECT '%%', %s::jsonb"]
