import pytest
from django.db import connection

from benchmarks.scratch_database import server
from office import audit
from office.seals.models import Seal
from office.seals.sealing import seal_events
from office.sql import Params
from tests import factories as make


@pytest.fixture
def sealed() -> Seal:
    """A seal over three events."""
    unit = make.unit()
    for number in range(3):
        audit.record(
            "test.something", unit, by=None, reason=f"原因 {number}", changes={"数": number, "a": [1.50, None]}
        )
    seal = seal_events()
    assert seal is not None
    return seal


def as_superuser(statement: str, params: Params = ()) -> None:
    """Run a statement, and commit it, as somebody who has switched the triggers of the audit log and its seals off."""
    tables = ("office_auditevent", "office_seal", "office_sealedevent")
    with server(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("BEGIN")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("COMMIT")


def erase_label(key: int) -> None:
    """Erase the label of an event, as the function that erases members does as the database's owner."""
    with server(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("UPDATE office_auditevent SET object_label = '***' WHERE id = %s", [key])
