"""The API reads stock and offers as the pages do, and lets members choose; nobody reads what one of them chose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.people import api_client_of
from welfare.goods.models.offers import Choice

pytestmark = pytest.mark.django_db


def test_officers_read_stock_and_order_lists_and_members_choose_until_the_last_day():
    unit = make.unit()
    account = make.account(make.worker(unit))
    shirt, rice = make.article(unit, name="T恤", sizes=["M", "L"], price=60), make.article(unit)
    store, far = make.store(unit), make.store(make.unit("外"))
    batch = make.batch(rice, store, 7, number="DM-1")
    make.batch(make.article(far.unit), far, 3)
    offer = make.offer(unit, shirt, rice, stores=(store,))
    officer, member = api_client_of(make.officer(unit, "welfare_officer")), api_client_of(account)

    def rows(address, **asked):
        return officer.get(f"/api/v1/{address}/", asked).json()["results"]

    assert [row["name"] for row in rows("articles")] == [rice.name, "T恤"]
    assert [row["name"] for row in rows("stores")] == [store.name]
    (there,) = rows("stock-batches", article=rice.pk)
    assert (there["id"], there["in_stock"], there["reserved"], there["free"]) == (batch.pk, 7, 0, 7)
    assert [(row["kind"], row["quantity"]) for row in rows("stock-entries", batch=batch.pk)] == [("in", 7)]
    (mine,) = member.get("/api/v1/my/offers/").json()["results"]
    assert (mine["open"], mine["chosen"], mine["stores"]) == (True, None, [store.pk])
    address = f"/api/v1/my/offers/{offer.pk}/choose/"
    wanted = {"article": mine["articles"][0]["id"], "size": "L", "store": store.pk}
    assert member.post(address, {**wanted, "article": 10**9}).status_code == 400
    assert member.post(address, {**wanted, "store": far.pk}).status_code == 400
    assert member.post(address, {**wanted, "size": "XXL"}).json()["code"] == "not_offered"
    chosen = member.post(address, wanted).json()["chosen"]
    assert (chosen["article"], chosen["size"], Choice.objects.count()) == (wanted["article"], "L", 1)
    orders = officer.get(f"/api/v1/offers/{offer.pk}/orders/").json()
    assert [(row["store_name"], row["article_name"], row["size"], row["quantity"], row["cost"]) for row in orders] == [
        (store.name, "T恤", "L", 1, "60.00")
    ]
    assert "chosen" not in rows("offers")[0]
    assert officer.post(address, wanted).status_code == 404
    with CaptureQueriesContext(connection) as of_one:
        member.get("/api/v1/my/offers/")
    for _turn in range(3):
        make.offer(unit, shirt, rice)
    with CaptureQueriesContext(connection) as of_four:
        listed = member.get("/api/v1/my/offers/").json()["results"]
    assert [one["chosen"] and one["chosen"]["size"] for one in listed] == [None, None, None, "L"]
    assert len(of_four) == len(of_one)
