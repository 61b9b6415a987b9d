"""Rows that many tests read: made once, and rolled back after the last of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction

Made = TypeVar("Made")


@contextmanager
def lasting(make: Callable[[], Made], django_db_blocker: Any) -> Iterator[Made]:
    """Yield what `make` returns, with its rows in the database for the block; each test rolls back what it adds.

    For fixtures of a module or package, which also ask for `django_db_setup`.
    """
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
    try:
        with django_db_blocker.unblock():
            made = make()
            # Else the foreign keys of these rows are checked anew at the end of each test.
            connection.check_constraints()
        yield made
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
