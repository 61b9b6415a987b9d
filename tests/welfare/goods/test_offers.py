"""Members choose by one tap until a day; officers read figures, and an order list by pickup point."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from office.errors import NotAllowed
from office.models import Notice
from tests import factories as make
from tests.refused import assert_refused
from welfare.choices import Satisfaction
from welfare.goods import figures
from welfare.goods.actions import offers
from welfare.goods.actions.naming import name_goods
from welfare.goods.actions.ratings import rate_article
from welfare.goods.chosen import chosen_of
from welfare.goods.models.offers import ArticleRating, Choice
from welfare.goods.rules import hidden_counts
from welfare.grants.models.grants import Grant
from welfare.runs.models.units import RunCollection

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 10)


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel(datetime(2026, 9, 10, 1, tzinfo=UTC), tick=False):
        yield


def order_of(offer):
    return [
        (str(row.store), row.offered.article.name, row.size, row.quantity, row.by_default)
        for row in figures.order_rows(offer)
    ]


def test_members_of_a_run_choose_until_a_day_and_who_has_not_gets_the_default(client):
    union = make.unit()
    north, south = make.unit("北", parent=union), make.unit("南", parent=union)
    people = [make.worker(north), make.worker(north), make.worker(south), make.worker(south)]
    accounts = [make.account(one) for one in people]
    run = make.issued_run(union)
    shirt, rice = make.article(union, name="T恤", sizes=["M", "L"], price=60), make.article(union, price=45)
    first, second = make.store(north, name="北仓"), make.store(south, name="南仓")
    by = make.user()
    name_goods(run, article=shirt, store=first, unit=None, by=by)
    name_goods(run, article=shirt, store=second, unit=south, by=by)
    run.refresh_from_db()
    offer = make.offer(union, shirt, rice, run=run, size="M")

    client.force_login(accounts[0])
    address = reverse("welfare:my_offer", args=[offer.pk])
    assert offer.title in client.get(reverse("home")).content.decode()
    offered = {one.article.name: one for one in offer.articles.all()}
    assert_refused(client.post(address, {"choice": f"{offered['T恤'].pk}:XXL"}), "Choose one of what is offered.")
    assert client.post(address, {"choice": f"{offered['T恤'].pk}:L"}).status_code == 302
    assert client.post(address, {"choice": f"{offered[rice.name].pk}:"}).status_code == 302
    assert offer.title not in client.get(reverse("home")).content.decode()
    offers.choose(offer, offered["T恤"], size="L", by=accounts[2])
    assert Choice.objects.count() == 2
    assert order_of(offer) == [
        ("北仓", "T恤", "M", 1, 1),
        ("北仓", rice.name, "", 1, 0),
        ("南仓", "T恤", "M", 1, 1),
        ("南仓", "T恤", "L", 1, 0),
    ]
    assert figures.heads_of(offer) == figures.Heads(4, 2)
    grants = Grant.objects.filter(run=run).select_related("unit").order_by("member")
    told = [(str(one.article), one.size, str(one.store), one.by_default) for one in chosen_of(grants).values()]
    assert told == [
        (rice.name, "", "北仓", False),
        ("T恤", "M", "北仓", True),
        ("T恤", "L", "南仓", False),
        ("T恤", "M", "南仓", True),
    ]
    assert RunCollection.objects.get(run=run).store == second
    with time_machine.travel(timezone.now() + timedelta(days=10)), pytest.raises(NotAllowed, match="last day"):
        offers.choose(offer, offered[rice.name], by=accounts[1])
    stranger = make.account(make.worker(make.unit("外")))
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        offers.choose(offer, offered[rice.name], by=stranger)
    offers.end_offer(offer, by=by)
    with pytest.raises(NotAllowed):
        offers.choose(offer, offered[rice.name], by=accounts[1])


def test_everybody_is_told_once_and_who_has_not_chosen_is_reminded_before_the_last_day():
    unit = make.unit()
    one, other = (make.account(make.worker(unit)) for _turn in range(2))
    offer = make.offer(unit, make.article(unit), make.article(unit, name="食用油"), days=5)
    assert offers.note_reminders(TODAY) == 0
    offers.tell_all()
    assert Notice.objects.filter(url=reverse("welfare:my_offer", args=[offer.pk])).count() == 2
    offers.choose(offer, offer.articles.all()[0], by=one)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert offers.note_reminders(TODAY + timedelta(days=2)) == 0
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert offers.note_reminders(TODAY + timedelta(days=3)) == 1
        assert offers.note_reminders(TODAY + timedelta(days=3)) == 0
        offers.tell_all()
    reminded = Notice.objects.filter(text__contains="not chosen yet") | Notice.objects.filter(text__contains="尚未选择")
    assert [notice.to for notice in reminded] == [other]


def test_a_poll_without_a_run_gives_the_order_list_by_the_pickup_point_that_members_tapped(client):
    unit = make.unit()
    accounts = [make.account(make.worker(unit)) for _turn in range(3)]
    rice, oil = make.article(unit, price=45), make.article(unit, name="食用油", price=80)
    east, west = make.store(unit, name="东门"), make.store(unit, name="西门")
    offer = make.offer(unit, rice, oil, stores=(east, west))
    offered = list(offer.articles.all())
    for account, article, store in zip(accounts, (0, 1, 1), (east, west, west), strict=True):
        offers.choose(offer, offered[article], store=store, by=account)
    with pytest.raises(NotAllowed):
        offers.choose(offer, offered[0], by=accounts[0])
    assert order_of(offer) == [("东门", rice.name, "", 1, 0), ("西门", "食用油", "", 2, 0)]
    assert [row.cost for row in figures.order_rows(offer)] == [Decimal(45), Decimal(160)]
    client.force_login(make.officer(unit, "welfare_officer"))
    page = client.get(reverse("welfare:offer_orders", args=[offer.pk])).content.decode()
    assert "205.00" in page and "西门" in page
    file = client.get(reverse("welfare:offer_orders_export", args=[offer.pk]), {"format": "csv"})
    assert "西门" in b"".join(file.streaming_content).decode()


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 9, "b": 7}, set()),
        ({"a": 9, "b": 0}, set()),
        # One that is hidden alone would be told by the sum.
        ({"a": 9, "b": 7, "c": 3}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 3}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 2, "d": 5}, {"b", "c", "d"}),
        ({"a": 1}, {"a"}),
    ],
)
def test_counts_under_five_are_hidden_and_nothing_tells_them(counts, hidden):
    assert hidden_counts(counts) == hidden


def test_who_has_received_says_once_how_satisfied_they_are_and_five_answers_are_shown_beside_the_plan(client):
    unit = make.unit()
    accounts = [make.account(make.worker(unit)) for _turn in range(5)]
    run = make.issued_run(unit)
    rice = make.article(unit)
    name_goods(run, article=rice, store=None, unit=None, by=make.user())
    grants = [Grant.objects.get(run=run, member__user=account) for account in accounts]
    client.force_login(accounts[0])
    address = reverse("welfare:benefit_rate", args=[grants[0].pk])
    assert client.get(address).status_code == 404
    Grant.objects.filter(run=run).update(received_at=timezone.now(), received_by=accounts[0])
    assert client.post(address, {"grade": "very"}).status_code == 302
    assert client.post(address, {"grade": "not"}).status_code == 302
    assert ArticleRating.objects.get().grade == "not"
    beside = reverse("welfare:plan_satisfaction", args=[run.plan_id])
    assert figures.satisfaction_by_article(run.plan)[0].counts is None
    for grant, account in zip(grants[1:], accounts[1:], strict=True):
        grant.refresh_from_db()
        rate_article(grant, Satisfaction.VERY, by=account)
    (row,) = figures.satisfaction_by_article(run.plan)
    assert (row.year, row.article, row.said, row.counts, row.percent) == (2026, rice.name, 5, [4, 0, 0, 1], 80)
    client.force_login(make.officer(unit, "welfare_officer"))
    assert rice.name in client.get(beside).content.decode()
    # It stands beside next year's plan, also where that is a new one.
    next_plan = make.plan(unit, name="明年中秋")
    part = client.get(reverse("welfare:plan_satisfaction", args=[next_plan.pk]), headers={"HX-Request": "true"})
    assert rice.name in part.content.decode() and "<html" not in part.content.decode()
    assert part.request["PATH_INFO"] in client.get(next_plan.get_absolute_url()).content.decode()


def test_a_merged_record_is_told_chooses_and_is_counted_as_one_person():
    unit = make.unit()
    other = make.worker(unit)
    run = make.issued_run(unit)
    kept = make.worker(unit)
    account = make.account(kept)
    make.merge_into(kept, other)
    rice, oil = make.article(unit), make.article(unit, name="食用油")
    offer = make.offer(unit, rice, oil, run=run)
    offers.tell_all()
    assert Notice.objects.filter(url=reverse("welfare:my_offer", args=[offer.pk])).values_list(
        "to", flat=True
    ).get() == (account.pk)
    offers.choose(offer, offer.articles.get(article=oil), by=account)
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        offers.note_reminders(timezone.localdate())
        offers.tell_all()
    assert Notice.objects.filter(to=account, url=reverse("welfare:my_offer", args=[offer.pk])).count() == 1
    grant = Grant.objects.select_related("unit").get(run=run)
    assert chosen_of([grant])[grant.pk].article == oil
    assert order_of(offer) == [("None", "食用油", "", 1, 0)]
