"""Of two officers with the same form open, the second is told what the first has changed."""

import re

import pytest
from django.test import Client

from members.register.models.member import Member
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """The address of a member's correction form, the member, and the clients of two officers who may send it."""
    unit = make.unit("一分会")
    member = make.member(unit, name="赵六", native_place="山东", work_site="一号站")
    clients = []
    for _ in range(2):
        client = Client()
        client.force_login(make.officer(unit, "welfare_officer"))
        clients.append(client)
    return f"/members/{member.pk}/correct/", member, *clients


def digests_on(client, page):
    """Return the digests of field values that the page's form sends back."""
    html = client.get(page).text
    seen = re.search(r'name="field_digests" value="([^"]*)"', html)
    assert seen
    return seen[1]


def form_data(member, seen, **fields):
    kept = ("name", "employment", "employment_form", "post_category", "id_kind", "sex", "work_site", "native_place")
    said = {name: getattr(member, name) for name in kept} | {"unit": member.unit.code, "reason": "写错了"}
    return {**said, "employee_number": member.employee_number or "", "field_digests": seen, **fields}


def test_the_second_to_save_is_told_what_the_first_changed_and_keeps_what_was_typed(office):
    page, member, one, other = office
    first, second = digests_on(one, page), digests_on(other, page)
    assert one.post(page, form_data(member, first, work_site="二号站")).status_code == 302
    answer = other.post(page, form_data(member, second, native_place="河北"))
    assert answer.status_code == 422
    assert re.search(r"Somebody else has changed this since you opened it \([^,]*: 二号站\)", answer.text)
    assert "河北" in answer.text
    assert Member.objects.get(pk=member.pk).work_site == "二号站"
    assert AuditEvent.objects.filter(verb="member.correct").count() == 1


def test_what_is_sent_again_after_the_warning_is_saved(office):
    page, member, one, other = office
    second = digests_on(other, page)
    one.post(page, form_data(member, digests_on(one, page), work_site="二号站"))
    again = re.search(
        r'name="field_digests" value="([^"]*)"', other.post(page, form_data(member, second, work_site="三号站")).text
    )
    assert again
    assert other.post(page, form_data(member, again[1], work_site="三号站")).status_code == 302
    assert Member.objects.get(pk=member.pk).work_site == "三号站"


def test_saving_without_other_changes_is_never_warned(office):
    page, member, one, _other = office
    assert one.post(page, form_data(member, digests_on(one, page), work_site="二号站")).status_code == 302
    assert one.post(page, form_data(member, digests_on(one, page), work_site="三号站")).status_code == 302


@pytest.mark.parametrize("seen", ["", "nonsense", "x:y", "work_site", "work_site:\0"])
def test_a_form_without_valid_digests_is_saved_or_refused_but_never_fails(office, seen):
    page, member, one, _other = office
    assert one.post(page, form_data(member, seen, work_site="二号站")).status_code in (302, 422)
