"""Of two changes of one membership made at the same time, one succeeds and the periods stay consistent."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.joining.actions import admit_application
from members.membership.actions import bulk
from members.membership.actions.membership import carry_out_due, change_membership, take_back
from members.membership.actions.transfers import agree_transfer, ask_for_member, refuse_transfer, release_member
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import ChangeKind
from members.register.models.member import Member
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals, results

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]
TIMES = range(4)


@pytest.fixture
def member(north):
    return make.member(north)


def release(member, south, on=None) -> MembershipChange:
    return release_member(member, south, on=on or timezone.localdate(), by=make.user(), reason="调动")


def checked_unit_and_state(member) -> tuple[str, str]:
    """Return the member's unit and state; assert that the last period agrees with them."""
    member.refresh_from_db()
    last = member.periods.get(ends_on=None)
    assert (last.unit, last.state) == (member.unit, "active" if member.state == "leaving" else member.state)
    assert member.periods.filter(starts_on__gt=last.starts_on).count() == 0
    return member.unit.name, member.state


@pytest.mark.parametrize("turn", TIMES)
def test_one_officer_accepts_while_another_refuses(member, south, turn):
    change, one, other = release(member, south), make.user(), make.user()
    answers = at_once(
        lambda: agree_transfer(MembershipChange.objects.get(pk=change.pk), by=one),
        lambda: refuse_transfer(MembershipChange.objects.get(pk=change.pk), by=other, reason="满员"),
    )
    change.refresh_from_db()
    assert len(refusals(answers)) == 1
    expected = {"done": ("南岸", "active"), "refused": ("北岸", "active")}
    assert checked_unit_and_state(member) == expected[change.state]


def test_two_officers_accept_at_once_and_it_is_accepted_once(member, south):
    change, officers = release(member, south), [make.user(), make.user()]
    answers = at_once(
        *[lambda by=by: agree_transfer(MembershipChange.objects.get(pk=change.pk), by=by) for by in officers]
    )
    assert len(refusals(answers)) == 1
    assert checked_unit_and_state(member) == ("南岸", "active")
    assert member.periods.count() == 2


@pytest.mark.parametrize("turn", TIMES)
def test_two_officers_answer_on_their_pages_at_once_and_the_second_reads_why(member, south, turn):
    change, clients = release(member, south), [Client(), Client()]
    for client in clients:
        client.force_login(make.officer(south, post="branch_chair"))
    here = [reverse(f"members:transfer_{act}", args=[change.pk]) for act in ("agree", "refuse")]
    answers = results(
        at_once(
            *[
                partial(client.post, url, {"reason": "满员"}, follow=True)
                for client, url in zip(clients, here, strict=True)
            ]
        )
    )
    change.refresh_from_db()
    told = ["moved on" in answer.text for answer in answers]
    assert told == [change.state != "done", change.state == "done"]
    assert [answer.status_code for answer in answers] == [422 if late else 200 for late in told]
    assert ("This was not entered." in answers[1].text and "满员" in answers[1].text) is told[1]
    assert checked_unit_and_state(member)[1] == "active"


@pytest.mark.parametrize("turn", TIMES)
def test_a_batch_accepted_refused_and_answered_one_by_one_at_once_stays_consistent(union, south, turn):
    north, one, other = make.unit("北岸", parent=union), make.officer(south), make.officer(south)
    members = [make.member(north) for _ in range(8)]
    chosen, today = Member.objects.filter(unit=north), timezone.localdate()
    batch = bulk.transfer_many(chosen, north, south, on=today, by=make.user(), reason="整编")
    single = batch.changes.get(member=members[4])
    answers = at_once(
        lambda: bulk.accept_many(batch, by=one),
        lambda: bulk.refuse_many(batch, by=other, reason="满员"),
        lambda: refuse_transfer(single, by=other, reason="不符"),
    )
    assert sum(answer for answer in results(answers) if isinstance(answer, int)) in (7, 8)
    agreed = batch.changes.filter(state="agreed").count()
    assert agreed in (0, 7, 8) and batch.changes.filter(state="refused").count() == 8 - agreed
    assert AuditEvent.objects.filter(verb__in=["transfer.accept", "transfer.refuse"]).count() == 8
    assert carry_out_due(today) == agreed
    outcomes = [checked_unit_and_state(member) for member in members]
    assert outcomes.count(("南岸", "active")) == agreed and outcomes.count(("北岸", "active")) == 8 - agreed


