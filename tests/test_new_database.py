"""An empty database is filled from one file, which holds what the migrations that it names make.

That it holds the same as they make, tests/test_upgrade.py shows.
"""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from benchmarks.scratch_database import server
from members.approvals.models import ApprovalRule
from members.authority.models import Post
from office.new_database import changed_since, is_empty, named_migrations, present_migrations

# Each that comes after the file takes some two seconds wherever a database is made.
AFTER_THE_FILE = 20


@pytest.fixture
def empty_database(transactional_db):
    """Let the default connection use an empty database."""
    used = connection.settings_dict["NAME"]
    name = f"{used}_empty"
    with server() as cursor:
        cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = used
    with server() as cursor:
        cursor.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


@pytest.fixture
def djangos_own_does_nothing(monkeypatch):
    """Leave of `migrate` what this project adds before Django's own part."""
    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", lambda *_, **__: None)
    monkeypatch.setattr("office.management.commands.migrate.grant_rights", lambda _: None)


def test_the_file_is_that_of_todays_migrations():
    sql = settings.NEW_DATABASE.read_text()
    assert changed_since(sql) == [], "these migrations have changed since: run `make new-database`"
    after = present_migrations().keys() - named_migrations(sql).keys()
    assert len(after) <= AFTER_THE_FILE, f"a new database waits for {len(after)} migrations: run `make new-database`"


@pytest.mark.slow
def test_migrate_fills_an_empty_database_and_finds_nothing_to_do_in_it_afterwards(empty_database):
    before = timezone.now()
    call_command("migrate", verbosity=0)
    assert Post.objects.exists()
    assert before < ApprovalRule.objects.earliest("id").since < timezone.now()
    applied = MigrationRecorder(connection).migration_qs
    assert applied.filter(applied__lt=before).count() == 0
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("migrate", verbosity=0)
    assert applied.count() == len(present_migrations())


@pytest.mark.slow
def test_who_asks_for_migrations_themselves_gets_nothing_from_the_file(empty_database, djangos_own_does_nothing):
    for name in (["members"], ["members", "0003"]):
        call_command("migrate", *name, verbosity=0)
    for option in ("plan", "check_unapplied", "fake", "fake_initial", "prune"):
        call_command("migrate", verbosity=0, **{option: True})
    assert is_empty()
    call_command("migrate", verbosity=0)
    assert not is_empty()


@pytest.mark.slow
def test_a_file_that_is_out_of_date_is_not_used(empty_database, djangos_own_does_nothing, settings, tmp_path, capsys):
    sql = settings.NEW_DATABASE.read_text()
    digest = present_migrations()["members", "0001_initial"]
    settings.NEW_DATABASE = tmp_path / "new_database.sql"
    for changed, named in (
        (sql.replace(digest, "0123456789abcdef"), "members.0001_initial"),
        (f"-- members 0001_renamed {digest}\n{sql}", "members.0001_renamed"),
    ):
        settings.NEW_DATABASE.write_text(changed)
        call_command("migrate", verbosity=0)
        assert f"{named} has changed" in capsys.readouterr().err
        assert is_empty()
