"""A database that an earlier version made ends, migrated, as one that is made today.

tests/data/state_*.sql are databases as earlier versions left them: tables, triggers and the rows that migrating makes,
written by tests/earlier_state.py; state_2b193fa.sql is that of commit 2b193fa.
"""

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
from tests.schema import catalogue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
STATES = sorted((Path(__file__).parent / "data").glob("state_*.sql"))


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


def migrated_schema(*changes: str) -> list[str]:
    """Return the schema after all migrations and `changes`, dumped and restored.

    PostgreSQL writes some conditions in other words once they have been through a dump, as those of `STATES` have.
    """
    with temporary_database(f"{connection.settings_dict['NAME']}_migrated") as address:
        with server(connection.settings_dict["NAME"]) as cursor:
            for change in changes:
                cursor.execute(change)
        sql = dumped(address)
    with restored_database("restored", sql) as name, server(name) as cursor:
        return catalogue(cursor)


@pytest.fixture
def fresh_schema() -> list[str]:
    return migrated_schema()


@pytest.mark.parametrize("state", STATES, ids=lambda path: path.stem)
def test_an_upgraded_database_has_the_schema_of_a_fresh_one(fresh_schema, state, monkeypatch):
    with restored_database("earlier", state.read_text()) as earlier:
        monkeypatch.setitem(connection.settings_dict["TEST"], "TEMPLATE", earlier)
        upgraded = migrated_schema()
    assert len(fresh_schema) > 2000
    assert [line for line in upgraded if line not in fresh_schema] == []
    assert [line for line in fresh_schema if line not in upgraded] == []
    assert upgraded == fresh_schema


def test_any_difference_of_schemas_is_found(fresh_schema):
    changed = migrated_schema(
        "ALTER TABLE members_unit ALTER name DROP NOT NULL",
        "ALTER TABLE members_unit DROP CONSTRAINT a_merged_unit_is_closed",
        "ALTER TABLE office_auditevent DISABLE TRIGGER USER",
        "ALTER SEQUENCE members_unit_id_seq INCREMENT 2",
        "DROP INDEX members_unit_code_33a86d4d_like",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
        " LANGUAGE sql AS 'SELECT true'",
    )
    kinds = {line.split()[0] for line in set(fresh_schema) ^ set(changed)}
    assert kinds == {"column", "constraint", "trigger", "sequence", "index", "function"}


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
