"""Somebody who speaks to the database as the portal does can't rewrite what was: neither the audit log nor a history.

The tables are read from the catalogue, so that one of a later migration is covered without a line here.
"""

from contextlib import closing
from datetime import date

import psycopg2
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from psycopg2.errors import InsufficientPrivilege
from psycopg2.sql import SQL, Identifier

from benchmarks.scratch_database import server
from members.authority.models import User
from members.own_data.actions import erasures
from members.own_data.models.retention import Erasure, LegalHold
from members.personal_file.actions.corrections import correct_member
from members.register.models.member import Member
from office import database_roles
from office.checks import portal_is_not_owner
from office.models import AuditEvent, ErasedRow
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC_TABLES = """
SELECT c.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_id')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
ONLY_ADDED_TO = {
    "consultation_clockevent",
    "members_approvaldecision",
    "members_approvalmaker",
    "members_approvalstage",
    "members_consent",
    "members_duespayment",
    "office_auditcheck",
    "office_auditevent",
    "office_calendarnotice",
    "office_seal",
    "office_sealedevent",
    "office_textversion",
    "welfare_budgetentry",
    "welfare_filefetch",
    "welfare_heatdeliveryline",
    "welfare_leftout",
    "welfare_receiptcancellation",
    "welfare_stockentry",
    "welfare_visitpaper",
    "welfare_withdrawngrant",
    "welfare_yearendline",
}
WRITTEN_BY_THE_OWNER = {
    "django_migrations",
    "members_membershipperiod",
    "members_unitplace",
    "office_erasedrow",
    "pghistory_context",
}
REWRITING = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} OWNER TO {role}",
    "ALTER TABLE {table} RENAME TO elsewhere",
    "ALTER TABLE {table} ADD COLUMN more int",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE INDEX ON {table} ({column})",
    "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "DROP TABLE {table} CASCADE",
]
BECOMING_MORE = [
    "SET ROLE {owner}",
    "SET SESSION AUTHORIZATION {owner}",
    "SET session_replication_role = replica",
    "ALTER ROLE {role} SUPERUSER",
    "ALTER ROLE {role} CREATEDB",
    "ALTER ROLE {owner} PASSWORD 'x'",
    "GRANT {owner} TO {role}",
    "CREATE ROLE another",
    "CREATE DATABASE another",
    "CREATE SCHEMA another",
    "CREATE TABLE public.another (one int)",
    "CREATE TEMPORARY TABLE members_memberevent (one int)",
    "CREATE FUNCTION public.another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
    " LANGUAGE sql AS 'SELECT true'",
    "ALTER FUNCTION public.members_reason_to_keep(bigint) RENAME TO another",
    "DROP FUNCTION public.members_erase_traces(bigint, bigint)",
    "CREATE EXTENSION vector",
    "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "COPY office_auditevent TO PROGRAM 'cat'",
    "COPY office_auditevent TO '/tmp/another'",
    "COPY office_auditevent FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "ALTER SYSTEM SET log_statement = 'all'",
    "ALTER DATABASE {database} OWNER TO {role}",
    "DROP DATABASE {database}",
    "SELECT setval('office_auditevent_id_seq', 1)",
]


@pytest.fixture
def owner():
    """The name of the role that owns the database; the tests run as another one."""
    assert settings.DATABASE_OWNER
    assert settings.DATABASE_OWNER["USER"] != connection.settings_dict["USER"]
    return settings.DATABASE_OWNER["USER"]


def attempts(statements, **names):
    """Return what the database answers to each statement, sent by the portal's role over a connection of its own."""
    answers = {}
    parameters = connection.get_connection_params()
    with closing(psycopg2.connect(**{**parameters, "cursor_factory": None})) as own, own.cursor() as cursor:
        for statement in statements:
            text = statement.format(**{key: f'"{name}"' for key, name in names.items()})
            # These are refused within a transaction before anybody asks for rights.
            own.autocommit = statement.startswith(("CREATE DATABASE", "DROP DATABASE", "ALTER SYSTEM"))
            try:
                cursor.execute(text)
                answers[text] = "done"
            except psycopg2.Error as why:
                answers[text] = why
            finally:
                own.rollback()
    return answers


def not_refused(answers):
    """Return the statements that were not refused for want of a right, with what came of them."""
    return {text: str(answer) for text, answer in answers.items() if not isinstance(answer, InsufficientPrivilege)}


