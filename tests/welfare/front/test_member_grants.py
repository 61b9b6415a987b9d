"""The tab of a member's grants shows issued grants of units in reach."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    unit = make.unit("采油一厂")
    make.worker(unit, name="孟静")
    return make.issued_run(unit)


def grants_tab(client, member, officer, **headers):
    """Return the tab of the member's grants as the officer sees it; without an HX-Request header, a whole page."""
    client.force_login(officer)
    return client.get(f"/welfare/members/{member.pk}/", headers=headers)


def test_an_officer_sees_issued_grants_with_their_receipt(client, run):
    member = run.grants.get().member
    text = grants_tab(client, member, make.officer(run.unit), **{"HX-Request": "true"}).content.decode()
    assert str(run.occasion) in text and "¥300.00" in text and "not received yet" in text
    assert "<html" not in text


def test_a_run_that_is_not_issued_is_not_shown(client):
    unit = make.unit()
    member = make.member(unit)
    run = make.counted_run(unit)
    assert str(run.occasion) not in grants_tab(client, member, make.officer(unit)).content.decode()


def test_without_script_the_tab_is_a_page_of_its_own(client, run):
    member = run.grants.get().member
    officer = make.officer(run.unit)
    assert "<html" in grants_tab(client, member, officer).content.decode()
    assert f'href="/welfare/members/{member.pk}/"' in client.get(member.get_absolute_url()).content.decode()


def test_grants_of_another_unit_are_not_shown(client, run):
    member = run.grants.get().member
    member.unit = make.unit("采油二厂")
    member.save()
    text = grants_tab(client, member, make.officer(member.unit)).content.decode()
    assert str(run.occasion) not in text


def test_an_officer_of_another_branch_gets_404_and_one_without_the_permission_403(client, run):
    member = run.grants.get().member
    assert grants_tab(client, member, make.officer(make.unit("别处"))).status_code == 404
    assert grants_tab(client, member, make.officer(run.unit, post="rights_officer")).status_code == 403
