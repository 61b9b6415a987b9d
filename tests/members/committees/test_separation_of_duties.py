"""A fund reviewer holds no post that spends funds: actions, forms and the database refuse it."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.authority.models import Appointment, Post
from members.authority.shipped_posts import POSTS, SPENDING
from members.committees import actions
from members.committees.models.committees import Seat
from members.register.models.member import Member
from office.errors import NotAllowed
from tests import factories as make
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db
RULE = "who reviews the funds"
SPENDERS = sorted(code for code, post in POSTS.items() if SPENDING & {*post.permissions})


def account_of(seat):
    return Member.objects.get(pk=seat.member_id).user


def reviewer(unit=None):
    """Create a member of a fund review committee; return the account and the seat."""
    term = make.term(unit, "fund_review", since=date(2024, 3, 1))
    seat = make.seat(term, make.worker(term.committee.unit))
    return account_of(seat), seat


def appoint(holder, post, unit=None, **days):
    with transaction.atomic():
        return Appointment.objects.create(
            holder=holder,
            post=Post.objects.get(code=post),
            unit=unit or make.unit(),
            **{"starts_on": date(2025, 1, 1)} | days,
        )


def test_spending_posts_are_recognised_by_their_permissions():
    assert {"chair", "branch_chair", "welfare_officer", "finance_officer"} <= {*SPENDERS}
    assert not {"auditor", "group_leader"} & {*SPENDERS}
    assert {post.code for post in Post.objects.all() if post.spends} == {*SPENDERS}


@pytest.mark.parametrize("post", SPENDERS)
def test_a_reviewer_is_appointed_to_no_post_that_spends_in_any_unit(post):
    holder, _seat = reviewer()
    with pytest.raises(IntegrityError, match=RULE):
        appoint(holder, post)


@pytest.mark.parametrize("post", sorted(POSTS.keys() - SPENDERS))
def test_a_reviewer_holds_every_other_post(post):
    holder, _seat = reviewer()
    assert appoint(holder, post).pk


@pytest.mark.parametrize("post", SPENDERS)
def test_nobody_who_spends_is_elected_to_review(post):
    worker = make.worker()
    appoint(worker.user, post, worker.unit)
    with pytest.raises(NotAllowed, match="decides about spending"):
        make.seat(make.term(worker.unit, "fund_review"), worker)
    assert not Seat.objects.exists()
    make.seat(make.term(worker.unit, "union"), worker)


def test_terms_that_do_not_overlap_are_no_conflict():
    holder, seat = reviewer()
    actions.give_up_seat(seat, until=date(2024, 12, 31), by=make.user(), reason="改任")
    assert appoint(holder, "finance_officer").pk
    with pytest.raises(IntegrityError, match=RULE):
        appoint(holder, "chair", starts_on=date(2024, 12, 31))


def test_extending_an_appointment_into_the_term_of_the_seat_is_refused():
    holder, _seat = reviewer()
    old = appoint(holder, "chair", starts_on=date(2020, 1, 1), ends_on=date(2024, 2, 29))
    with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
        Appointment.objects.filter(pk=old.pk).update(ends_on=None)


def test_a_seat_that_is_moved_to_a_committee_of_reviewers_by_bulk_sql_is_refused():
    worker = make.worker()
    appoint(worker.user, "chair", worker.unit)
    seat = make.seat(make.term(worker.unit, "union"), worker)
    review = make.term(worker.unit, "fund_review")
    with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(term=review)


def test_a_post_that_a_reviewer_holds_gets_no_spending_permission():
    holder, _seat = reviewer()
    appoint(holder, "auditor")
    approve = Permission.objects.get(codename="approve_run")
    with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
        Post.objects.get(code="auditor").permissions.add(approve)
    Appointment.objects.update(ends_on=date(2025, 12, 31))
    Post.objects.get(code="auditor").permissions.add(approve)


def test_a_reviewer_takes_over_no_account_that_holds_a_post_that_spends():
    _holder, seat = reviewer()
    finance = make.officer(make.unit(), "finance_officer")
    with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
        Member.objects.filter(pk=seat.member_id).update(user=finance)
    Member.objects.filter(pk=seat.member_id).update(user=make.officer(make.unit(), "auditor"))


# In the admin the form says so


def test_the_form_of_an_appointment_says_why(client, superuser):
    holder, _seat = reviewer()
    post, unit = Post.objects.get(code="finance_officer"), make.unit()
    form = {"holder": holder.pk, "post": post.pk, "unit": unit.pk, "starts_on": "2026-01-01"}
    answer = client.post(reverse("admin:members_appointment_add"), form)
    assert answer.status_code == 200
    assert "can&#x27;t hold a post that decides about spending" in answer.content.decode()
    form["post"] = Post.objects.get(code="auditor").pk
    assert client.post(reverse("admin:members_appointment_add"), form).status_code == 302


def test_the_form_of_a_post_says_why(client, superuser):
    holder, _seat = reviewer()
    appoint(holder, "auditor")
    post = Post.objects.get(code="auditor")
    powers = [*post.permissions.values_list("pk", flat=True), Permission.objects.get(codename="approve_run").pk]
    form = {"code": post.code, "name": post.name, "permissions": powers}
    answer = client.post(reverse("admin:members_post_change", args=[post.pk]), form)
    assert answer.status_code == 200
    assert "reviews the funds" in answer.content.decode()
    assert not Post.objects.get(code="auditor").spends


# Two officers at once


@pytest.mark.django_db(transaction=True)
def test_an_election_and_an_appointment_at_the_same_moment_do_not_both_succeed():
    worker = make.worker()
    term, unit, by = make.term(worker.unit, "fund_review"), make.unit(), make.user()
    candidate = actions.Candidate(worker)
    outcomes = at_once(
        lambda: actions.take_seat(term, candidate, since=date(2025, 1, 1), by=by),
        lambda: appoint(worker.user, "chair", unit),
    )
    assert sum(isinstance(outcome, Exception) for outcome in outcomes) == 1
    assert Seat.objects.count() + Appointment.objects.filter(holder=worker.user).count() == 1
