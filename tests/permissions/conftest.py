import logging

import pytest

from tests import factories as make
from tests.lasting_rows import lasting
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
    with lasting(make_people, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="package")
def clients(people, django_db_blocker):
    with django_db_blocker.unblock():
        return Clients(people)


@pytest.fixture
def union():
    """The root of another unit tree: `people`, who last for the package, have the codes of the usual one."""
    return make.unit("别处工会", kind="union")


@pytest.fixture
def branch(union):
    """A branch of that union."""
    return make.unit("别处分会", parent=union)
