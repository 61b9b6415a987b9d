"""Print a freshly migrated database as SQL, for tests/test_upgrade.py to bring up to date ever after.

Run once at each release: `.venv/bin/python -m tests.earlier_state > tests/data/state_0.2.0.sql`.
"""

import os
import re
import subprocess
import sys

import django

COMMENT_BLOCK = re.compile(r"^--\n-- .*\n--\n+", re.MULTILINE)


def dumped(address: str, *options: str) -> str:
    """Return the database at `address` as plain SQL: tables, rows, triggers, without owners; `options` of pg_dump."""
    from union_portal.local.postgres import binaries

    command = [str(binaries() / "pg_dump"), "--inserts", "--no-owner", *options, f"--dbname={address}"]
    return portable(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def portable(dump: str) -> str:
    """Return what pg_dump wrote without its comments, psql's commands and most settings at its head.

    Settings of a newer server are unknown to an older one. The one that is kept lets a function name a table that is
    made only later.
    """
    body = dump[dump.index("\nCREATE ") + 1 : dump.rindex("\\unrestrict")]
    return "SET LOCAL check_function_bodies = false;\n\n" + COMMENT_BLOCK.sub("", body).strip() + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
    django.setup()
    from benchmarks.scratch_database import temporary_database
    from union_portal import local

    with local.services(), temporary_database(f"earlier_state_{os.getpid()}") as address:
        sys.stdout.write(dumped(address, "--no-privileges"))


if __name__ == "__main__":
    main()
