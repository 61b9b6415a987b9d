import pytest

from tests import factories as make


@pytest.fixture
def releaser(north):
    """The chair of the branch that a member leaves."""
    return make.officer(north, post="branch_chair", name="老主席")


@pytest.fixture
def accepter(south):
    """The chair of the branch that a member joins."""
    return make.officer(south, post="branch_chair", name="新主席")
