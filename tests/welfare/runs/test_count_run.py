from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from members.register.models.member import Member
from tests import factories as make
from welfare.grants.models.grants import Grant
from welfare.runs.actions import counting as actions
from welfare.runs.eligibility import judged
from welfare.runs.models.runs import Run
from welfare.runs.rules import festival_due

pytestmark = pytest.mark.django_db


def verdicts_of(run: Run) -> dict[int, str]:
    return dict(judged(run).values_list("pk", "verdict"))


def headcounts_of(run: Run) -> dict[tuple[str, str], int]:
    return {(verdict, category): number for verdict, category, number, _money in run.counts}


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, "full"),
        ({"state": "leaving"}, "full"),
        ({"employment": "sick_leave"}, "full"),
        ({"employment": "internal_retirement"}, "full"),
        ({"state": "withdrawn"}, "left"),
        ({"state": "expelled"}, "left"),
        ({"state": "transferred"}, "left"),
        ({"state": "pending", "joined_on": None}, "pending"),
        ({"state": "retained"}, "retained"),
        ({"employment": "retired"}, "retired"),
        ({"employment": "retired_cadre"}, "retired"),
        ({"employment": "resigned"}, "retired"),
        ({"joined_on": date(2026, 9, 25)}, "full"),
        ({"joined_on": date(2026, 9, 26)}, "joined_later"),
        ({"joined_on": None, "state_since": date(2026, 9, 26)}, "joined_later"),
        # Who left is told so first, whatever else is true of them.
        ({"state": "withdrawn", "employment": "retired", "joined_on": date(2027, 1, 1)}, "left"),
        ({"state": "retained", "employment": "retired"}, "retained"),
    ],
)
def test_everybody_is_judged_by_the_first_rule_that_applies(fields, verdict):
    unit = make.unit()
    member = make.member(unit, **fields)
    run = make.counted_run(unit)
    assert verdicts_of(run) == {member.pk: verdict}
    assert run.heads == run.grants.count() == (1 if verdict == "full" else 0)


def test_a_count_has_headcounts_and_sums_by_post_category_and_unit():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    for category, number in {"front_line": 2, "technical": 1, "": 1}.items():
        for _ in range(number):
            make.member(branch, post_category=category)
    make.member(union, post_category="management", state="withdrawn")
    make.member(make.unit("Elsewhere"))
    run = make.counted_run(union)
    assert headcounts_of(run) == {
        ("full", "front_line"): 2,
        ("full", "technical"): 1,
        ("full", ""): 1,
        ("left", "management"): 1,
    }
    assert (run.state, run.heads, run.cost) == ("counted", 4, Decimal(1200))
    assert dict(run.places.values_list("unit", "heads")) == {union.pk: 0, branch.pk: 4}
    assert dict(run.places.values_list("unit", "cost")) == {union.pk: 0, branch.pk: 1200}


@pytest.mark.parametrize(
    ("year_cap", "festival_cap", "earlier", "due", "verdict", "reduced_by"),
    [
        (None, None, 0, 300, "full", ""),
        (2200, None, 1900, 300, "full", ""),
        (2200, None, 2000, 200, "reduced", "person_year"),
        (2200, None, 2200, 0, "cap_reached", None),
        (2200, None, 2300, 0, "cap_reached", None),
        (None, 250, 0, 250, "reduced", "festival"),
        (2200, 250, 2000, 200, "reduced", "person_year"),
        (2200, 150, 2000, 150, "reduced", "festival"),
        # A cap above the standard raises nothing.
        (5000, 1000, 0, 300, "full", ""),
    ],
)
def test_a_cap_only_lowers_the_amount_and_the_grant_names_it(year_cap, festival_cap, earlier, due, verdict, reduced_by):
    unit = make.unit()
    member = make.member(unit)
    if earlier:
        make.counted_run(unit, festival="spring", amount=Decimal(earlier), on=date(2026, 1, 20))
    if year_cap:
        make.cap(unit, year_cap)
    if festival_cap:
        make.cap(unit, festival_cap, basis="festival")
    run = make.counted_run(unit)
    assert verdicts_of(run) == {member.pk: verdict}
    assert list(run.grants.values_list("amount", "reduced_by")) == ([(due, reduced_by)] if due else [])
    assert run.cost == due
    assert due == festival_due(
        Decimal(300), Decimal(earlier), year_cap and Decimal(year_cap), festival_cap and Decimal(festival_cap)
    )


def test_the_year_of_a_cap_is_the_year_of_the_event():
    unit = make.unit()
    make.member(unit)
    make.cap(unit, 300)
    make.counted_run(unit, festival="national", on=date(2025, 9, 20))
    assert make.counted_run(unit).heads == 1


def test_the_cap_of_the_nearest_unit_in_force_on_the_day_of_the_event_counts():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    group = make.unit(parent=branch, kind="group")
    make.cap(union, 1000)
    make.cap(branch, 200, since=date(2026, 9, 25), effective_to=date(2026, 9, 25))
    make.cap(branch, 50, since=date(2025, 1, 1), effective_to=date(2026, 9, 24))
    make.cap(branch, 60, since=date(2026, 9, 26))
    make.cap(branch, 10, kind="birthday")
    run = make.run(union)
    assert dict(run.places.values_list("unit", "year_cap")) == {union.pk: 1000, branch.pk: 200, group.pk: 200}


def test_nobody_receives_twice_for_one_occasion_whichever_plan_comes_first():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    there, here = make.member(branch), make.member(union)
    first = make.counted_run(branch)
    second = make.counted_run(union)
    assert set(first.grants.values_list("member", flat=True)) == {there.pk}
    assert verdicts_of(second) == {there.pk: "already", here.pk: "full"}


def test_the_database_refuses_a_second_grant_for_one_occasion():
    unit = make.unit()
    member = make.member(unit)
    first = make.counted_run(unit)
    second = make.run(unit)
    with pytest.raises(IntegrityError, match="one_grant_a_member_and_occasion"), transaction.atomic():
        Grant.objects.create(member=member, occasion=first.occasion, run=second, unit=unit, amount=1)


def test_an_empty_unit_selects_nobody_and_is_counted_at_once():
    run = make.run(make.unit())
    assert (run.state, run.heads, run.cost, run.counts) == ("counted", 0, 0, [])


def test_a_run_is_counted_in_slices_that_together_miss_nobody(monkeypatch):
    monkeypatch.setattr("welfare.runs.rules.SLICE_SIZE", 3)
    unit, other = make.unit(), make.unit()
    for number in range(20):
        make.member(other if number % 3 else unit)
    run = make.run(unit)
    assert run.slices.count() == 3
    assert actions.count_next_slice()
    run.refresh_from_db()
    assert run.state == "counting"
    actions.count_all()
    run.refresh_from_db()
    assert (run.state, run.heads) == ("counted", 7)
    assert set(run.grants.values_list("member", flat=True)) == set(
        Member.objects.filter(unit=unit).values_list("pk", flat=True)
    )
