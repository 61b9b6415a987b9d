import pytest

from tests import factories as make


@pytest.fixture
def officer(union):
    """A finance officer of the union, not logged in."""
    return make.officer(union, post="finance_officer")
