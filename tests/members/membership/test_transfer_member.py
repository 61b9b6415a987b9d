"""A transfer between two units: one releases, the other accepts, either may refuse; on its day the member moves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.membership.actions.membership import carry_out_due, change_membership, take_back
from members.membership.actions.transfers import (
    agree_transfer,
    ask_for_member,
    refuse_transfer,
    release_member,
    send_out,
)
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import ChangeKind
from members.register.models.member import Member
from members.units.models.units import Unit
from office.documents.models import IssuedDocument
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.pdf_text import text_of
from tests.refused import assert_refused, assert_refused_first

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY, LATER = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def member(north):
    return make.worker(north, name="调动人", id_number=make.identity_number())


def unit_and_state(member: Member) -> tuple[str, str, date | None]:
    """Return unit name, state and `unit_since` of the member, reloaded."""
    member.refresh_from_db()
    return member.unit.name, member.state, member.unit_since


def release(member, south, releaser, on=TODAY) -> MembershipChange:
    return release_member(member, south, on=on, by=releaser, reason="调动", code="employment_changed")


def ask(member, south, accepter, on=TODAY) -> MembershipChange:
    return ask_for_member(member, south, on=on, by=accepter, reason="调入")


def test_released_and_accepted_on_the_day_the_member_moves_at_once(member, south, releaser, accepter):
    change = release(member, south, releaser)
    assert unit_and_state(member) == ("北岸", "leaving", None)
    assert Notice.objects.get(to=accepter).url == change.get_absolute_url()
    agree_transfer(change, by=accepter)
    assert unit_and_state(member) == ("南岸", "active", TODAY)
    verbs = list(AuditEvent.objects.about(member).values_list("verb", flat=True))
    assert verbs == ["transfer.release", "transfer.accept", "member.transfer"]
    change.refresh_from_db()
    assert (change.state, change.released_by, change.accepted_by) == ("done", releaser, accepter)


def test_a_transfer_asked_for_by_the_new_unit_moves_the_member_once_released(member, south, releaser, accepter):
    change = ask(member, south, accepter)
    assert Notice.objects.filter(to=releaser).count() == 1
    change = agree_transfer(change, by=releaser)
    assert unit_and_state(member) == ("南岸", "active", TODAY)
    assert (change.released_by, change.accepted_by) == (releaser, accepter)


def test_before_a_future_day_the_member_still_belongs_to_the_old_unit(member, south, releaser, accepter):
    agree_transfer(release(member, south, releaser, on=LATER), by=accepter)
    assert unit_and_state(member) == ("北岸", "leaving", None)
    assert member.periods.count() == 1
    assert carry_out_due(date(2026, 3, 31)) == 0
    assert carry_out_due(LATER) == 1
    assert unit_and_state(member) == ("南岸", "active", LATER)


def test_a_transfer_of_a_past_day_counts_from_that_day(member, south, releaser, accepter):
    agree_transfer(release(member, south, releaser, on=date(2026, 2, 1)), by=accepter)
    assert member.periods.on(date(2026, 2, 1)).get().unit == south


def test_a_day_before_the_last_change_is_refused(member, south, releaser, accepter):
    agree_transfer(release(member, south, releaser, on=date(2026, 2, 1)), by=accepter)
    with pytest.raises(NotAllowed, match="of 2026-02-01"):
        ask(member, make.unit(), accepter, on=date(2026, 1, 1))
    assert unit_and_state(member)[1] == "active"


@pytest.mark.parametrize("begin", [release, ask])
def test_the_other_side_refuses_with_a_reason(begin, member, south, releaser, accepter):
    first, other = (releaser, accepter) if begin is release else (accepter, releaser)
    change = begin(member, south, first)
    with pytest.raises(NotAllowed, match="Say why"):
        refuse_transfer(change, by=other, reason="  ")
    change = refuse_transfer(change, by=other, reason="编制已满")
    assert (change.state, change.answer, unit_and_state(member)) == ("refused", "编制已满", ("北岸", "active", None))
    assert "编制已满" in Notice.objects.filter(to=first)[0].text
    for step in (
        lambda: agree_transfer(change, by=other),
        lambda: refuse_transfer(change, by=other, reason="?"),
        lambda: take_back(change, by=first, reason="?"),
    ):
        with pytest.raises(NotAllowed, match="moved on"):
            step()


def test_once_agreed_nobody_refuses_but_each_side_takes_back_until_the_day(member, south, releaser, accepter):
    change = agree_transfer(release(member, south, releaser, on=LATER), by=accepter)
    with pytest.raises(NotAllowed, match="moved on"):
        refuse_transfer(change, by=accepter, reason="编制已满")
    take_back(change, by=accepter, reason="取消调动")
    assert unit_and_state(member) == ("北岸", "active", None)
    assert carry_out_due(LATER) == 0


def test_an_officer_of_both_units_may_release_and_accept_at_once(member, union, south, releaser):
    officer = make.officer(union)
    assert release(member, south, officer).state == "released"
    take_back(MembershipChange.objects.get(), by=officer, reason="重来")
    change = release_member(member, south, on=TODAY, by=officer, reason="调动", also_accept=True)
    assert (change.state, change.accepted_by) == ("done", officer)
    with pytest.raises(NotAllowed, match="can't accept"):
        release_member(make.member(member.unit), south, on=TODAY, by=releaser, reason="调动", also_accept=True)


@pytest.mark.parametrize("state", ["pending", "retained", "withdrawn", "expelled", "transferred"])
def test_only_who_is_in_the_union_is_transferred(state, north, south, releaser):
    with pytest.raises(NotAllowed, match="can't follow"):
        release(make.member(north, state=state), south, releaser)


def test_a_second_transfer_waits_for_the_first(member, south, releaser, accepter):
    release(member, south, releaser)
    with pytest.raises(NotAllowed, match="under way"):
        ask(member, south, accepter)
    with pytest.raises(NotAllowed, match="under way"):
        send_out(member, "外地工会", on=TODAY, by=releaser, reason="?")


def test_a_transfer_to_the_own_unit_is_refused(member, north, releaser):
    with pytest.raises(NotAllowed, match="in this unit already"):
        release(member, north, releaser)
    assert unit_and_state(member)[1] == "active"


def test_a_member_sent_out_of_the_enterprise_is_leaving_until_the_day(member, releaser):
    send_out(member, "外地工会", on=LATER, by=releaser, reason="调离")
    assert unit_and_state(member)[:2] == ("北岸", "leaving")
    carry_out_due(LATER)
    assert unit_and_state(member)[:2] == ("北岸", "transferred")
    assert member.periods.get(ends_on=None).starts_on == LATER


def test_who_leaves_the_union_meanwhile_is_not_transferred(member, south, releaser, accepter):
    change = release(member, south, releaser)
    change_membership(member, ChangeKind.WITHDRAW, on=TODAY, by=releaser, reason="退会")
    change.refresh_from_db()
    assert (change.state, unit_and_state(member)[1]) == ("cancelled", "withdrawn")
    with pytest.raises(NotAllowed, match="moved on"):
        agree_transfer(change, by=accepter)


def test_an_import_that_overtakes_a_transfer_ends_it_on_its_day(member, south, releaser, accepter):
    change = agree_transfer(release(member, south, releaser, on=LATER), by=accepter)
    Member.objects.filter(pk=member.pk).update(unit=make.unit("别处"), unit_since=date(2026, 3, 2), state="active")
    assert carry_out_due(LATER) == 1
    change.refresh_from_db()
    assert (change.state, unit_and_state(member)[0]) == ("refused", "别处")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("transfer_takes_both_sides", {"state": "agreed"}),
        ("transfer_has_a_new_unit", {"to_unit": None}),
        ("transfer_leads_elsewhere", {"to_unit": "north"}),
        ("only_who_leaves_goes_outside", {"outside": "外地"}),
        ("only_transfers_wait_for_a_side", {"kind": "retain", "to_unit": None}),
    ],
)
def test_the_database_keeps_the_rules_of_a_transfer(name, fields, member, north, south):
    row = {"member": member, "kind": "transfer", "from_unit": north, "to_unit": south, "state": "released"} | fields
    row["to_unit"] = north if row["to_unit"] == "north" else row["to_unit"]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MembershipChange.objects.create(effective_on=TODAY, reason="?", **row)


# The pages, as the two officers see them.


def test_both_sides_see_the_transfer_and_the_new_one_no_more_than_it_needs(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    client.force_login(accepter)
    page = client.get(change.get_absolute_url()).content.decode()
    assert "调动人" in page and member.employee_number in page
    assert member.get_absolute_url() not in page and member.masked_id_number not in page
    assert member.masked_phone not in page
    assert client.get(member.get_absolute_url()).status_code == 404
    client.force_login(make.officer(make.unit("别处")))
    assert client.get(change.get_absolute_url()).status_code == 404


def test_transfers_that_wait_for_the_officer_come_first_and_on_the_desk(
    client, member, north, south, releaser, accepter
):
    waits = release(member, south, releaser)
    own = ask(make.member(north, name="另一人"), south, accepter, on=LATER)
    client.force_login(accepter)
    rows = list(client.get(reverse("members:transfer_list")).context["page"])
    assert [(row.pk, row.waits) for row in rows] == [(waits.pk, True), (own.pk, False)]
    desk = client.get(reverse("desk")).content.decode()
    assert waits.get_absolute_url() in desk and own.get_absolute_url() not in desk


def test_after_acceptance_the_old_unit_no_longer_sees_the_member(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    client.force_login(releaser)
    agree = reverse("members:transfer_agree", args=[change.pk])
    assert client.post(agree).status_code == 404
    client.force_login(accepter)
    assert client.post(agree, follow=True).context["change"].state == "done"
    client.force_login(releaser)
    assert client.get(member.get_absolute_url()).status_code == 404
    assert client.get(change.get_absolute_url()).status_code == 200


def test_a_refusal_without_a_reason_stays_on_the_page(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    client.force_login(accepter)
    answer = client.post(reverse("members:transfer_refuse", args=[change.pk]), {"reason": ""})
    assert answer.status_code == 422
    assert client.post(reverse("members:transfer_refuse", args=[change.pk]), {"reason": "满员"}).status_code == 302
    assert unit_and_state(member)[1] == "active"


def test_only_the_side_that_released_takes_back(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    here = reverse("members:transfer_take_back", args=[change.pk])
    client.force_login(accepter)
    assert client.post(here, {"reason": "?"}).status_code == 404
    client.force_login(releaser)
    assert client.post(here, {"reason": "误操作"}).status_code == 302
    assert unit_and_state(member)[1] == "active"


@pytest.mark.parametrize(
    ("first", "now"),
    [
        (lambda change, by: refuse_transfer(change, by=by, reason="满员"), "refused"),
        (lambda change, by: take_back(change, by=by, reason="误操作"), "taken back"),
        (lambda change, by: agree_transfer(change, by=by), "carried out"),
    ],
)
@pytest.mark.parametrize("act", ["agree", "refuse", "take_back"])
def test_the_second_of_two_officers_is_told_what_it_is_now_and_keeps_the_reason(
    client, member, south, releaser, accepter, act, first, now
):
    change, colleague = release(member, south, releaser), make.officer(south, post="branch_chair")
    first(change, accepter)
    there = unit_and_state(member)
    client.force_login(colleague)
    page = client.post(reverse(f"members:transfer_{act}", args=[change.pk]), {"reason": "写好的原因"})
    kept = [] if act == "agree" else ["This was not entered.", "写好的原因"]
    assert_refused_first(page, "moved on", f"“{now}”", *kept)
    assert page.context["change"] == change
    assert unit_and_state(member) == there


def test_a_member_is_not_accepted_into_a_closed_unit_and_the_button_says_so(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    Unit.objects.filter(pk=south.pk).update(closed_on="2026-01-01")
    client.force_login(accepter)
    page = client.post(reverse("members:transfer_agree", args=[change.pk]))
    assert_refused(page, "is closed and takes nobody in", "Accept")
    change.refresh_from_db()
    assert change.state == "released"


def test_a_decided_transfer_is_404_for_officers_elsewhere(client, member, south, releaser, accepter):
    change = release(member, south, releaser)
    refuse_transfer(change, by=accepter, reason="满员")
    client.force_login(make.officer(make.unit("别处"), post="branch_chair"))
    for act in ("agree", "refuse", "take_back"):
        assert client.post(reverse(f"members:transfer_{act}", args=[change.pk]), {"reason": "?"}).status_code == 404


def test_an_officer_sends_a_member_to_a_unit_out_of_reach_by_its_code(client, member, south, releaser):
    client.force_login(releaser)
    here = reverse("members:member_transfer", args=[member.pk])
    said = {"on": "2026-03-01", "reason": "调动"}
    assert client.post(here, said | {"unit": "没有"}).status_code == 422
    assert client.post(here, said | {"unit": south.code, "also_accept": "on"}).status_code == 422
    assert client.post(here, said | {"unit": south.code}).status_code == 302
    assert MembershipChange.objects.get().to_unit == south


def test_asking_needs_a_matching_name_and_number(client, member, south, accepter):
    client.force_login(accepter)
    here, said = reverse("members:transfer_ask"), {"unit": south.code, "on": "2026-03-01", "reason": "调入"}
    right = {"name": member.name, "employee_number": member.employee_number}
    for wrong in (right | {"name": "别人"}, right | {"employee_number": "X"}):
        answer = client.post(here, said | wrong)
        assert answer.status_code == 422 and "this name and employee number together" in answer.content.decode()
    assert client.post(here, said | right).status_code == 302
    assert MembershipChange.objects.get().state == "asked"


def test_the_letter_is_there_once_both_have_agreed(client, member, south, releaser, accepter):
    change = release(member, south, releaser, on=LATER)
    letter = reverse("members:transfer_letter", args=[change.pk])
    client.force_login(accepter)
    assert client.get(letter).status_code == 302
    agree_transfer(change, by=accepter)
    client.force_login(make.officer(south, post="auditor"))
    assert client.get(letter).status_code == 302 and not IssuedDocument.objects.exists()
    client.force_login(accepter)
    answer = client.get(letter)
    assert "调动人" in text_of(answer.content)
    assert client.get(letter).content == answer.content


@pytest.mark.parametrize(
    ("asked_for", "shown"),
    [
        ({}, True),
        ({"state": "done"}, False),
        ({"kind": "retain"}, False),
        ({"q": "调动"}, True),
        ({"q": "无"}, False),
        ({"unit": "北岸"}, True),
    ],
)
def test_the_list_is_filtered_by_state_kind_unit_and_name(client, member, union, south, releaser, asked_for, shown):
    release(member, south, releaser)
    client.force_login(make.officer(union))
    assert ("调动人" in client.get(reverse("members:transfer_list"), asked_for).content.decode()) is shown
