"""Template databases: one for each state of the migrations, complete or absent, dropped when unused for a week."""

from itertools import count

import pytest
import time_machine
from django.db import connection
from psycopg2.sql import SQL, Identifier

from benchmarks.scratch_database import server
from tests import template_database
from tests.template_database import migrated_template

pytestmark = pytest.mark.django_db


@pytest.fixture
def created_templates(monkeypatch):
    """Use a prefix of this test's own and skip migrating; yield the names of templates that were made."""
    prefix = f"{connection.settings_dict['NAME']}_template_"
    names: list[str] = []
    monkeypatch.setattr(template_database, "PREFIX", prefix)
    monkeypatch.setattr(template_database, "migrate_without_signals", names.append)
    monkeypatch.setattr(template_database, "fingerprint", lambda: "before")
    yield names
    for name in databases():
        with server() as cursor:
            cursor.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def databases() -> set[str]:
    with server() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [template_database.PREFIX])
        return {name for (name,) in cursor.fetchall()}


def test_the_same_migrations_share_a_template(created_templates):
    assert migrated_template() == migrated_template() == f"{template_database.PREFIX}before"
    assert len(created_templates) == 1


def test_changed_migrations_have_a_template_of_their_own(created_templates, monkeypatch):
    before = migrated_template()
    monkeypatch.setattr(template_database, "fingerprint", lambda: "after")
    after = migrated_template()
    assert databases() == {before, after}
    assert len(created_templates) == 2


def test_a_failed_migration_leaves_no_template_and_does_not_hinder_the_next_one(created_templates, monkeypatch):
    attempts = count()

    def fail_once(name: str) -> None:
        if next(attempts) == 0:
            raise RuntimeError("the migration fails")

    monkeypatch.setattr(template_database, "migrate_without_signals", fail_once)
    with pytest.raises(RuntimeError):
        migrated_template()
    assert f"{template_database.PREFIX}before" not in databases()
    assert migrated_template() in databases()


def test_a_template_unused_for_a_week_is_dropped(created_templates, monkeypatch):
    with time_machine.travel("2026-09-01T08:00:00Z"):
        migrated_template()
    monkeypatch.setattr(template_database, "fingerprint", lambda: "after")
    with time_machine.travel("2026-09-08T08:00:00Z"):
        after = migrated_template()
        assert len(databases()) == 2
    with time_machine.travel("2026-09-09T08:00:00Z"):
        assert migrated_template() == after
        assert databases() == {after}
