"""What is last in stock is reserved and handed out once, however many want it at the same moment."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tests import factories as make
from tests.concurrency import at_once, refusals, results
from welfare.budgets.ledger import Cause
from welfare.choices import StockKind
from welfare.goods import rules, stock
from welfare.goods.actions.reserving import reserve_due
from welfare.goods.models.stock import Batch, StockEntry
from welfare.grants.models.grants import Grant
from welfare.handing_out.counter import READ, Scan, hand_out
from welfare.handing_out.models import HandOut
from welfare.seasonal.actions.deliveries import undo_delivery
from welfare.seasonal.choices import HEAT_DELIVERY_KIND
from welfare.seasonal.models.deliveries import HeatDelivery, HeatDeliveryLine

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


def test_thirty_two_at_once_deliver_what_is_last_to_two_sites_and_take_some_back():
    first = make.supplied_site(in_stock=7)
    ration = first.rations.get()
    second = make.heat_site(first.unit, name="二号现场", store=first.store)
    make.heat_ration(second, ration.article)
    brought = make.heat_delivery(first, 2)
    people = [make.user() for _one in range(THREADS)]

    def act(number: int):
        if number == 0:
            return lambda: undo_delivery(brought, by=people[0], reason="送错了")
        site = (first, second)[number % 2]
        return lambda: make.heat_delivery(site, 1 + number % 3, by=people[number])

    outcomes = at_once(*(act(number) for number in range(THREADS)))
    assert results(outcomes)
    assert refusals(outcomes)
    batch = Batch.objects.get(article=ration.article)
    found = rules.Numbers()
    for entry in batch.entries.order_by("number"):
        found = found.after(StockKind(entry.kind), entry.quantity)
        assert entry.in_stock_after >= 0
    assert found == (batch.in_stock, batch.reserved)
    standing = HeatDeliveryLine.objects.filter(delivery__state="delivered").values_list("quantity", flat=True)
    assert batch.in_stock + sum(standing) == 7
    for delivery in HeatDelivery.objects.all():
        out = [one.cause_out for one in StockEntry.objects.latest_of_cause(HEAT_DELIVERY_KIND, delivery.pk)]
        assert sum(out) == (delivery.lines.get().quantity if delivery.state == "delivered" else 0)


def test_thirty_two_counters_hand_out_the_last_parcels_of_a_run_while_others_reserve_them():
    unit = make.unit()
    members = [make.worker(unit) for _one in range(THREADS)]
    article, store, officer = make.article(unit), make.store(unit), make.officer(unit)
    batch = make.batch(article, store, 5)
    run = make.issued_run(unit, article=article, store=store)
    assert reserve_due() == 1
    batch.refresh_from_db()
    assert (batch.in_stock, batch.reserved) == (5, 5)

    def act(number: int):
        if number % 8 == 7:
            return lambda: stock.reserve(article, store, 1, cause=Cause("grant", number), by=None)
        grant = Grant.objects.select_related(*READ).get(run=run, member=members[number])
        return lambda: hand_out(grant, Scan(nonce=uuid4(), grant=grant.pk, at=timezone.now()), by=officer)

    outcomes = at_once(*(act(number) for number in range(THREADS)))
    assert len(results(outcomes)) == 5 and len(refusals(outcomes)) == THREADS - 5
    batch.refresh_from_db()
    # The list agrees with the stock to the piece.
    assert (batch.in_stock, batch.reserved) == (0, 0)
    assert run.grants.received().count() == HandOut.objects.count() == 5
    assert sorted(run.grants.received().values_list("pk")) == sorted(HandOut.objects.values_list("grant"))
