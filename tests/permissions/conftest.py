import logging

import pytest
from django.db import transaction

from tests.permissions.people import make_people
from tests.permissions.walk import Clients


@pytest.fixture(scope="package", autouse=True)
def no_log_of_refusals():
    """Log no line for each of thousands of refusals."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)


@pytest.fixture(scope="package")
def people(django_db_setup, django_db_blocker):
    """The people and rows of the tests, made once for the package; each test rolls back what it writes itself."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        made = make_people()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture(scope="package")
def clients(people, django_db_blocker):
    with django_db_blocker.unblock():
        return Clients(people)
