"""Write the file that `migrate` fills an empty database from (decision 38): `make new-database`.

It holds what the migrations alone make, one by one. The rows that signals of `migrate` make (permissions, shipped
posts) follow the code: a new database gets them after it has been filled.
"""

import os
import re

import django

HEAD = """\
-- Written by `make new-database`; don't edit it. Decision 38 says what it is for.
-- It holds these migrations, each with a digest of its source:
"""
# To the microsecond: when a row was made, not what a migration says.
MOMENT = re.compile(r"(?<=[( ])'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+[+-]\d\d'(?=[,)])")


def document(name: str) -> str:
    """Return the text of the file for the database `name`, to which migrations have been applied and nothing else."""
    from benchmarks.scratch_database import database_url, server
    from office.database_roles import owner_connection
    from office.new_database import present_migrations
    from tests.earlier_state import dumped

    with server(name) as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        applied: list[tuple[str, str]] = cursor.fetchall()
    present = present_migrations()
    address = database_url(name, owner_connection())
    names = "".join(f"-- {app} {migration} {present[app, migration]}\n" for app, migration in applied)
    # When they were applied, and when rows were made, is each new database's own.
    body = MOMENT.sub("CURRENT_TIMESTAMP", dumped(address, "--exclude-table-data=public.django_migrations*"))
    return f"{HEAD}{names}\n{body}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
    django.setup()
    from django.conf import settings
    from psycopg2.sql import SQL, Identifier

    from benchmarks.scratch_database import server
    from tests.template_database import migrate_without_signals
    from union_portal import local

    name = f"new_database_{os.getpid()}"
    with local.services():
        with server() as cursor:
            cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            migrate_without_signals(name, from_file=False)
            settings.NEW_DATABASE.write_text(document(name), encoding="utf-8")
        finally:
            with server() as cursor:
                cursor.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


if __name__ == "__main__":
    main()
