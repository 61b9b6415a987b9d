"""The units and people of a question and of a grievance; nobody is logged in."""

import pytest

from tests import factories as make


@pytest.fixture
def branch():
    """A branch without a union above it."""
    return make.unit("Railway")


@pytest.fixture
def asker(branch):
    """The account of a worker who asks."""
    return make.account(make.worker(branch))


@pytest.fixture
def reporter(branch):
    """The account of a worker who reports a grievance, with a name that is on no other page."""
    return make.account(make.worker(branch, name="欧阳娜娜"))


@pytest.fixture
def counsellor(branch):
    """A counsellor of the branch's desk."""
    return make.officer(branch, post="desk_counsellor")


@pytest.fixture
def officer(branch):
    """A rights officer of the branch."""
    return make.officer(branch, post="rights_officer")
