"""The stock of a pickup point: its numbers are those of its entries, never negative, never reserved beyond them."""

import random
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from office.errors import NotAllowed
from tests import factories as make
from tests.append_only import assert_append_only
from welfare.budgets.ledger import Cause
from welfare.choices import StockKind
from welfare.goods import rules, stock
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch, StockEntry

pytestmark = pytest.mark.django_db
Place = tuple[Article, Store]
RUN, ONE, OTHER = Cause("run", 1), Cause("grant", 1), Cause("grant", 2)


@pytest.fixture
def place() -> Place:
    """An article and a pickup point of one unit."""
    unit = make.unit()
    return make.article(unit), make.store(unit)


def numbers(*batches: Batch) -> list[tuple[int, int]]:
    return [Batch.objects.values_list("in_stock", "reserved").get(pk=one.pk) for one in batches]


def sums_of_entries(batch: Batch) -> rules.Numbers:
    found = rules.Numbers()
    for entry in batch.entries.order_by("number"):
        found = found.after(StockKind(entry.kind), entry.quantity)
    return found


def test_those_that_expire_first_are_reserved_and_handed_out_first_and_those_that_are_over_never(place: Place):
    today = timezone.localdate()
    lasts = make.batch(*place, 5)
    later = make.batch(*place, 5, expires_on=today + timedelta(days=60))
    soon = make.batch(*place, 5, expires_on=today)
    over = make.batch(*place, 5, expires_on=today - timedelta(days=1))
    stock.reserve(*place, 7, cause=RUN, by=None)
    assert numbers(soon, later, lasts, over) == [(5, 5), (5, 2), (5, 0), (5, 0)]
    stock.hand_out(*place, 6, cause=ONE, by=None, reserved_for=RUN)
    assert numbers(soon, later, lasts, over) == [(0, 0), (4, 1), (5, 0), (5, 0)]
    stock.hand_out(*place, 2, cause=OTHER, by=None)
    assert numbers(soon, later, lasts, over) == [(0, 0), (2, 1), (5, 0), (5, 0)]
    with pytest.raises(NotAllowed, match="6"):
        stock.hand_out(*place, 8, cause=OTHER, by=None)
    stock.take_back(cause=ONE, by=None, quantity=2)
    assert numbers(soon, later) == [(1, 0), (3, 1)]
    stock.take_back(cause=ONE, by=None)
    stock.release_all(cause=RUN, by=None)
    assert numbers(soon, later, lasts, over) == [(5, 0), (3, 0), (5, 0), (5, 0)]
    assert stock.take_back(cause=ONE, by=None) == []


def test_more_than_is_free_or_was_given_is_refused_and_nothing_is_written(place: Place):
    batch = make.batch(*place, 3)
    stock.reserve(*place, 2, cause=RUN, by=None)
    stock.hand_out(*place, cause=ONE, by=None)
    before = StockEntry.objects.count()
    refused = [
        lambda: stock.reserve(*place, 1, cause=OTHER, by=None),
        lambda: stock.hand_out(*place, cause=OTHER, by=None),
        lambda: stock.release(*place, 3, cause=RUN, by=None),
        lambda: stock.release(*place, 1, cause=OTHER, by=None),
        lambda: stock.take_back(cause=ONE, by=None, quantity=2),
        lambda: stock.spoil(batch, 1, by=None, reason="受潮"),
        lambda: stock.count(batch, 1, by=None, reason="少了"),
        lambda: stock.count(batch, 5, by=None),
        lambda: stock.count(batch, 3, by=None, reason="多了", seen=3),
        lambda: stock.take_in(*place, 0, by=None),
        lambda: stock.take_in(*place, 1, by=None, size="L"),
    ]
    for act in refused:
        with pytest.raises(NotAllowed):
            act()
    assert StockEntry.objects.count() == before
    assert numbers(batch) == [(2, 2)]


