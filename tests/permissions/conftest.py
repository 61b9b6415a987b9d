import logging

import pytest
from django.db import transaction

from tests.permissions.people import build
from tests.permissions.walk import Walker


@pytest.fixture(scope="package", autouse=True)
def quickly():
    """Thousands of requests: no log line for each refusal."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)


@pytest.fixture(scope="package")
def cast(django_db_setup, django_db_blocker):
    """The cast, made once; each test undoes its own, and the end of the package everything."""
    with django_db_blocker.unblock():
        stage = transaction.atomic()
        stage.__enter__()
        made = build()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        stage.__exit__(None, None, None)


@pytest.fixture(scope="package")
def walker(cast, django_db_blocker):
    with django_db_blocker.unblock():
        return Walker(cast)
