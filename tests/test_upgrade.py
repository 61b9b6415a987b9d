"""A database that an earlier version made ends, migrated, as one that is made today.

The one goes through every migration since, the other is filled from a file (decision 38): so they keep to each other.
tests/data/state_*.sql are databases as earlier versions left them: tables, triggers and the rows that migrating makes,
written by tests/earlier_state.py; state_2b193fa.sql is that of commit 2b193fa.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState
from psycopg2.sql import SQL, Identifier

from benchmarks.scratch_database import server, temporary_database
from office.database_roles import as_owner
from tests.earlier_state import dumped
from tests.new_database import MOMENT
from tests.schema import catalogue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
STATES = sorted((Path(__file__).parent / "data").glob("state_*.sql"))
ROW = re.compile(r"^INSERT INTO public\.(\w+) VALUES .*?\);$", re.MULTILINE | re.DOTALL)
# What is shipped is added to what an earlier version shipped, and permissions outlive their models.
GROWN = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "members_post",
    "members_post_permissions",
}


@contextmanager
def restored_database(purpose: str, sql: str) -> Iterator[str]:
    """Create a database from a dump, yield its name, and drop it at the end."""
    name = f"{connection.settings_dict['NAME']}_{purpose}"
    with server() as cursor:
        cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        with server(name) as cursor:
            cursor.execute(sql)
        yield name
    finally:
        with server() as cursor:
            cursor.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def migrated_state(*changes: str) -> list[str]:
    """Return the schema after all migrations and `changes`, dumped and restored, and the rows without their moments.

    PostgreSQL writes some conditions in other words once they have been through a dump, as those of `STATES` have.
    """
    with temporary_database(f"{connection.settings_dict['NAME']}_migrated") as address:
        with server(connection.settings_dict["NAME"]) as cursor:
            for change in changes:
                cursor.execute(change)
        sql = dumped(address, "--no-privileges")
    with restored_database("restored", sql) as name, server(name) as cursor:
        return catalogue(cursor) + rows(sql)


def rows(dump: str) -> list[str]:
    """Return a sorted line for each row of a dump, but for those of `GROWN`."""
    found = [(row[0], row[1]) for row in ROW.finditer(dump)]
    return sorted(f"row {MOMENT.sub('moment', row)}" for row, table in found if table not in GROWN)


@pytest.fixture
def fresh_state() -> list[str]:
    return migrated_state()


@pytest.mark.parametrize("state", STATES, ids=lambda path: path.stem)
def test_an_upgraded_database_has_the_schema_and_rows_of_a_fresh_one(fresh_state, state, monkeypatch):
    with restored_database("earlier", state.read_text()) as earlier:
        monkeypatch.setitem(connection.settings_dict["TEST"], "TEMPLATE", earlier)
        upgraded = migrated_state()
    assert sum(not line.startswith("row ") for line in fresh_state) > 2000
    assert [line for line in fresh_state if line.startswith("row INSERT INTO public.welfare_benefitkind")]
    assert sorted(set(upgraded) - set(fresh_state)) == []
    assert sorted(set(fresh_state) - set(upgraded)) == []
    assert upgraded == fresh_state


def test_any_difference_is_found(fresh_state):
    changed = migrated_state(
        "ALTER TABLE members_unit ALTER name DROP NOT NULL",
        "ALTER TABLE members_unit DROP CONSTRAINT a_merged_unit_is_closed",
        "ALTER TABLE office_auditevent DISABLE TRIGGER USER",
        "ALTER SEQUENCE members_unit_id_seq INCREMENT 2",
        "DROP INDEX members_unit_code_33a86d4d_like",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
        " LANGUAGE sql AS 'SELECT true'",
        "UPDATE welfare_benefitkind SET name = 'changed' WHERE code = 'school'",
    )
    kinds = {line.split()[0] for line in set(fresh_state) ^ set(changed)}
    assert kinds == {"column", "constraint", "trigger", "sequence", "index", "function", "row"}


def test_the_table_of_the_former_cache_goes_with_the_upgrade():
    """Its rows told to the second when an anonymous report was sent."""
    migration = import_module("office.migrations.0003_no_cache_table").Migration
    with server(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("CREATE TABLE cache (cache_key varchar(255) PRIMARY KEY, value text, expires timestamptz)")
    with as_owner(), connection.schema_editor() as editor:
        for operation in migration.operations:
            operation.database_forwards("office", editor, ProjectState(), ProjectState())
    with connection.cursor() as cursor:
        assert "cache" not in connection.introspection.table_names(cursor)
