import pytest

from office.documents.kinds import KINDS
from tests import factories as make
from tests.office.documents.kinds import NAME, letter


@pytest.fixture
def kind(monkeypatch):
    kind = letter()
    monkeypatch.setitem(KINDS, NAME, kind)
    return kind


@pytest.fixture
def unit(db):
    return make.unit()
