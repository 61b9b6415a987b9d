"""Saved views: filters, order and columns of a list under a name, for one officer."""

import pytest
from django.db import IntegrityError, transaction

from office.models import AuditEvent, SavedView
from office.saved_views import rules
from tests import factories as make

pytestmark = pytest.mark.django_db
MEMBERS = "/members/"


@pytest.fixture
def officer(client):
    officer = make.officer(make.unit(kind="union", code="HQ"))
    client.force_login(officer)
    return officer


def save(client, **given):
    return client.post(
        "/views/save/", {"address": MEMBERS, "name": "一线", "query": "post_category=front_line", **given}
    )


def test_a_view_brings_back_filters_order_and_columns_but_neither_search_nor_page(client, officer):
    query = "q=%E5%AE%8B&post_category=front_line&employment=&sort=-name&columns=phone.sex&cursor=abc"
    assert save(client, query=query).url == f"{MEMBERS}?post_category=front_line&sort=-name&columns=phone.sex"
    shown = client.get(SavedView.objects.get().url)
    assert shown.status_code == 200 and "一线" in shown.content.decode()
    assert not AuditEvent.objects.filter(verb__contains="view").exists()


def test_nobody_sees_opens_or_deletes_the_view_of_somebody_else(client, officer):
    save(client)
    view = SavedView.objects.get()
    client.force_login(make.officer(make.unit(kind="union")))
    assert "一线" not in client.get(MEMBERS).content.decode()
    assert client.post(f"/views/{view.pk}/delete/").status_code == 404
    client.force_login(officer)
    assert client.post(f"/views/{view.pk}/delete/").url == MEMBERS
    assert not SavedView.objects.exists()


def test_what_a_view_shows_ends_with_the_right_to_see_it(client, officer):
    below = make.unit("北厂", kind="branch", parent=officer.appointments.get().unit)
    make.member(below, name="北厂人")
    save(client, query=f"unit={below.code}")
    view = SavedView.objects.get()
    assert "北厂人" in client.get(view.url).content.decode()
    officer.appointments.update(unit=make.unit(kind="union"))
    now = client.get(view.url).content.decode()
    assert "北厂人" not in now and "北厂" not in now
    officer.appointments.all().delete()
    assert client.get(view.url).status_code == 403


def test_a_name_that_is_used_again_replaces_its_view(client, officer):
    save(client)
    save(client, query="state=all")
    assert [view.query for view in SavedView.objects.all()] == ["state=all"]
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(account=officer, address=MEMBERS, name="一线")


@pytest.mark.parametrize(
    "given", [{"name": " "}, {"address": "//evil.example/"}, {"address": "/nowhere/"}, {"query": "unit=" + "x" * 1001}]
)
def test_a_view_without_name_or_of_no_page_is_refused_and_nothing_typed_is_lost(client, officer, given):
    refused = save(client, **given)
    assert refused.status_code == 422 and not SavedView.objects.exists()
    assert given.get("name", "一线").strip() in refused.content.decode()


def test_a_list_has_at_most_as_many_views_of_one_officer(client, officer, monkeypatch):
    monkeypatch.setattr(rules, "MOST_OF_A_LIST", 2)
    assert [save(client, name=name).status_code for name in ("一", "二", "三", "二")] == [302, 302, 422, 302]


def test_views_go_with_the_account(client, officer):
    save(client)
    SavedView.objects.get()
    officer.appointments.all().delete()
    officer.delete()
    assert not SavedView.objects.exists()


def make_default(client, view, is_default=True):
    return client.post(f"/views/{view.pk}/default/", {"is_default": "on"} if is_default else {})


def test_a_list_opens_with_its_default_view_and_every_link_can_leave_it(client, officer):
    save(client)
    view = SavedView.objects.get()
    assert make_default(client, view).url == view.url
    assert client.get(MEMBERS).url == view.url
    shown = client.get(view.url)
    assert shown.context["reset_address"] == f"{MEMBERS}?view=all"
    assert [chip.without for chip in shown.context["chips"] if chip.name == "post_category"] == [f"{MEMBERS}?view=all"]
    assert '<input type="hidden" name="view" value="all">' in shown.content.decode()
    assert client.get(f"{MEMBERS}?view=all").status_code == 200
    save(client, name="全部", query="view=all&state=all")
    assert SavedView.objects.get(name="全部").query == "state=all"
    make_default(client, view, is_default=False)
    assert client.get(MEMBERS).status_code == 200


def test_one_view_of_a_list_is_the_default_at_most(client, officer):
    save(client)
    save(client, name="全部", query="state=all")
    for view in SavedView.objects.all():
        make_default(client, view)
        assert SavedView.objects.get(is_default=True) == view
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.update(is_default=True)


def test_nobody_chooses_the_view_of_somebody_else_and_a_default_opens_the_list_of_its_owner_alone(client, officer):
    save(client)
    view = SavedView.objects.get()
    make_default(client, view)
    client.force_login(make.officer(officer.appointments.get().unit))
    assert make_default(client, view, is_default=False).status_code == 404
    assert client.get(MEMBERS).status_code == 200