def kept_tables():
    """Return the tables whose rows stay: every history, and those that are only added to."""
    with connection.cursor() as cursor:
        cursor.execute(PUBLIC_TABLES)
        return sorted(
            table
            for table, is_history in cursor.fetchall()
            if is_history or table in ONLY_ADDED_TO | WRITTEN_BY_THE_OWNER
        )


def test_the_portals_role_is_no_superuser_and_owns_nothing(owner):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchall() == [(False,) * 5]
        for catalogue, column in [
            ("pg_class", "relowner"),
            ("pg_proc", "proowner"),
            ("pg_type", "typowner"),
            ("pg_namespace", "nspowner"),
            ("pg_database", "datdba"),
        ]:
            cursor.execute(f"SELECT oid FROM {catalogue} WHERE {column} = current_user::regrole")
            assert cursor.fetchall() == []
        cursor.execute("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchall() == []
        cursor.execute("SELECT pg_has_role(%s, 'MEMBER')", [owner])
        assert cursor.fetchall() == [(False,)]


def test_the_portals_role_can_not_become_more_or_reach_the_machine(owner):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        role, database = cursor.fetchone()
    answers = attempts(BECOMING_MORE, owner=owner, role=role, database=database)
    assert len(answers) == len(BECOMING_MORE)
    assert not_refused(answers) == {}


def test_the_portals_role_rewrites_no_history_and_nothing_that_is_only_added_to():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
    tables = kept_tables()
    assert len(tables) > 15
    for table in tables:
        column = connection.introspection.get_primary_key_column(connection.cursor(), table)
        statements = REWRITING
        if table not in ONLY_ADDED_TO:
            statements = [*REWRITING, "INSERT INTO {table} SELECT * FROM {table} LIMIT 0"]
        assert not_refused(attempts(statements, table=table, column=column, role=role)) == {}


def test_every_table_with_a_trigger_that_refuses_changes_is_only_added_to():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE starts_with(tgname, 'pgtrigger_append_only')"
        )
        protected = {table for (table,) in cursor.fetchall()}
    assert protected == ONLY_ADDED_TO | {"office_erasedrow"}


def test_the_portals_role_has_no_rights_but_those_to_rows_and_gives_itself_none():
    with connection.cursor() as cursor:
        # PostgreSQL only warns of what this does not do.
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO current_user")
        cursor.execute(
            "SELECT DISTINCT privilege_type FROM pg_class, aclexplode(relacl)"
            " WHERE relnamespace = 'public'::regnamespace AND grantee IN (0, current_user::regrole)"
        )
        rights = {right for (right,) in cursor.fetchall()}
        cursor.execute(
            "SELECT has_schema_privilege('public', 'CREATE'), has_database_privilege(current_database(), 'CREATE'),"
            " has_database_privilege(current_database(), 'TEMPORARY')"
        )
        assert cursor.fetchone() == (False, False, False)
    assert rights == {"SELECT", "INSERT", "UPDATE", "DELETE", "USAGE"}


def test_a_history_of_a_later_migration_is_protected_by_the_next_migrate():
    name = connection.settings_dict["NAME"]
    with server(name) as cursor:
        cursor.execute("CREATE TABLE public.laterevent (pgh_id int PRIMARY KEY, name text)")
    try:
        call_command("migrate", verbosity=0)
        rewriting = [statement for statement in REWRITING if "{role}" not in statement]
        assert "laterevent" in kept_tables()
        assert not_refused(attempts(rewriting, table="laterevent", column="pgh_id")) == {}
    finally:
        with server(name) as cursor:
            cursor.execute(SQL("DROP TABLE {}").format(Identifier("laterevent")))


def test_no_setting_of_the_session_keeps_a_change_out_of_the_history(union):
    member = make.member(union)
    before = member.events.count() if hasattr(member, "events") else 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'members_member'::regclass AND NOT tgisinternal")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + ",".join(names) + "}"])
        cursor.execute("UPDATE members_member SET work_site = '西区' WHERE id = %s", [member.pk])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_memberevent WHERE pgh_obj_id = %s", [member.pk])
        assert cursor.fetchone()[0] == before + 1


def test_what_a_request_said_of_its_changes_is_not_said_otherwise_later(union):
    member = make.member(union)
    key = "5b0a1ac4-7c1f-4d6b-9a35-5f0b8b8f3a11"

    def change(site, metadata):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_id', %s, true)", [key])
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [metadata])
            cursor.execute("UPDATE members_member SET work_site = %s WHERE id = %s", [site, member.pk])

    change("一区", '{"user": 1}')
    change("二区", '{"user": 1, "url": "/x/"}')
    change("三区", '{"user": 2}')
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata::text FROM pghistory_context WHERE id = %s", [key])
        assert cursor.fetchall() == [('{"url": "/x/", "user": 1}',)]


