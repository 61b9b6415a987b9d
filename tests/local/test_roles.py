"""The roles of the local database, and taking over a server on which the portal was superuser and owner."""

from contextlib import closing

import psycopg2
import pytest

from union_portal.local import postgres
from union_portal.local.checkout import Checkout
from union_portal.local.services import services_of

pytestmark = pytest.mark.slow
OLD_DATABASE = """
CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at serial, name text);
INSERT INTO kept (name) VALUES ('夏远'), ('孟静');
CREATE VIEW names AS SELECT name FROM kept;
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER nothing AFTER INSERT ON kept FOR EACH ROW EXECUTE FUNCTION nothing();
"""
OWNERS = """
SELECT relowner::regrole::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION SELECT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION SELECT datdba::regrole::text FROM pg_database WHERE datname IN ('portal', 'test_older')
"""
ROLES = """
SELECT rolname::text, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles
WHERE NOT starts_with(rolname, 'pg_') ORDER BY rolname
"""
# How far an earlier takeover has come before it was cut off.
CUT_OFF = {
    "not begun": [],
    "renamer made": [("portal", "CREATE ROLE portal_renamer LOGIN SUPERUSER")],
    "renamed": [
        ("portal", "CREATE ROLE portal_renamer LOGIN SUPERUSER"),
        ("portal_renamer", "ALTER ROLE portal RENAME TO postgres"),
    ],
}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty checkout; no server is named by the environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return Checkout(tmp_path)


def asked(checkout, role, query, database="portal"):
    """Run a statement as a role, and return the rows, if any."""
    with closing(postgres.connect(checkout, role, database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall() if cursor.description else []


def old_server(checkout, monkeypatch, *more):
    """Make a data directory as older versions did: its only role is the superuser `portal`."""
    with monkeypatch.context() as patch:
        patch.setattr(postgres, "SUPERUSER", "portal")
        patch.setattr(postgres, "ensure_roles", lambda connect: None)
        with services_of(checkout):
            for database in ("portal", "test_older"):
                asked(checkout, "portal", f"CREATE DATABASE {database}", "postgres")
            asked(checkout, "portal", OLD_DATABASE)
            assert asked(checkout, "portal", ROLES) == [("portal", True, True, True)]
            for role, statement in more:
                asked(checkout, role, statement)


def assert_three_roles(checkout):
    assert asked(checkout, "portal_owner", ROLES) == [
        ("portal", False, False, False),
        ("portal_owner", False, True, False),
        ("postgres", True, True, True),
    ]


@pytest.mark.parametrize("done", CUT_OFF.values(), ids=CUT_OFF)
def test_an_older_server_is_taken_over_without_loss_also_after_a_takeover_was_cut_off(checkout, monkeypatch, done):
    old_server(checkout, monkeypatch, *done)
    for _ in range(2):
        with services_of(checkout):
            assert_three_roles(checkout)
            assert asked(checkout, "portal_owner", OWNERS) == [("portal_owner",)]
            assert asked(checkout, "portal_owner", "SELECT name FROM names") == [("夏远",), ("孟静",)]
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                asked(checkout, "portal", "DROP TABLE kept CASCADE")
    with services_of(checkout):
        asked(checkout, "portal_owner", "INSERT INTO kept (name) VALUES ('周宁')")
        asked(checkout, "portal_owner", "DROP DATABASE test_older", "postgres")


def test_a_new_server_has_its_roles_at_once(checkout):
    with services_of(checkout):
        assert_three_roles(checkout)
        assert asked(checkout, "portal_owner", OWNERS) == [("portal_owner",)]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            asked(checkout, "portal", "CREATE TABLE public.another (one int)")
