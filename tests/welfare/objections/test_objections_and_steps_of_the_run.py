"""An objection and the steps of its run: following up, correcting, cancelling, closing, revoking."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import InternalError, transaction
from django.utils import timezone

from members.own_data.actions import erasures
from members.own_data.models.retention import Erasure
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from welfare.budgets.models import BudgetLine
from welfare.choices import ObjectionKind, ObjectionState, RunState, Verdict
from welfare.front.figures import tiles
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.objections import actions
from welfare.objections.documents import notice_document
from welfare.objections.models import Objection, PublicNotice
from welfare.objections.tasks import tell_of_stuck_objections
from welfare.runs.actions import clearing, counting, review
from welfare.runs.actions.corrections import correct_run, revoke_run
from welfare.runs.actions.following_up import family_of, open_follow_up
from welfare.runs.actions.settling import settle, standing_of
from welfare.runs.figures import collected_by_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def workers(unit):
    return [make.worker(unit) for _ in range(3)]


@pytest.fixture
def public(unit, workers):
    """A list of three, 300 yuan each, that was public thirty days ago, for five working days."""
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=True):
        yield make.published_run(unit)


def money(run):
    line = BudgetLine.objects.get(pk=run.line_id)
    return line.reserved, line.spent


def object_to_own(run, worker):
    return actions.make_objection(run, kind=ObjectionKind.AMOUNT, text="It should be 350.", by=make.account(worker))


def uphold(objection, due):
    by = make.officer(objection.run.unit, "finance_officer")
    return actions.uphold_objection(objection, by=by, reason="So it is.", due=Decimal(due))


def issue_later(run):
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        return review.issue_run(run, by=make.user())


def test_a_follow_up_gives_what_an_upheld_objection_decided(public, workers):
    uphold(object_to_own(public, workers[0]), 350)
    run = issue_later(public)
    assert money(run) == (0, 600)
    follow_up = open_follow_up(run, by=make.user(), reason="Objection")
    counting.count_all()
    follow_up.refresh_from_db()
    assert [*follow_up.grants.values_list("member", "amount")] == [(workers[0].pk, 350)]


def test_a_follow_up_gives_nothing_to_whom_an_upheld_objection_took_off(public, workers):
    uphold(object_to_own(public, workers[0]), 0)
    follow_up = open_follow_up(issue_later(public), by=make.user(), reason="Somebody else came late")
    counting.count_all()
    assert not follow_up.grants.exists()
    assert follow_up.exclusions.get(member=workers[0]).verdict == Verdict.OBJECTION


def test_a_follow_up_gives_to_whom_an_upheld_objection_missed_on_the_list(unit, workers):
    missed = make.worker(unit, post_category="technical")
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=True):
        run = make.published_run(unit, conditions={"post_categories": ["front_line", ""]}, amounts={})
        said = actions.make_objection(run, kind=ObjectionKind.MISSING, text="I am front line.", by=make.account(missed))
        uphold(said, 300)
    follow_up = open_follow_up(issue_later(run), by=make.user(), reason="Objection")
    counting.count_all()
    assert [*follow_up.grants.values_list("member", "amount")] == [(missed.pk, 300)]


def test_nobody_decides_twice_that_a_row_leaves_the_list(public, workers):
    own, row = object_to_own(public, workers[0]), public.grants.get(member=workers[0])
    by = make.account(workers[1])
    other = actions.make_objection(public, kind=ObjectionKind.OTHER, text="They left.", by=by, grant=row)
    uphold(own, 350)
    with pytest.raises(NotAllowed, match="has left the list already"):
        uphold(other, 0)


def test_a_decided_objection_is_not_made_again(public, workers):
    objection = object_to_own(public, workers[0])
    assert object_to_own(public, workers[0]) == objection
    by = make.officer(public.unit, "finance_officer")
    actions.reject_objection(objection, by=by, reason="The plan says 300.")
    with pytest.raises(NotAllowed, match="has been decided"):
        object_to_own(public, workers[0])


def test_the_log_and_whoever_approved_the_list_read_neither_objector_nor_words(client, public, workers):
    objection = object_to_own(public, workers[0])
    assert AuditEvent.objects.get(verb="objection.make").actor is None
    approver = public.approvals.first().by
    client.force_login(approver)
    page = client.get(objection.get_absolute_url()).content.decode()
    assert "It should be 350." not in page
    client.force_login(make.officer(public.unit, "finance_officer"))
    assert "It should be 350." in client.get(objection.get_absolute_url()).content.decode()


def test_the_words_of_objections_go_with_the_person_who_is_erased(public, workers):
    by_other = actions.make_objection(
        public,
        kind=ObjectionKind.OTHER,
        text="Left last year.",
        by=workers[1].user,
        grant=Grant.objects.get(run=public, member=workers[0]),
    )
    uphold(by_other, 0)
    own = object_to_own(public, workers[2])
    with pytest.raises(InternalError, match="go only with the person"), transaction.atomic():
        Objection.objects.filter(pk=own.pk).update(text="***")
    review.cancel_run(public, by=make.user(), reason="Wrong list")
    clearing.clear_all()
    for worker in (workers[0], workers[2]):
        Member.objects.filter(pk=worker.pk).update(state="withdrawn", state_since=date(2016, 1, 1))
        erasures.carry_out_erasure(
            Erasure.objects.create(member=worker, cause="rule", not_before=timezone.localdate()),
            by=make.officer(public.unit, post="chair"),
        )
    assert [*Objection.objects.order_by("pk").values_list("text", "decision")] == [("***", "***"), ("***", "")]


def test_a_list_that_is_taken_back_while_it_is_public_ends_its_notice_and_holds_no_row(public, workers):
    objection = object_to_own(public, workers[0])
    run = correct_run(public, by=make.user(), reason="Wrong standard")
    objection.refresh_from_db()
    assert (run.state, objection.state) == (RunState.COUNTED, ObjectionState.ENDED)
    assert PublicNotice.objects.get().ended_at is not None
    assert not Grant.objects.filter(held=True).exists()
    assert BudgetLine.objects.get().reserved == 0
    assert run.notice_until is None


def test_a_list_that_an_objection_has_changed_is_not_taken_back(public, workers):
    uphold(object_to_own(public, workers[0]), 350)
    with pytest.raises(NotAllowed, match="Objections have changed this list"):
        correct_run(public, by=make.user(), reason="Wrong standard")


def test_cancelling_a_public_list_releases_what_objections_have_left_reserved(public, workers):
    uphold(object_to_own(public, workers[0]), 350)
    assert money(public) == (600, 0)
    review.cancel_run(public, by=make.user(), reason="All wrong")
    clearing.clear_all()
    public.refresh_from_db()
    assert (public.state, money(public)) == (RunState.CANCELLED, (0, 0))
    assert not Grant.objects.exists()
    assert WithdrawnGrant.objects.count() == 1


def test_no_figure_counts_rows_that_objections_took_off_or_hold(client, public, workers):
    uphold(object_to_own(public, workers[0]), 0)
    notice = PublicNotice.objects.get()
    client.force_login(workers[2].user)
    assert "2 members · ¥600.00" in client.get(notice.get_absolute_url()).content.decode()
    notice.names_shown = False
    assert "2 members receive ¥600.00" in repr(notice_document(notice, public.grants.none()))
    object_to_own(public, workers[1])
    run = issue_later(public)
    [row] = collected_by_branch(run)
    assert (row.heads, row.held, row.missing) == (2, 1, 1)
    [*_budget, tile] = tiles(make.officer(run.unit), run.on)
    assert (tile.figure, tile.note) == ("1", "of 2 in runs being handed out")
    family = family_of(run)
    assert (family.heads, family.cost) == (2, 600)


def test_a_held_row_is_neither_spent_nor_revoked_nor_closed_over(public, workers):
    object_to_own(public, workers[0])
    run = issue_later(public)
    assert money(run) == (300, 600)
    assert standing_of(run).waiting_heads == 2
    assert settle(run, by=None) == 0
    for step in (review.close_run, revoke_run):
        with pytest.raises(NotAllowed, match="Objections to this list wait"):
            step(run, by=make.user(), reason="Over")
    assert money(run) == (300, 600)


def test_the_page_of_a_run_shows_what_it_gives_as_it_stands(client, public, workers):
    uphold(object_to_own(public, workers[0]), 0)
    client.force_login(make.officer(public.unit, "chair"))
    context = client.get(public.get_absolute_url()).context
    assert context["gives"] == {"heads": 2, "cost": 600}
    assert context["money"]["after"] == BudgetLine.objects.get().left
    review.cancel_run(public, by=make.user(), reason="All wrong")
    page = client.get(public.get_absolute_url())
    assert page.context["gives"] == {"heads": 0, "cost": 0}
    assert "Budget left" not in page.content.decode()
    assert f"/welfare/runs/{public.pk}/roster/" not in page.content.decode()


def test_an_objection_whose_last_decider_leaves_is_told_of_every_day(public, workers):
    chair, admin = make.officer(public.unit, "chair"), make.superuser()
    objection = object_to_own(public, workers[0])
    told = Notice.objects.filter(url=objection.get_absolute_url())
    assert [one.to for one in told] == [chair]
    tell_of_stuck_objections()
    assert not told.filter(to=admin).exists()
    chair.appointments.all().delete()
    for days in (1, 2):
        tell_of_stuck_objections()
        found = told.filter(to=admin)
        assert found.count() == days and all("Nobody can decide" in one.text for one in found)
    actions.reject_objection(objection, by=admin, reason="It is 300.")
    tell_of_stuck_objections()
    assert told.filter(to=admin).count() == 2
