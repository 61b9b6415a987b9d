"""A closed unit takes no members: forms do not offer it, and acts refuse it with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from members.duplicates.actions.undoing import undo_merge
from members.joining.actions import admit_application
from members.joining.forms.applications import AdmitForm
from members.joining.models import Application
from members.membership.actions.membership import carry_out_due, change_membership
from members.membership.actions.transfers import agree_transfer, release_member
from members.membership.rules.changes import ChangeKind
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import Notice
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY, LATER = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def old_unit(union):
    return make.unit("旧厂", parent=union, code="OLD")


@pytest.fixture
def officer(union):
    return make.officer(union)


def close(unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(closed_on=date(2026, 2, 1))


def test_nobody_applies_to_a_closed_unit_and_an_applicant_is_admitted_elsewhere(client, union, old_unit, officer):
    sent = make.application(old_unit)
    close(old_unit)
    assert "No open unit fits" in client.get("/join/?q=旧厂").content.decode()
    client.force_login(officer)
    url = reverse("members:application_admit", args=[sent.pk])
    assert client.post(url, {"unit": "OLD", "on": TODAY}).status_code == 422
    with pytest.raises(NotAllowed, match="旧厂 is closed"):
        admit_application(sent, old_unit, on=TODAY, by=officer)
    sent = Application.objects.select_related("unit").get()
    assert AdmitForm(user=officer, application=sent)["unit"].value() is None
    assert admit_application(sent, union, on=TODAY, by=officer).unit == union


@pytest.mark.parametrize("on", [TODAY, LATER])
def test_a_transfer_to_a_closed_unit_is_refused(client, union, old_unit, officer, on):
    member = make.member(union)
    close(old_unit)
    client.force_login(officer)
    assert "OLD" not in client.get(reverse("members:transfer_units"), {"unit": "旧"}).content.decode()
    sent = {"unit": "OLD", "on": on, "reason": "调动", "also_accept": "on"}
    assert client.post(reverse("members:member_transfer", args=[member.pk]), sent).status_code == 422
    for both in (True, False):
        with pytest.raises(NotAllowed, match="旧厂 is closed"):
            release_member(member, old_unit, on=on, by=officer, reason="调动", also_accept=both)
    member.refresh_from_db()
    assert (member.unit, member.state) == (union, "active")


def test_a_transfer_whose_unit_closes_is_not_accepted_and_ends_refused_on_its_day(union, old_unit, officer):
    member, other = make.member(union), make.member(union)
    released = make.transfer(other, old_unit, on=LATER)
    agreed = release_member(member, old_unit, on=LATER, by=officer, reason="调动", also_accept=True)
    close(old_unit)
    with pytest.raises(NotAllowed, match="旧厂 is closed"):
        agree_transfer(released, by=officer)
    assert carry_out_due(LATER) == 1
    agreed.refresh_from_db()
    member.refresh_from_db()
    assert agreed.state == "refused" and "旧厂 is closed" in agreed.answer
    assert (member.unit, member.state) == (union, "active")
    assert Notice.objects.filter(to=officer).exists()
    assert carry_out_due(LATER) == 0


def test_a_former_member_of_a_closed_unit_returns_to_another_one(client, union, old_unit, officer):
    former = make.former_member(old_unit)
    url = reverse("members:member_return", args=[former.pk])
    client.force_login(officer)
    assert 'name="unit"' not in client.get(url).content.decode()
    close(old_unit)
    with pytest.raises(NotAllowed, match="旧厂 is closed"):
        change_membership(former, ChangeKind.RETURN, on=TODAY, by=officer, reason="返回")
    said = {"on": TODAY, "reason": "返回"}
    assert client.post(url, said).status_code == 422
    assert client.post(url, {**said, "unit": "OLD"}).status_code == 422
    assert client.post(url, {**said, "unit": union.code}).status_code == 302
    former.refresh_from_db()
    assert (former.unit, former.state, former.unit_since) == (union, "active", TODAY)


def test_a_merge_is_not_undone_into_a_closed_unit(old_unit, officer):
    merge = make.merge(make.candidate_pair(old_unit))
    Member.objects.filter(pk=merge.winner_id).update(unit=make.unit(), unit_since=TODAY)
    close(old_unit)
    with pytest.raises(NotAllowed, match="旧厂 is closed"):
        undo_merge(merge, by=officer, reason="两个人")
    merge.refresh_from_db()
    assert merge.undone_at is None and merge.loser.state == "merged"
