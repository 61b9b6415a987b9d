"""Runs for birthdays, minority festivals and dates of a plan's own; whom a plan is for, and what each is given."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from office.errors import NotAllowed
from tests import factories as make
from welfare.choices import Verdict
from welfare.grants.models.occasions import Occasion
from welfare.plans.actions import save_plan
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening
from welfare.runs.eligibility import judged
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db
BIRTHDAYS: dict[str, Any] = {"schedule": "birthday_month", "festival": "", "kind": "birthday", "lead_days": 5}


def counted(run: Run) -> Run:
    counting.count_all()
    run.refresh_from_db()
    return run


def verdicts_of(run: Run) -> dict[str, str]:
    return dict(judged(run).values_list("name", "verdict"))


def amounts_of(run: Run) -> dict[str, Decimal]:
    return dict(run.grants.values_list("member__name", "amount"))


def test_a_months_run_has_its_birthdays_and_names_those_without_a_birth_date():
    unit = make.unit()
    make.member(unit, name="三月", birth_date=date(1990, 3, 7))
    make.member(unit, name="四月", birth_date=date(1990, 4, 7))
    make.member(unit, name="不详", birth_date=None)
    make.plan(unit, **BIRTHDAYS)
    (run,) = opening.open_due_runs(date(2026, 2, 24))
    assert (run.on, run.until, run.part, run.occasion.key) == (
        date(2026, 3, 1),
        date(2026, 3, 31),
        "2026-03",
        "birthday:2026",
    )
    assert verdicts_of(run) == {"三月": "full", "不详": "no_birth_date"}
    assert counted(run).heads == 1
    assert [(one.member.name, one.verdict) for one in run.exclusions.all()] == [("不详", Verdict.NO_BIRTH_DATE)]


@pytest.mark.parametrize(("leap_day", "month", "other"), [("february", 2, 3), ("march", 3, 2)])
def test_who_was_born_on_29_february_is_in_the_run_that_the_plan_says(leap_day, month, other):
    unit = make.unit()
    make.member(unit, name="闰日", birth_date=date(1996, 2, 29))
    plan = make.plan(unit, **BIRTHDAYS, leap_day=leap_day)
    for number, names in ((month, ["闰日"]), (other, [])):
        run = opening.open_run(plan, by=make.user(), on=date(2027, number, 1))
        assert list(verdicts_of(run)) == names, run.part


def test_nobody_has_two_birthdays_in_a_year_even_if_the_birth_date_is_corrected():
    unit = make.unit()
    member = make.member(unit, name="更正", birth_date=date(1990, 3, 7))
    plan = make.plan(unit, **BIRTHDAYS)
    counted(opening.open_run(plan, by=make.user(), on=date(2026, 3, 1)))
    member.birth_date = date(1990, 5, 7)
    member.save()
    later = opening.open_run(plan, by=make.user(), on=date(2026, 5, 1))
    assert verdicts_of(later) == {"更正": "already"}
    # Nor by another plan, for each day.
    daily = make.plan(unit, **{**BIRTHDAYS, "schedule": "birthday_day"})
    run = opening.open_run(daily, by=make.user(), on=date(2026, 5, 7))
    assert (run.part, verdicts_of(run)) == ("2026-05-07", {"更正": "already"})
    assert Occasion.objects.get(key="birthday:2026").grants.count() == 1
    # Next year it is due again.
    assert verdicts_of(opening.open_run(plan, by=make.user(), on=date(2027, 5, 1))) == {"更正": "full"}


def test_every_day_that_beat_missed_is_opened_once():
    make.plan(**{**BIRTHDAYS, "schedule": "birthday_day", "lead_days": 0}, since=date(2026, 3, 1))
    assert [run.part for run in opening.open_due_runs(date(2026, 3, 2))] == ["2026-03-01", "2026-03-02"]
    # Beat stood still for three days, then two of them ran at once: the second finds nothing to do.
    assert len(opening.open_due_runs(date(2026, 3, 5))) == 3
    assert opening.open_due_runs(date(2026, 3, 5)) == []


def test_the_database_refuses_a_second_run_of_a_month():
    plan = make.plan(**BIRTHDAYS)
    run = opening.open_run(plan, by=make.user(), on=date(2026, 3, 1))
    with pytest.raises(IntegrityError, match="one_run_a_plan_and_occasion"), transaction.atomic():
        Run.objects.create(plan=plan, occasion=run.occasion, on=run.on, part="2026-03", unit=run.unit, standard=1)


def test_a_festival_missed_by_beat_is_opened_late_but_not_for_a_plan_that_came_later():
    plan = make.plan(since=date(2026, 1, 1))
    make.plan(since=date(2026, 9, 28))
    (run,) = opening.open_due_runs(date(2026, 9, 30))
    assert (run.plan, run.on) == (plan, date(2026, 9, 25))


def test_a_plan_taken_into_use_again_makes_up_for_nothing(time_machine):
    plan = make.plan(active=False, since=date(2026, 1, 1))
    time_machine.move_to("2026-09-30T02:00:00Z")
    plan.active = True
    save_plan(plan, by=make.user())
    assert plan.since == date(2026, 9, 30)
    assert opening.open_due_runs(date(2026, 9, 30)) == []


def test_a_minority_festival_is_for_its_ethnic_groups_on_its_announced_day():
    unit = make.unit()
    make.member(unit, name="回族", ethnic_group="03")
    make.member(unit, name="汉族", ethnic_group="01")
    make.member(unit, name="不详", ethnic_group="")
    festival = make.minority_festival()
    plan = make.plan(unit, schedule="minority", festival="", minority_festival=festival)
    (run,) = opening.open_due_runs(date(2026, 3, 1))
    assert (run.on, str(run.occasion), run.occasion.kind) == (date(2026, 3, 20), "开斋节 2026", "festival")
    assert verdicts_of(run) == {"回族": "full", "汉族": "other_ethnic_group", "不详": "other_ethnic_group"}
    # No day is guessed for the next year.
    assert plan.next_events(date(2026, 3, 21)) == []
    with pytest.raises(NotAllowed, match="not known yet"):
        opening.open_run(plan, by=make.user(), on=date(2026, 3, 21))


def test_a_day_that_is_announced_anew_opens_no_second_run():
    festival = make.minority_festival()
    make.plan(schedule="minority", festival="", minority_festival=festival)
    assert len(opening.open_due_runs(date(2026, 3, 1))) == 1
    festival.days.update(on=date(2026, 3, 21))
    assert opening.open_due_runs(date(2026, 3, 2)) == []


@pytest.mark.parametrize("fields", [{"approved_by": "county"}, {"document": ""}, {"code": "spring"}])
def test_the_database_refuses_a_festival_without_approval_or_with_a_statutory_ones_code(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.minority_festival(**fields)


def test_in_one_region_a_minority_festival_may_be_everybodys():
    unit = make.unit()
    make.member(unit, name="汉族", ethnic_group="01")
    festival = make.minority_festival(
        date(2026, 4, 19), code="sanyuesan", name="三月三", region="广西", ethnic_groups=[]
    )
    make.plan(unit, schedule="minority", festival="", minority_festival=festival)
    (run,) = opening.open_due_runs(date(2026, 4, 10))
    assert verdicts_of(run) == {"汉族": "full"}


def test_dates_of_its_own_open_a_run_each():
    plan = make.plan(schedule="dates", festival="", kind="summer", days=["07-01", "08-01"], lead_days=10)
    runs = opening.open_due_runs(date(2026, 6, 21)) + opening.open_due_runs(date(2026, 7, 22))
    assert [run.occasion.key for run in runs] == ["summer:2026-07-01", "summer:2026-08-01"]
    assert [day for day, _opens, _part in Plan.objects.get(pk=plan.pk).next_dates]


@pytest.mark.parametrize(
    "fields",
    [
        {"festival": ""},
        {"schedule": "minority", "festival": ""},
        {"schedule": "dates", "festival": "", "kind": "summer"},
        {"schedule": "dates", "festival": "", "kind": "festival", "days": ["07-01"]},
        {"schedule": "birthday_day", "festival": "", "kind": "birthday", "lead_days": 31},
        {"kind": "summer"},
    ],
)
def test_the_database_refuses_a_plan_whose_occasion_is_unclear(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.plan(**fields)


def test_each_exclusion_has_its_own_reason():
    union = make.unit(kind="union")
    there, here = make.unit(parent=union), make.unit(parent=union)
    meant: dict[str, Any] = {"sex": "2", "employment_form": "contract", "work_site": "一号井场", "hardship": "deep"}
    faults: dict[str, dict[str, Any]] = {
        "合格": {},
        "别处": {"unit": there},
        "岗位": {"post_category": "management"},
        "用工": {"employment_form": "agency"},
        "男": {"sex": "1"},
        "场所": {"work_site": ""},
        "不困难": {"hardship": ""},
        "入会晚": {"joined_on": date(2026, 9, 1), "state_since": None},
        "当时未入": {"joined_on": date(2026, 8, 31), "state_since": None},
    }
    for name, fields in faults.items():
        make.member(**{"unit": here, "name": name, **meant, **fields})
    conditions = {
        "without_units": [there.pk],
        "post_categories": ["front_line"],
        "employment_forms": ["contract"],
        "sexes": ["2"],
        "hardships": ["deep"],
        "sites": ["一号井场"],
        "member_on": "08-01",
        "joined_before": "09-01",
    }
    run = counted(make.run(union, conditions=conditions))
    assert verdicts_of(run) == {
        "合格": "full",
        "别处": "other_unit",
        "岗位": "other_post",
        "用工": "other_employment",
        "男": "other_sex",
        "场所": "other_site",
        "不困难": "other_hardship",
        "入会晚": "no_member_then",
        "当时未入": "no_member_then",
    }
    assert (run.heads, run.conditions["joined_before"]) == (1, "2026-09-01")
    only_before = make.run(union, conditions={"joined_before": "2026-09-01"})
    assert verdicts_of(only_before)["入会晚"] == "joined_too_late"
    assert verdicts_of(only_before)["当时未入"] == "full"


def test_a_later_change_of_the_plan_changes_no_run():
    unit = make.unit()
    make.member(unit, name="一线")
    run = make.run(unit, conditions={"post_categories": ["front_line"]}, form="voucher")
    Plan.objects.update(conditions={"post_categories": ["management"]}, amounts={"by": "years", "rows": [["1", "1"]]})
    run.refresh_from_db()
    assert (verdicts_of(run), run.form, run.amounts) == ({"一线": "full"}, "voucher", {})


def test_amounts_by_table_and_what_the_cap_leaves_of_them():
    unit = make.unit()
    make.cap(unit, 450)
    for name, category in {"一线": "front_line", "技术": "technical", "未填": ""}.items():
        make.member(unit, name=name, post_category=category)
    table = {"by": "post_category", "rows": [["front_line", "500.00"], ["technical", "400.00"]]}
    run = counted(make.run(unit, amounts=table))
    assert amounts_of(run) == {"一线": 450, "技术": 400, "未填": 300}
    assert verdicts_of(run) == {"一线": "reduced", "技术": "full", "未填": "full"}
    assert run.cost == 1150


def test_a_cap_for_each_event_holds_for_birthdays():
    unit = make.unit()
    make.member(unit, name="三月", birth_date=date(1990, 3, 7))
    make.cap(unit, 200, kind="birthday", basis="event")
    run = counted(opening.open_run(make.plan(unit, **BIRTHDAYS), by=make.user(), on=date(2026, 3, 1)))
    assert list(run.grants.values_list("amount", "reduced_by")) == [(200, "event")]


def test_a_run_of_money_needs_no_place_of_collection():
    plan = make.plan(schedule="dates", festival="", kind="winter", days=["01-15"], form="money", goods="", place="")
    run = opening.open_run(plan, by=make.user(), on=date(2026, 1, 2))
    assert (run.form, run.missing_for_collection) == ("money", [])
