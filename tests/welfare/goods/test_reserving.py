"""What a run takes from the stock is reserved when it is approved, by hand besides, and released when it has ended."""

from datetime import date

import pytest
from django.urls import reverse

from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.refused import assert_refused
from welfare.budgets.ledger import Cause
from welfare.choices import RUN_KIND
from welfare.goods import stock
from welfare.goods.actions import offers
from welfare.goods.actions.naming import name_goods_of_plan
from welfare.goods.actions.reserving import Wanted, release_ended, reserve_due, reserve_for_run
from welfare.goods.models.stock import Batch
from welfare.goods.needs import needs_of
from welfare.permissions import WelfarePermission
from welfare.runs.actions import counting, opening, review
from welfare.runs.actions.corrections import revoke_run
from welfare.runs.models.runs import Run

KEEP, VIEW = WelfarePermission.KEEP_STOCK, WelfarePermission.VIEW_ARTICLE
MARKS = MembersPermission.VIEW_HARDSHIPMARK
pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union with two branches of three members each."""
    top = make.unit("公司工会", kind="union")
    for name in ("北厂", "南厂"):
        branch = make.unit(name, parent=top)
        for _turn in range(3):
            make.worker(branch)
    return top


def counted_run_of(plan):
    run = opening.open_run(plan, by=make.user(), on=date(2026, 9, 5))
    counting.count_all()
    return read(run)


def approved(run):
    make.budget_line(run.unit)
    review.submit_run(read(run), by=make.user())
    for _turn in range(2):
        review.approve_run(read(run), by=make.approver(run.unit))
    return read(run)


def read(run):
    return Run.objects.select_related("article", "unit", "plan", "occasion").get(pk=run.pk)


def needs(run):
    return [(str(one.store), one.size, one.waiting, one.reserved, one.free, one.missing) for one in needs_of(read(run))]


def test_a_run_of_a_plan_that_names_goods_reserves_what_is_there_and_tells_what_is_missing(client, union):
    officer, by = make.officer(union, "welfare_officer"), make.user()
    south = Unit.objects.get(name="南厂", path__startswith=union.path)
    rice, north_store, south_store = make.article(union), make.store(union, name="北仓"), make.store(south, name="南仓")
    make.batch(rice, north_store, 10)
    make.batch(rice, south_store, 2)
    plan = make.plan(union)
    client.force_login(officer)
    address = reverse("welfare:plan_goods", args=[plan.pk])
    assert client.post(address, {"article": rice.pk, "store": north_store.pk}).status_code == 302
    name_goods_of_plan(plan, article=rice, store=south_store, unit=south, by=by)
    foreign = make.unit("外")
    with pytest.raises(NotAllowed, match="not one of the plan's"):
        name_goods_of_plan(plan, article=rice, store=None, unit=foreign, by=by)
    run = approved(counted_run_of(plan))
    assert (run.article, run.store) == (rice, north_store)
    assert needs(run) == [("北仓", "", 3, 0, 10, 0), ("南仓", "", 3, 0, 2, 1)]
    assert (reserve_due(), reserve_due()) == (1, 0)
    assert needs(run) == [("北仓", "", 3, 3, 7, 0), ("南仓", "", 3, 2, 0, 1)]
    page = reverse("welfare:run_reserve", args=[run.pk])
    assert "1 pieces are missing" in Notice.objects.get(to=officer, url=page).text

    stores = {str(one.store): one for one in needs_of(read(run))}
    form = {f"number_{stores['南仓'].number}": 3, f"seen_{stores['南仓'].number}": 2}
    assert_refused(client.post(page, form), "has 0")
    stock.take_in(rice, south_store, 5, by=by)
    assert client.post(page, {**form, f"number_{stores['北仓'].number}": 1}).status_code == 302
    assert needs(run) == [("北仓", "", 3, 1, 9, 0), ("南仓", "", 3, 3, 4, 0)]
    assert_refused(client.post(page, form), "Meanwhile 3 are reserved")
    for numbers in Batch.objects.values_list("in_stock", "reserved"):
        assert numbers[0] >= numbers[1]
    client.force_login(make.officer(foreign, "welfare_officer"))
    assert client.get(page).status_code == client.get(address).status_code == 404


def test_what_officers_save_before_approval_does_not_keep_the_rest_from_being_reserved_after_it(client, union):
    officer = make.officer(union, "welfare_officer")
    rice, store = make.article(union), make.store(union, name="总仓")
    make.batch(rice, store, 10)
    plan = make.plan(union)
    name_goods_of_plan(plan, article=rice, store=store, unit=None, by=officer)
    run = counted_run_of(plan)
    reserved = AuditEvent.objects.filter(verb="run.reserve_goods")
    client.force_login(officer)
    number = needs_of(run)[0].number
    page = reverse("welfare:run_reserve", args=[run.pk])
    for pieces, events in ((0, 0), (2, 1)):
        assert client.post(page, {f"number_{number}": pieces, f"seen_{number}": 0}).status_code == 302
        assert reserved.count() == events
    run = approved(run)
    assert (reserve_due(), reserve_due()) == (1, 0)
    assert needs(run) == [("总仓", "", 6, 6, 4, 0)]
    assert Notice.objects.filter(to=officer, url=page).count() == 1


def test_the_small_numbers_of_a_run_in_hardship_are_for_who_may_see_marks(client, union):
    keeper, trusted = make.officer_with(union, KEEP), make.officer_with(union, KEEP, MARKS)
    rice, store = make.article(union), make.store(union)
    make.batch(rice, store, 1)
    make.budget_line(union, kind="winter")
    plan = make.plan(union, schedule="dates", festival="", kind="winter", days=["09-05"])
    name_goods_of_plan(plan, article=rice, store=store, unit=None, by=make.user())
    run = approved(counted_run_of(plan))
    assert run.tells_hardship and reserve_due() == 1
    page = reverse("welfare:run_reserve", args=[run.pk])
    for officer, status, told in ((keeper, 404, 0), (trusted, 200, 1)):
        client.force_login(officer)
        assert client.get(page).status_code == status
        assert Notice.objects.filter(to=officer, url=page).count() == told
    seen = []
    for officer in (make.officer_with(union, VIEW), make.officer_with(union, VIEW, MARKS)):
        client.force_login(officer)
        entries = client.get("/api/v1/stock-entries/", {"cause_kind": "run", "cause_id": run.pk}).json()["results"]
        told = client.get(reverse("welfare:stock_entries", args=[Batch.objects.get().pk])).content.decode()
        seen.append((len(entries), f"benefit run No. {run.pk}" in told))
    assert seen == [(0, False), (1, True)]
    assert AuditEvent.objects.get(verb="run.reserve_goods").changes == {}


def test_what_is_left_is_released_when_the_run_is_closed_or_revoked_and_never_reserved_again():
    by = make.user()
    for end in (review.close_run, revoke_run):
        unit = make.unit()
        make.worker(unit)
        rice, store = make.article(unit), make.store(unit)
        batch = make.batch(rice, store, 10)
        run = make.issued_run(unit, article=rice, store=store)
        assert (reserve_due(), release_ended()) == (1, 0)
        batch.refresh_from_db()
        assert (batch.in_stock, batch.reserved) == (10, 1)
        end(read(run), by=by, reason="超期未领")
        assert (release_ended(), release_ended(), reserve_due()) == (1, 0, 0)
        batch.refresh_from_db()
        assert (batch.in_stock, batch.reserved) == (10, 0)
        assert stock.reserved_for(Cause(RUN_KIND, run.pk)) == {}
        with pytest.raises(NotAllowed):
            reserve_for_run(run, [Wanted(rice, "", store, 0, 1)], by=by)
    assert AuditEvent.objects.filter(verb="run.release_goods").count() == 2


def test_where_members_choose_it_is_reserved_by_article_and_size_once_they_have_chosen(union):
    shirt, store = make.article(union, name="T恤", sizes=["M", "L"]), make.store(union)
    for size in ("M", "L"):
        make.batch(shirt, store, 6, size=size)
    run = make.issued_run(union, article=shirt, store=store)
    # Nobody knows yet how many of which size: the page asks, and the worker leaves it alone.
    assert [row[1:3] for row in needs(run)] == [("M", None), ("L", None)]
    offer = make.offer(union, shirt, run=run, size="M")
    assert reserve_due() == 0
    chooser = run.grants.earliest("pk").member.user
    assert chooser
    offers.choose(offer, offer.articles.get(), size="L", by=chooser)
    offers.end_offer(offer, by=make.user())
    assert reserve_due() == 1
    assert needs(run) == [(store.name, "M", 5, 5, 1, 0), (store.name, "L", 1, 1, 5, 0)]
