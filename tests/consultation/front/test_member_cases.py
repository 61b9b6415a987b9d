"""The tab of a member's cases shows each officer only the cases that this officer may read."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(branch):
    return make.worker(branch)


def cases_tab(client, member, officer):
    """Return the tab of the member's cases as the officer sees it."""
    client.force_login(officer)
    return client.get(f"/consultation/members/{member.pk}/", headers={"HX-Request": "true"})


def test_who_reads_questions_sees_them_and_no_grievance(client, branch, member):
    question = make.question(make.account(member))
    grievance = make.grievance(make.account(member), officer=make.officer(branch, post="rights_officer"))
    shown = cases_tab(client, member, make.officer(branch, post="desk_counsellor")).content.decode()
    assert question.number in shown and question.get_absolute_url() in shown
    assert grievance.number not in shown


def test_a_grievance_is_shown_to_its_own_officer_only(client, branch, member):
    officer = make.officer(branch, post="rights_officer")
    taken = make.grievance(make.account(member), officer=officer)
    untaken = make.grievance(make.account(member))
    shown = cases_tab(client, member, officer).content.decode()
    assert taken.number in shown and untaken.number not in shown
    for post in ("rights_officer", "chair", "auditor"):
        shown = cases_tab(client, member, make.officer(branch, post=post)).content.decode()
        assert taken.number not in shown and untaken.number not in shown


def test_no_case_and_only_hidden_cases_look_the_same(client, branch, member):
    colleague = make.officer(branch, post="rights_officer")
    empty = cases_tab(client, make.worker(branch), colleague).content
    make.grievance(make.account(member), officer=make.officer(branch, post="rights_officer"))
    assert cases_tab(client, member, colleague).content == empty


def test_without_script_the_tab_is_a_page_of_its_own(client, branch, member):
    question = make.question(make.account(member))
    client.force_login(make.officer(branch, post="chair"))
    shown = client.get(f"/consultation/members/{member.pk}/").content.decode()
    assert "<html" in shown and question.number in shown
    assert f'href="/consultation/members/{member.pk}/"' in client.get(member.get_absolute_url()).content.decode()


def test_a_question_asked_in_another_unit_is_not_shown(client, branch, member):
    question = make.question(make.account(member))
    member.unit = make.unit("采油二厂")
    member.save()
    shown = cases_tab(client, member, make.officer(member.unit, post="chair")).content.decode()
    assert question.number not in shown


def test_an_officer_of_another_branch_gets_404_and_one_without_the_permission_403(client, branch, member):
    assert cases_tab(client, member, make.officer(make.unit("别处"), post="chair")).status_code == 404
    assert cases_tab(client, member, make.officer(branch, post="welfare_officer")).status_code == 403
