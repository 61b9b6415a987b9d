"""Deputies: who may be one, what they may do and until when, and what the record says."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import InternalError, transaction
from django.utils import timezone

from members import access
from members.approvals.models import ApprovalDecision, ApprovalRound
from members.approvals.people import approvers_of, try_rule
from members.deputies.actions import end_deputyship, name_deputy
from members.deputies.models import Deputyship
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from welfare.budgets.actions import approve_change, propose_budget
from welfare.permissions import WelfarePermission

pytestmark = pytest.mark.django_db


def stand_in(absent, deputy, *, days=5, **options):
    now = timezone.now()
    period = {"starts_at": now, "ends_at": now + timedelta(days=days), **options}
    return name_deputy(absent.appointments.get(), deputy, reason="休假", by=absent, **period)


def proposed(unit, *, by=None):
    line = make.budget_line(unit, amount=10)
    return propose_budget(line, Decimal(500), by=by or make.user(), reason="增补")


def waiting(change):
    return ApprovalRound.objects.get(kind="budget", object_id=change.pk, state="open")


def waits_for(user):
    return list(ApprovalRound.objects.waiting_for(user).values_list("object_id", flat=True))


def test_a_deputy_approves_in_place_of_the_absent_officer_and_the_record_names_both(union):
    chair, deputy = make.officer(union, "chair", name="王主席"), make.officer(union, "group_leader", name="李四")
    stand_in(chair, deputy)
    change = proposed(union)
    assert waits_for(deputy) == [change.pk]
    approve_change(change, by=deputy)
    decision = ApprovalDecision.objects.get()
    assert (decision.by, decision.for_whom, decision.who) == (deputy, chair, "李四 for 王主席")
    assert AuditEvent.objects.get(verb="budget.approve").changes["for"] == "王主席"
    assert waits_for(deputy) == waits_for(chair) == []


def test_a_deputy_gets_the_right_to_approve_and_nothing_else(union):
    chair, deputy = make.officer(union, "chair"), make.officer(union, "group_leader")
    stand_in(chair, deputy)
    assert not access.can(deputy, WelfarePermission.APPROVE_RUN, union)
    assert not access.holds(deputy, WelfarePermission.VIEW_BUDGETLINE)


def test_the_right_ends_at_the_minute(union):
    chair, deputy = make.officer(union, "chair"), make.officer(union, "group_leader")
    start = timezone.now()
    stand_in(chair, deputy, starts_at=start, ends_at=start + timedelta(hours=1))
    change = proposed(union)
    with time_machine.travel(start + timedelta(minutes=59, seconds=59), tick=False):
        assert waits_for(deputy) == [change.pk]
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        assert waits_for(deputy) == []
        with pytest.raises(NotAllowed, match="hold no post"):
            approve_change(change, by=deputy)


def test_ending_it_gives_back_what_waits(union):
    chair, deputy = make.officer(union, "chair"), make.officer(union, "group_leader")
    row = stand_in(chair, deputy)
    change = proposed(union)
    end_deputyship(row, by=chair)
    assert (waits_for(deputy), waits_for(chair)) == ([], [change.pk])


def test_a_deputy_approves_neither_what_they_made_nor_what_the_absent_officer_made(union):
    chair, deputy = make.officer(union, "chair"), make.officer(union, "group_leader")
    stand_in(chair, deputy)
    for maker in (chair, deputy):
        change = proposed(make.unit(parent=union), by=maker)
        assert waits_for(deputy) == []
        with pytest.raises(NotAllowed):
            approve_change(change, by=deputy)
        with pytest.raises(InternalError, match="approved by its maker"), transaction.atomic():
            ApprovalDecision.objects.create(round=waiting(change), by=deputy, for_whom=chair, at=timezone.now())


def test_deputy_and_absent_officer_are_one_approval(union):
    chair, deputy = make.officer(union, "chair"), make.officer(union, "finance_officer")
    stand_in(chair, deputy)
    change = proposed(union)
    approve_change(change, by=deputy)
    with pytest.raises(NotAllowed, match="decided on this already"):
        approve_change(change, by=deputy)
    assert approve_change(change, by=chair).state == "in_force"  # the finance officer decided by their own post
    other = proposed(make.unit(parent=union))
    approve_change(other, by=chair)
    open_round = waiting(other)
    with pytest.raises(InternalError, match="has decided in this round"), transaction.atomic():
        ApprovalDecision.objects.create(round=open_round, by=deputy, for_whom=chair)


def test_the_database_refuses_who_is_no_deputy(union):
    chair, other = make.officer(union, "chair"), make.officer(union, "group_leader")
    open_round = waiting(proposed(union))
    with pytest.raises(InternalError, match="no deputy at that time"), transaction.atomic():
        ApprovalDecision.objects.create(round=open_round, by=other, for_whom=chair)


def named_by(maker, chair, deputy):
    now = timezone.now()
    period = {"starts_at": now, "ends_at": now + timedelta(days=5)}
    return name_deputy(chair.appointments.get(), deputy, reason="出差", by=maker, **period)


def test_who_makes_a_thing_does_not_choose_who_approves_it_in_an_absent_officers_place(union):
    """The attack: an officer who may name deputies names a friend, and submits."""
    maker, chair = make.officer(union, "chair"), make.officer(union, "chair")
    friend = make.officer(union, "group_leader")
    change = proposed(union, by=maker)
    named_by(maker, chair, friend)
    open_round = waiting(change)
    assert waits_for(friend) == []
    assert waits_for(chair) == [change.pk], "the absent officer is asked, as without a deputy"
    assert [one.acting for one in approvers_of(open_round)] == [chair]
    with pytest.raises(NotAllowed, match="hold no post"):
        approve_change(change, by=friend)
    with pytest.raises(InternalError, match="named by its maker"), transaction.atomic():
        ApprovalDecision.objects.create(round=open_round, by=friend, for_whom=chair)
    of_others = proposed(make.unit(parent=union))
    assert waits_for(friend) == [of_others.pk]
    assert approve_change(of_others, by=friend)


def test_the_trial_of_the_rules_counts_no_deputy_whom_the_submitter_named(union):
    maker, chair, friend = (make.officer(union, code) for code in ("chair", "chair", "group_leader"))
    named_by(maker, chair, friend)
    [check] = try_rule("budget", union, Decimal(1), submitter=maker).stages
    assert [one.acting for one in check.approvers] == [chair]


def test_deputies_make_no_circle_and_no_long_chain(union):
    people = [make.officer(union, "chair") for _ in range(6)]
    stand_in(people[0], people[1])
    with pytest.raises(NotAllowed, match="deputies of each other"):
        stand_in(people[1], people[0])
    stand_in(people[1], people[2])
    stand_in(people[2], people[3])
    with pytest.raises(NotAllowed, match="deputies of each other"):
        stand_in(people[3], people[0])
    before = Deputyship.objects.count()
    with pytest.raises(NotAllowed, match="so is their deputy"):
        stand_in(people[4], people[0])
    assert Deputyship.objects.count() == before


def test_nobody_is_their_own_deputy_and_one_post_has_one_deputy_at_a_time(union):
    chair, one, two = (make.officer(union, "chair") for _ in range(3))
    with pytest.raises(NotAllowed, match="own deputy"):
        stand_in(chair, chair)
    row = stand_in(chair, one)
    with pytest.raises(NotAllowed, match="a deputy for this post in that time"):
        stand_in(chair, two)
    stand_in(chair, two, starts_at=row.ends_at, ends_at=row.ends_at + timedelta(days=1))


def test_only_posts_that_approve_have_deputies_and_only_officers_of_the_union_are_some(union):
    counsellor, chair = make.officer(union, "desk_counsellor"), make.officer(union, "chair")
    with pytest.raises(NotAllowed, match="approves nothing"):
        stand_in(counsellor, chair)
    for stranger in (make.user(), make.officer(make.unit(), "chair")):
        with pytest.raises(NotAllowed, match="holds a post in this union"):
            stand_in(chair, stranger)


def test_who_reviews_the_funds_is_no_deputy(union):
    chair, reviewer = make.officer(union, "chair"), make.officer(union, "group_leader")
    member = make.member(union, user=reviewer)
    make.seat(make.term(union, "fund_review"), member)
    with pytest.raises(NotAllowed, match="reviews the funds"):
        stand_in(chair, reviewer)


def test_an_absent_officers_team_still_approves(union):
    chair, colleague = make.officer(union, "chair"), make.officer(union, "chair")
    stand_in(chair, make.officer(union, "group_leader"))
    change = proposed(union)
    assert waits_for(colleague) == [change.pk]