def test_of_a_release_and_a_request_at_once_one_is_refused(member, south, union):
    east, one, other = make.unit("东岸", parent=union), make.user(), make.user()
    today = timezone.localdate()
    answers = at_once(
        lambda: release_member(member, east, on=today, by=one, reason="调动"),
        lambda: ask_for_member(member, south, on=today, by=other, reason="调入"),
    )
    assert len(refusals(answers)) == 1
    assert MembershipChange.objects.open().count() == 1
    assert checked_unit_and_state(member) == ("北岸", "leaving")


@pytest.mark.parametrize("turn", TIMES)
def test_a_withdrawal_and_an_acceptance_at_once(member, south, turn):
    change, one, other, today = release(member, south), make.user(), make.user(), timezone.localdate()
    answers = at_once(
        lambda: agree_transfer(MembershipChange.objects.get(pk=change.pk), by=one),
        lambda: change_membership(member, ChangeKind.WITHDRAW, on=today, by=other, reason="退会"),
    )
    change.refresh_from_db()
    # Withdrawing is right before the move and after it; accepting only before.
    assert len(refusals(answers)) == (change.state == "cancelled")
    assert checked_unit_and_state(member) == ("南岸" if change.state == "done" else "北岸", "withdrawn")


def agree_for_tomorrow(member, south) -> MembershipChange:
    """Create a transfer that both units have agreed to, for tomorrow."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return agree_transfer(release(member, south, on=tomorrow), by=make.user())


def test_two_sweeps_at_once_move_everybody_once(union, south):
    members = [make.member(union) for _ in range(12)]
    for member in members:
        agree_for_tomorrow(member, south)
    tomorrow = timezone.localdate() + timedelta(days=1)
    ended = results(at_once(lambda: carry_out_due(tomorrow), lambda: carry_out_due(tomorrow)))
    # A sweep passes over whom the other one holds; the next one finds whoever was left.
    assert sum(ended) + carry_out_due(tomorrow) == 12
    assert {checked_unit_and_state(member) for member in members} == {("南岸", "active")}
    assert set(MembershipChange.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.parametrize("turn", TIMES)
def test_a_change_is_either_taken_back_or_carried_out_when_both_happen_at_once(member, south, turn):
    change, by = agree_for_tomorrow(member, south), make.user()
    tomorrow = timezone.localdate() + timedelta(days=1)
    answers = at_once(
        lambda: carry_out_due(tomorrow),
        lambda: take_back(MembershipChange.objects.get(pk=change.pk), by=by, reason="取消"),
    )
    change.refresh_from_db()
    assert len(refusals(answers)) == (change.state == "done")
    assert checked_unit_and_state(member) == ({"done": "南岸", "cancelled": "北岸"}[change.state], "active")
    assert carry_out_due(tomorrow) == 0


def test_two_officers_admit_one_application_at_once(union):
    application, officers, today = make.application(union), [make.user(), make.user()], timezone.localdate()
    answers = at_once(*[lambda by=by: admit_application(application, union, on=today, by=by) for by in officers])
    assert len(refusals(answers)) == 1
    assert Member.objects.count() == 1


@pytest.mark.parametrize("turn", TIMES)
def test_two_officers_admit_two_applications_of_one_person_at_once(union, turn):
    number, by, today = make.identity_number(), make.user(), timezone.localdate()
    sent = [make.application(union, id_number=number) for _ in range(2)]
    answers = at_once(*[lambda one=one: admit_application(one, union, on=today, by=by) for one in sent])
    assert len(refusals(answers)) == 1
    assert Member.objects.count() == 1
