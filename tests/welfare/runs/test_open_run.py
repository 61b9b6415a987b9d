from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from welfare.plans.actions import save_plan
from welfare.plans.models import Plan
from welfare.runs.actions import clearing, opening, review
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 5)


def test_a_run_opens_on_its_day_by_the_portal_and_only_once():
    plan = make.plan()
    assert opening.open_due_runs(date(2026, 9, 4)) == []
    (run,) = opening.open_due_runs(DAY)
    assert (run.plan, run.opened_by, run.occasion.key, run.occasion.on) == (
        plan,
        None,
        "mid_autumn:2026",
        date(2026, 9, 25),
    )
    assert opening.open_due_runs(DAY) == opening.open_due_runs(date(2026, 9, 25)) == []
    event = AuditEvent.objects.get(verb="run.open")
    assert (event.actor, event.changes["occasion"]) == (None, "mid_autumn:2026")


def test_new_years_run_opens_in_the_old_year():
    make.plan(festival="new_year", lead_days=10)
    (run,) = opening.open_due_runs(date(2026, 12, 22))
    assert run.occasion.on == date(2027, 1, 1)


def test_a_plan_out_of_use_opens_nothing():
    plan = make.plan(active=False)
    assert opening.open_due_runs(DAY) == []
    with pytest.raises(NotAllowed, match="not in use"):
        opening.open_run(plan, by=make.user(), on=DAY)


def test_a_cancelled_run_is_opened_again_by_an_officer_only():
    plan = make.plan()
    (run,) = opening.open_due_runs(DAY)
    review.cancel_run(run, by=make.user(), reason="标准错了")
    clearing.clear_all()
    assert opening.open_due_runs(DAY) == []
    officer = make.user()
    assert opening.open_run(plan, by=officer, on=DAY).opened_by == officer


def test_an_open_run_is_not_opened_again_by_an_officer():
    plan = make.plan()
    opening.open_due_runs(DAY)
    with pytest.raises(NotAllowed, match="open already"):
        opening.open_run(plan, by=make.user(), on=DAY)


def test_the_database_refuses_a_second_run_of_a_plan_for_one_occasion():
    run = make.run()
    with pytest.raises(IntegrityError, match="one_run_a_plan_and_occasion"), transaction.atomic():
        Run.objects.create(plan=run.plan, occasion=run.occasion, on=run.on, unit=run.unit, standard=300)


def test_two_plans_share_one_occasion():
    make.plan()
    make.plan()
    runs = opening.open_due_runs(DAY)
    assert len(runs) == 2 and len({run.occasion_id for run in runs}) == 1


def test_the_run_keeps_the_standard_of_its_day():
    plan = make.plan()
    (run,) = opening.open_due_runs(DAY)
    Plan.objects.filter(pk=plan.pk).update(amount=500)
    run.refresh_from_db()
    assert run.standard == 300


@pytest.mark.parametrize("form", ["money", "souvenir"])
def test_the_database_refuses_a_festival_plan_that_gives_anything_but_goods(form):
    with pytest.raises(IntegrityError, match="festival_plan_is_goods"), transaction.atomic():
        make.plan(form=form)


def open_due_runs(*args):
    out = StringIO()
    call_command("open_due_runs", *args, stdout=out)
    return out.getvalue()


def test_the_command_opens_counts_and_says_so_and_the_second_time_that_nothing_is_due(settings):
    settings.LANGUAGE_CODE = "en"
    unit = make.unit("公司工会")
    make.member(unit)
    make.plan(unit)
    said = open_due_runs("--on", "2026-09-05")
    assert "2026-09-25, 公司工会 – counted." in said
    assert "1 members receive 300.00 yuan." in said
    assert open_due_runs("--on", "2026-09-05") == "No run is due.\n"


def test_the_command_without_a_day_acts_for_today(time_machine):
    time_machine.move_to("2026-09-05T01:00:00Z")
    make.plan()
    assert "Opened" in open_due_runs()


def test_the_plan_of_a_closed_unit_opens_no_run():
    plan = make.plan()
    type(plan.unit).objects.filter(pk=plan.unit_id).update(closed_on=date(2026, 1, 1))
    assert opening.open_due_runs(date(2026, 9, 5)) == []


def test_a_plan_whose_form_is_no_longer_allowed_opens_no_run_and_its_keeper_is_told_once():
    days: dict[str, object] = {"schedule": "dates", "kind": "retirement", "festival": "", "days": ["09-25"]}
    plan = make.plan(None, **days, form="money")
    keeper = make.officer(plan.unit)
    assert opening.open_due_runs(DAY) == opening.open_due_runs(DAY) == []
    assert "opens no run" in Notice.objects.get(to=keeper).text
    with pytest.raises(NotAllowed, match="not given as money"):
        opening.open_run(plan, by=keeper, on=DAY)
    plan.active = False
    assert not save_plan(plan, by=keeper).active
    plan.active = True
    with pytest.raises(NotAllowed, match="not given as money"):
        save_plan(plan, by=keeper)
