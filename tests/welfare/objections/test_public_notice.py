"""Lists are public before they are issued; one objection stops one row, and is decided by others."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.choices import Hardship
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from office.workdays import add_working_days
from tests import factories as make
from welfare.budgets.models import BudgetLine
from welfare.choices import ObjectionKind, ObjectionState
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.handing_out.actions import receive_grant
from welfare.objections import actions
from welfare.objections.models import Objection, PublicNotice
from welfare.runs.actions import announcing, review
from welfare.runs.models.runs import Run
from welfare.runs.receipts import giving

pytestmark = pytest.mark.django_db

MISSING, AMOUNT, OTHER = ObjectionKind.MISSING, ObjectionKind.AMOUNT, ObjectionKind.OTHER


def long_ago(days=30):
    return time_machine.travel(timezone.now() - timedelta(days=days), tick=True)


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def workers(unit):
    return [make.worker(unit) for _ in range(3)]


@pytest.fixture
def public(unit, workers):
    """A list of three that was public thirty days ago, for five working days."""
    with long_ago():
        yield make.published_run(unit)


def issue(run):
    return review.issue_run(run, by=make.user())


def decider(run):
    return make.officer(run.unit, "finance_officer")


def test_the_days_of_notice_are_the_plans_and_are_copied(unit, workers):
    run = make.approved_run(unit, notice_days=3)
    run.plan.notice_days = 9
    run.plan.save()
    run.refresh_from_db()
    assert run.notice_days == 3


def test_start_and_end_are_told_as_a_row(unit, workers):
    run = make.published_run(unit)
    notice = PublicNotice.objects.get(run=run)
    today = timezone.localdate()
    assert (notice.starts_on, notice.ends_on) == (today, add_working_days(today, 5).date)
    assert run.notice_until == notice.ends_on
    assert AuditEvent.objects.about(run).latest("pk").verb == "run.publish"


def test_all_who_may_object_are_told_once_that_a_list_is_public_and_no_name_with_it(unit, workers):
    out = make.worker(unit, employment="retired")
    gone, elsewhere = make.worker(unit), make.worker()
    run = make.approved_run(unit, notice_days=5)
    Member.objects.filter(pk=gone.pk).update(state="withdrawn")
    Member.objects.filter(pk=workers[0].pk).update(unit=make.unit())
    actions.publish_run(run, by=make.user())
    announcing.write_all_notices()
    announcing.write_all_notices()
    told = Notice.objects.filter(url="/my/benefits/lists/")
    mine = {make.account(one).pk for one in (*workers, out, gone)}
    assert sorted(told.values_list("to", flat=True)) == sorted(mine) and elsewhere.user_id not in mine
    (text,) = {*told.values_list("text", flat=True)}
    assert f"public until {PublicNotice.objects.get(run=run).ends_on}" in text
    assert not any(one.name in text for one in workers) and not told.filter(sensitive=True).exists()


def test_that_a_list_of_hardship_is_public_is_told_in_the_portal_alone(unit):
    make.worker(unit, hardship=Hardship.DEEP)
    make.published_run(unit, conditions={"hardships": ["deep"]})
    announcing.write_all_notices()
    assert Notice.objects.get(url="/my/benefits/lists/").sensitive


def test_a_notice_of_five_working_days_over_the_national_days_ends_on_the_tenth():
    """Source: domain.md part 6: 1–7 October 2026 are days off, 10 October is worked."""
    with time_machine.travel("2026-09-28 10:00:00+08:00", tick=True):
        run = make.published_run()
    assert run.notice_until == date(2026, 10, 10)


def test_a_run_without_days_of_notice_is_issued_at_once(unit, workers):
    run = make.approved_run(unit)
    with pytest.raises(NotAllowed, match="needs no public notice"):
        actions.publish_run(run, by=make.user())
    assert issue(run).state == "issued"


def test_a_list_is_not_issued_before_it_was_public(unit, workers):
    run = make.approved_run(unit, notice_days=5)
    with pytest.raises(NotAllowed, match="publish it first"):
        issue(run)


def test_a_list_is_not_issued_while_it_is_public(unit, workers):
    run = make.published_run(unit)
    with pytest.raises(NotAllowed, match="runs until"):
        issue(run)


@pytest.mark.parametrize("make_run", [lambda unit: make.approved_run(unit, notice_days=5), make.published_run])
def test_the_database_refuses_to_issue_it_too_early(unit, workers, make_run):
    run = make_run(unit)
    with pytest.raises(InternalError, match="public notice is not over"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="issued")


def test_the_last_day_of_a_notice_cannot_be_moved(unit, workers):
    run = make.published_run(unit)
    with pytest.raises(InternalError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(notice_until=date(2020, 1, 1))


def test_after_its_notice_a_list_is_issued(public):
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        assert issue(public).state == "issued"


def test_one_objection_stops_one_row(public, workers):
    actions.make_objection(public, kind=AMOUNT, text="Mine is too little.", by=workers[0].user)
    held = Grant.objects.get(run=public, member=workers[0])
    assert held.held
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        run = issue(public)
        line = BudgetLine.objects.get(pk=run.line_id)
        assert (line.spent, line.reserved) == (600, 300)
        assert receive_grant(Grant.objects.get(run=run, member=workers[1]), by=workers[1].user)
        with pytest.raises(NotAllowed, match="An objection to this"):
            receive_grant(held, by=workers[0].user)


def test_the_database_lets_nobody_receive_what_is_held(public, workers):
    actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        issue(public)
        with pytest.raises(IntegrityError, match="held_grant_is_not_received"), transaction.atomic():
            Grant.objects.filter(run=public).update(received_at=timezone.now(), received_by=workers[0].user)


def test_a_row_is_held_only_while_its_list_is_public(unit, workers):
    run = make.approved_run(unit)
    with pytest.raises(InternalError, match="in public notice"), transaction.atomic():
        Grant.objects.filter(run=run).update(held=True)


def test_sent_twice_is_one(public, workers):
    first = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    again = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    assert first == again
    assert Objection.objects.count() == 1


def test_nobody_holds_back_a_whole_unit(unit):
    people = [make.worker(unit) for _ in range(8)]
    run = make.published_run(unit)
    for other in people[1:6]:
        row = Grant.objects.get(run=run, member=other)
        actions.make_objection(run, kind=OTHER, text="x", by=make.account(people[0]), grant=row)
    with pytest.raises(NotAllowed, match="no more are taken"):
        row = Grant.objects.get(run=run, member=people[7])
        actions.make_objection(run, kind=OTHER, text="x", by=make.account(people[0]), grant=row)


@pytest.mark.parametrize(("kind", "said"), [(MISSING, "You are on this list"), (OTHER, "the row of somebody else")])
def test_an_objection_fits_its_row(public, workers, kind, said):
    with pytest.raises(NotAllowed, match=said):
        actions.make_objection(public, kind=kind, text="x", by=workers[0].user)


def test_nobody_objects_when_the_notice_is_over(public, workers):
    with (
        time_machine.travel(timezone.now() + timedelta(days=30), tick=True),
        pytest.raises(NotAllowed, match="is over"),
    ):
        actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)


def test_a_rejected_row_is_given_with_the_rest(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    actions.reject_objection(objection, by=decider(public), reason="The plan gives 300 to all.")
    grant = Grant.objects.get(run=public, member=workers[0])
    assert not grant.held
    objection.refresh_from_db()
    assert (objection.state, objection.decision) == ("rejected", "The plan gives 300 to all.")
    assert Notice.objects.filter(to=workers[0].user, url=f"/my/benefits/objections/{objection.pk}/").exists()


def test_a_row_rejected_after_the_issue_is_spent_then_and_told(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        issue(public)
        actions.reject_objection(objection, by=decider(public), reason="r")
        line = BudgetLine.objects.get(pk=public.line_id)
        assert (line.spent, line.reserved) == (900, 0)
        assert Notice.objects.filter(to=workers[0].user, url="/my/benefits/").exists()
        assert receive_grant(Grant.objects.get(run=public, member=workers[0]), by=workers[0].user)


def test_an_upheld_row_leaves_the_list_and_its_money_is_released(public, workers):
    row = Grant.objects.get(run=public, member=workers[1])
    objection = actions.make_objection(public, kind=OTHER, text="Left last year.", by=workers[0].user, grant=row)
    actions.uphold_objection(objection, by=decider(public), reason="So it is.", due=Decimal(0))
    assert not Grant.objects.filter(pk=row.pk).exists()
    gone = WithdrawnGrant.objects.get()
    assert (gone.member, gone.amount, gone.due) == (workers[1], 300, 0)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        run = issue(public)
    line = BudgetLine.objects.get(pk=run.line_id)
    assert (run.heads, run.cost, line.spent, line.reserved) == (3, 900, 600, 0)
    assert giving(run) == 2


def test_an_upheld_row_of_money_leaves_the_list_with_the_account_that_was_kept():
    unit = make.unit()
    mine, other = make.worker(unit), make.worker(unit)
    make.budget_line(unit, kind="hospital")
    run = make.published_run(unit, kind="hospital", form="money", schedule="dates", festival="", days=["2026-09-10"])
    row = Grant.objects.get(run=run, member=other)
    objection = actions.make_objection(run, kind=OTHER, text="x", by=make.account(mine), grant=row)
    actions.uphold_objection(objection, by=decider(run), reason="r", due=Decimal(0))
    assert [*Grant.objects.filter(run=run).values_list("member", flat=True)] == [mine.pk]


def test_cancelling_releases_only_what_is_still_reserved(public, workers):
    row = Grant.objects.get(run=public, member=workers[1])
    objection = actions.make_objection(public, kind=OTHER, text="x", by=workers[0].user, grant=row)
    actions.uphold_objection(objection, by=decider(public), reason="r", due=Decimal(0))
    other = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[2].user)
    review.cancel_run(public, by=make.user(), reason="Wrong day.")
    line = BudgetLine.objects.get(pk=public.line_id)
    assert (line.spent, line.reserved) == (0, 0)
    other.refresh_from_db()
    assert other.state == ObjectionState.ENDED
    assert PublicNotice.objects.get(run=public).ended_at


def test_one_of_two_objections_to_a_row_still_holds_it(public, workers):
    row = Grant.objects.get(run=public, member=workers[2])
    first = actions.make_objection(public, kind=OTHER, text="x", by=workers[0].user, grant=row)
    second = actions.make_objection(public, kind=OTHER, text="x", by=workers[1].user, grant=row)
    actions.reject_objection(first, by=decider(public), reason="r")
    row.refresh_from_db()
    assert row.held
    actions.withdraw_objection(second, by=workers[1].user)
    row.refresh_from_db()
    assert not row.held


def test_a_list_is_not_closed_while_an_objection_waits(public, workers):
    actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        issue(public)
        with pytest.raises(NotAllowed, match="nothing lapses"):
            review.close_run(public, by=make.user(), reason="Done.")


def test_who_made_or_approved_the_list_decides_nothing(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    approver = public.approvals.first().by
    for person in (public.opened_by, public.submitted_by, approver, workers[0].user):
        with pytest.raises(NotAllowed, match="neither made nor approved"):
            actions.reject_objection(objection, by=person, reason="r")


def test_the_database_refuses_a_decision_by_who_approved(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with pytest.raises(IntegrityError, match="made or approved the list"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            state="rejected", decided_by=public.approvals.first().by, decided_at=timezone.now(), decision="r"
        )


def test_an_objection_goes_up_to_the_nearest_unit_where_anybody_may_decide_it(client):
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    worker, above, admin = make.worker(branch), make.officer(union, "chair"), make.superuser()
    run = make.published_run(branch)
    objection = actions.make_objection(run, kind=AMOUNT, text="x", by=make.account(worker))
    told = Notice.objects.filter(url=objection.get_absolute_url())
    assert {*told.values_list("to", flat=True)} == {above.pk}
    assert [*actions.deciders_of(objection)] == [above]
    client.force_login(make.officer(union, "auditor"))
    assert above.name in client.get(objection.get_absolute_url()).content.decode()
    # Nobody at all is left, but those who can name somebody.
    add_maker("run", run.pk, above, MakerAct.CHANGED)
    assert not actions.deciders_of(objection)
    assert "Nobody can decide it" in client.get(objection.get_absolute_url()).content.decode()
    row = run.grants.get(member=worker)
    other = actions.make_objection(run, kind=OTHER, text="x", by=make.account(make.worker(branch)), grant=row)
    waits = Notice.objects.filter(url=other.get_absolute_url())
    assert {admin.pk, above.pk} <= {*waits.values_list("to", flat=True)}
    assert all("Nobody can decide" in one.text for one in waits)
    assert actions.reject_objection(other, by=admin, reason="r").state == "rejected"


def test_nobody_decides_about_themselves_under_another_record(unit, workers):
    run = make.published_run(unit)
    kept = make.worker(unit)
    officer = make.account(kept)
    make.appoint(officer, "finance_officer", unit)
    objection = actions.make_objection(run, kind=AMOUNT, text="x", by=workers[0].user)
    assert actions.may_decide(objection, officer)
    Member.objects.filter(pk=workers[0].pk).update(state="merged", merged_into=kept)
    assert not actions.may_decide(Objection.objects.get(pk=objection.pk), officer)


def test_objections_stay_as_they_were_written(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with pytest.raises(InternalError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(text="y")
    with pytest.raises(InternalError), transaction.atomic():
        objection.delete()


def test_overdue_objections_are_listed_and_nothing_lapses(public, workers):
    objection = actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    assert objection.due_on == add_working_days(timezone.localdate(), 5).date
    assert not Objection.objects.overdue(timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        assert [*Objection.objects.overdue(timezone.localdate())] == [objection]


def test_whom_an_objection_is_about_does_not_see_it(public, workers):
    make.appoint(workers[1].user, "chair", public.unit)
    row = Grant.objects.get(run=public, member=workers[1])
    objection = actions.make_objection(public, kind=OTHER, text="x", by=workers[0].user, grant=row)
    seen = Objection.objects.visible_to(workers[1].user, "welfare.view_objection")
    assert objection not in seen
    assert objection in Objection.objects.visible_to(decider(public), "welfare.view_objection")
    told = Notice.objects.filter(to=workers[1].user)
    assert not told.filter(url=objection.get_absolute_url()).exists()


def test_a_missing_member_objects_and_nothing_is_held(unit, workers):
    newcomer = make.worker(unit, employment="retired")
    with long_ago():
        run = make.published_run(unit)
        objection = actions.make_objection(run, kind=MISSING, text="I work.", by=make.account(newcomer))
    assert objection.amount is None
    assert not Grant.objects.filter(held=True).exists()
    issue(run)
    with pytest.raises(NotAllowed, match=f"until {objection.due_on}: nothing lapses"):
        review.close_run(run, by=make.user(), reason="Done.")
    actions.uphold_objection(objection, by=decider(run), reason="r", due=Decimal(300))
    assert WithdrawnGrant.objects.get().due == 300


def test_reminders_go_neither_to_held_rows_nor_to_lists_of_money(public, workers):
    actions.make_objection(public, kind=AMOUNT, text="x", by=workers[0].user)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        issue(public)
        announcing.write_all_notices()
        announcing.remind_run(public, by=make.user())
        announcing.write_all_notices()
    about = Notice.objects.filter(url="/my/benefits/")
    assert [about.filter(to=one.user).count() for one in workers] == [0, 2, 2]


def test_nobody_is_reminded_to_collect_money():
    unit = make.unit()
    make.worker(unit)
    make.budget_line(unit, kind="hospital")
    run = make.issued_run(
        unit, schedule="dates", festival="", kind="hospital", days=["2026-09-10"], form="money", on=date(2026, 9, 5)
    )
    with pytest.raises(NotAllowed, match="nobody has to collect it"):
        announcing.remind_run(run, by=make.user())


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"conditions": {"hardships": [Hardship.DEEP]}}, False),
        ({"conditions": {"ethnic_groups": ["03"]}}, False),
        ({"amounts": {"by": "hardship", "rows": [["deep", "500"]]}}, False),
        ({"conditions": {"post_categories": ["front_line"]}}, True),
    ],
)
def test_names_are_not_published_where_to_be_on_the_list_tells_something(fields, shown):
    assert make.run(make.unit(), **fields).publishes_names is shown
