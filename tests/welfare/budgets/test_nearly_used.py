import pytest

from tests import factories as make
from welfare.budgets.models import BudgetLine

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("reserved", "spent", "shown"), [(0, 799, False), (300, 500, True), (0, 1000, True)])
def test_a_budget_counts_as_nearly_used_from_four_fifths_on(reserved, spent, shown):
    make.used_line(make.unit(), amount=1000, reserved=reserved, spent=spent)
    assert BudgetLine.objects.nearly_used().exists() is shown


def test_a_budget_of_nothing_is_not_nearly_used():
    make.budget_line(make.unit(), amount=0)
    assert not BudgetLine.objects.nearly_used().exists()
