"""What is last in stock is reserved and handed out once, however many want it at the same moment."""

import pytest

from tests import factories as make
from tests.concurrency import at_once, refusals, results
from welfare.budgets.ledger import Cause
from welfare.choices import StockKind
from welfare.goods import rules, stock
from welfare.goods.models.stock import Batch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]
THREADS = 32


def test_thirty_two_at_once_reserve_and_hand_out_what_is_last():
    unit = make.unit()
    place = make.article(unit), make.store(unit)
    first, last = make.batch(*place, 3, number="1"), make.batch(*place, 4, number="2")

    def act(number: int):
        cause = Cause("grant", number)
        if number % 2:
            return lambda: stock.hand_out(*place, cause=cause, by=None)
        return lambda: stock.reserve(*place, 1, cause=cause, by=None)

    outcomes = at_once(*(act(number) for number in range(THREADS)))
    assert len(results(outcomes)) == 7
    assert len(refusals(outcomes)) == THREADS - 7
    for batch in Batch.objects.filter(pk__in=[first.pk, last.pk]):
        assert batch.in_stock == batch.reserved
        found = rules.Numbers()
        for entry in batch.entries.order_by("number"):
            found = found.after(StockKind(entry.kind), entry.quantity)
        assert found == (batch.in_stock, batch.reserved)
    assert at_once(*(lambda: stock.take_in(*place, 1, by=None, number="3") for _one in range(8)))
    assert Batch.objects.get(number="3").in_stock == 8
