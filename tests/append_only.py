"""An assertion on rows that are added and never changed."""

from collections.abc import Callable

import pytest
from django.db import InternalError, ProgrammingError

from office.database_roles import as_owner


def assert_append_only(*attempts: Callable[[], object]) -> None:
    """Assert that the portal's role has no right to any of the attempts, and a trigger refuses them to the owner.

    The role can't change within a transaction: call it in a test marked `django_db(transaction=True)`.
    """
    for attempt in attempts:
        with pytest.raises(ProgrammingError, match="permission denied"):
            attempt()
        with as_owner(), pytest.raises(InternalError, match="append_only"):
            attempt()