def test_an_erasure_leaves_a_hash_of_each_row_that_it_changed(union):
    erasure, chair = make.erasure(union, name="夏远"), make.officer(union, post="chair")
    member = erasure.member
    correct_member(member, {"work_site": "西区"}, by=chair, reason="x")
    kind = ContentType.objects.get_for_model(Member)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, encode(office_label_hash(e), 'hex') FROM office_auditevent e"
            " WHERE object_type_id = %s AND object_id = %s",
            [kind.pk, member.pk],
        )
        events = dict(cursor.fetchall())
        cursor.execute(
            "SELECT pgh_id, encode(sha256(convert_to(to_jsonb(e)::text, 'UTF8')), 'hex') FROM members_memberevent e"
            " WHERE pgh_obj_id = %s",
            [member.pk],
        )
        history = dict(cursor.fetchall())
    assert events
    assert history
    erasures.carry_out_erasure(erasure, by=chair)
    erased = AuditEvent.objects.filter(pk__in=events)
    assert {event.pk: bytes(event.label_hash or b"").hex() for event in erased} == events
    assert set(erased.values_list("object_label", "label_salt")) == {("***", None)}
    tombstones = dict(ErasedRow.objects.filter(table_name="members_memberevent").values_list("row_id", "erased_hash"))
    assert history.items() <= tombstones.items()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_memberevent WHERE pgh_obj_id = %s", [member.pk])
        assert cursor.fetchone() == (0,)
    own = AuditEvent.objects.filter(verb="member.erase_traces", object_id=member.pk)
    assert {(event.actor_id, event.object_label) for event in own} == {(chair.pk, "***")}
    assert sum(event.changes["histories"] for event in own) == len(tombstones)


def erase_traces(member):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT members_erase_traces(%s, NULL)", [member.pk])


@pytest.mark.parametrize("kept", ["erased", "rule", "notice", "hold", "request", "office", "welfare", "consultation"])
def test_the_function_erases_nobody_whom_a_rule_keeps_however_it_is_called(union, kept):
    chair = make.officer(union, post="chair")
    member = make.member(union, user=make.user())
    if kept == "welfare":
        make.counted_run(union)
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2020-01-01")
    erasure = Erasure.objects.create(member=member, cause="rule", not_before=date(2026, 1, 1))
    match kept:
        case "erased":
            erasures.carry_out_erasure(erasure, by=chair)
        case "rule":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE members_retentionrule SET years = 50")
        case "notice":
            erasures.refuse_erasure(erasure, by=chair, reason="x")
        case "hold":
            LegalHold.objects.create(member=member, reason="诉讼", placed_by=chair)
        case "request":
            make.change_request(member)
        case "office":
            User.objects.filter(member=member).update(is_staff=True)
        case "consultation":
            make.question(member.user)
    with pytest.raises(IntegrityError, match=kept):
        erase_traces(member)


def test_the_function_deletes_no_history_of_somebody_who_stays_in_the_register(union):
    """Whoever writes rows can make the rules come true, and would hide by the function what they changed before."""
    member = make.member(union)
    Member.objects.filter(pk=member.pk).update(work_site="西区")
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2020-01-01")
    Erasure.objects.create(member=member, cause="rule", not_before=date(2026, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_memberevent WHERE pgh_obj_id = %s", [member.pk])
        history = cursor.fetchone()
    with pytest.raises(IntegrityError, match="the entry is not"):
        erase_traces(member)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_memberevent WHERE pgh_obj_id = %s", [member.pk])
        assert cursor.fetchone() == history


def test_an_erased_member_does_not_come_back(union):
    erasure, chair = make.erasure(union, name="夏远"), make.officer(union, post="chair")
    erasures.carry_out_erasure(erasure, by=chair)
    with pytest.raises(IntegrityError, match="was erased for good"):
        Member.objects.filter(pk=erasure.member_id).update(anonymised_at=None, name="夏远")


def test_a_member_whose_rows_say_erased_is_not_erased_in_another_transaction(union):
    erasure, chair = make.erasure(union), make.officer(union, post="chair")
    erasures.carry_out_erasure(erasure, by=chair)
    with pytest.raises(IntegrityError, match="erased"):
        erase_traces(erasure.member)


def test_the_check_before_production_warns_where_the_portal_owns_its_tables(monkeypatch):
    assert portal_is_not_owner(None) == []
    with database_roles.as_owner():
        assert [warning.id for warning in portal_is_not_owner(None)] == ["office.W004"]
