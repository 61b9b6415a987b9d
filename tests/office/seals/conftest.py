import pytest
from django.db import connection

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
    """Run a statement as somebody who may switch all triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, params)
        cursor.execute("SET LOCAL session_replication_role = origin")
