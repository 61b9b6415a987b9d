import pytest

from tests import factories as make


@pytest.fixture
def member(union):
    """A member of the union."""
    return make.member(union)