def test_a_count_sets_what_is_there_with_a_reason_for_the_difference_and_is_kept_without_one(place: Place):
    batch = make.batch(*place, 10)
    stock.count(batch, 10, by=None, seen=10)
    stock.count(batch, 8, by=None, reason="两袋破损", seen=10)
    told = batch.entries.filter(kind="count").order_by("number").values_list("quantity", "in_stock_after", "reason")
    assert list(told) == [(0, 10, ""), (-2, 8, "两袋破损")]


def test_sizes_are_kept_apart(place: Place):
    article = make.article(place[1].unit, name="工作服", sizes=["M", "L"])
    make.batch(article, place[1], 1, size="M")
    for size in ("L", ""):
        with pytest.raises(NotAllowed):
            stock.hand_out(article, place[1], cause=ONE, by=None, size=size)
    stock.hand_out(article, place[1], cause=ONE, by=None, size="M")


def test_whatever_is_done_the_entries_add_up_to_the_numbers_of_each_batch(place: Place):
    draw = random.Random(12)
    batches = [make.batch(*place, 4, expires_on=date(2099, 1, day)) for day in (1, 2, 3)]
    causes = [RUN, ONE, OTHER]
    for _turn in range(60):
        cause, quantity, batch = draw.choice(causes), draw.randint(1, 4), draw.choice(batches)
        acts = [
            partial(stock.take_in, *place, quantity, expires_on=batch.expires_on),
            partial(stock.reserve, *place, quantity, cause=cause),
            partial(stock.release, *place, quantity, cause=cause),
            partial(stock.hand_out, *place, quantity, cause=cause, reserved_for=RUN),
            partial(stock.take_back, cause=cause, quantity=quantity),
            partial(stock.count, batch, quantity, reason="盘点"),
            partial(stock.spoil, batch, quantity, reason="受潮"),
        ]
        try:
            draw.choice(acts)(by=None)
        except NotAllowed:
            continue
    for batch in batches:
        assert numbers(batch) == [sums_of_entries(batch)]
        last = batch.entries.latest("number")
        assert numbers(batch) == [(last.in_stock_after, last.reserved_after)]
        assert list(batch.entries.order_by("number").values_list("number", flat=True)) == [*range(1, last.number + 1)]
    held = sum(sum(stock.reserved_for(cause).values()) for cause in causes)
    assert held == sum(reserved for _there, reserved in numbers(*batches))


def test_the_database_itself_refuses_what_the_entries_do_not_say(place: Place):
    batch = make.batch(*place, 3)
    said = {"batch": batch, "cause_kind": "run", "cause_id": 1}
    refused = [
        lambda: Batch.objects.filter(pk=batch.pk).update(in_stock=9),
        lambda: Batch.objects.filter(pk=batch.pk).update(reserved=1),
        lambda: Batch.objects.filter(pk=batch.pk).update(size="L"),
        lambda: batch.delete(),
        lambda: Batch.objects.create(article=batch.article, store=batch.store, number="2", in_stock=1),
        lambda: StockEntry.objects.create(kind="reserve", quantity=4, **said),
        lambda: StockEntry.objects.create(kind="hand_out", quantity=4, **said),
        lambda: StockEntry.objects.create(kind="release", quantity=1, **said),
        lambda: StockEntry.objects.create(kind="take_back", quantity=1, **said),
        lambda: StockEntry.objects.create(kind="reserve", quantity=-1, **said),
        lambda: StockEntry.objects.create(kind="reserve", quantity=1, batch=batch),
        lambda: StockEntry.objects.create(kind="count", quantity=-1, batch=batch),
        lambda: StockEntry.objects.create(kind="spoil", quantity=1, batch=batch),
        lambda: StockEntry.objects.create(kind="given", quantity=1, batch=batch),
    ]
    for number, act in enumerate(refused):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
            pytest.fail(f"No. {number} is not refused")
    assert numbers(batch) == [(3, 0)]


@pytest.mark.django_db(transaction=True)
def test_entries_are_never_changed_or_deleted():
    unit = make.unit()
    rows = make.batch(make.article(unit), make.store(unit), 3).entries.all()
    assert_append_only(lambda: rows.update(quantity=9), lambda: rows.delete())
