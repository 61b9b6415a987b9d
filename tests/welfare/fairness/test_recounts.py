"""What a worker counts of a run: its own figures, each cap, what reviewers look at, and the run without each rule."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from members.register.models.member import Member
from tests import factories as make
from welfare.fairness import recounting
from welfare.fairness.actions import counting
from welfare.fairness.models import Purpose, Recount, RecountCell, RecountState
from welfare.fairness.reading import figures_of, gaps, read_figures
from welfare.fairness.sentences import rule_labels
from welfare.runs import rules as run_rules
from welfare.runs.actions import counting as run_counting
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def cells_of(recount: Recount) -> dict[tuple[str, str, str], tuple[int, int, Decimal]]:
    rows = recount.cells.values_list("branch__name", "post_category", "sex", "meant", "heads", "money")
    return {(branch, category, sex): (meant, heads, money) for branch, category, sex, meant, heads, money in rows}


def counted(run: Run) -> Recount:
    counting.count_all()
    found = figures_of(run)
    assert found is not None
    return found


@pytest.fixture
def union():
    """A union with two branches: three of the front line in each, two technicians in the first."""
    union = make.unit("Union", kind="union")
    first, second = make.unit("First", parent=union), make.unit("Second", parent=union)
    group = make.unit("Group", parent=first)
    for unit, category, sex, number in (
        (group, "front_line", "1", 2),
        (first, "front_line", "2", 1),
        (second, "front_line", "1", 3),
        (first, "technical", "2", 2),
    ):
        for _ in range(number):
            make.member(unit, post_category=category, sex=sex)
    make.member(union, post_category="management", sex="1", state="withdrawn")
    return union


def test_figures_are_counted_by_branch_post_category_and_sex(union):
    make.member(union, post_category="management", sex="2")
    run = make.counted_run(union, conditions={"post_categories": ["front_line"]})
    figures = counted(run)
    assert cells_of(figures) == {
        ("First", "front_line", "1"): (2, 2, 600),
        ("First", "front_line", "2"): (1, 1, 300),
        ("First", "technical", "2"): (2, 0, 0),
        ("Second", "front_line", "1"): (3, 3, 900),
        ("Union", "management", "2"): (1, 0, 0),
    }
    assert (figures.purpose, figures.state, figures.percent) == (Purpose.FIGURES, RecountState.DONE, 100)
    assert not figures.places.exists() and not figures.changes.exists()


def test_figures_come_from_the_grants_whatever_the_register_says_now(union):
    run = make.counted_run(union)
    union.members.update(state="withdrawn")
    Member.objects.filter(unit__path__startswith=union.path).update(sex="2")
    figures = counted(run)
    total = read_figures(figures).total
    assert (total.heads, total.money) == (run.heads, run.cost) == (8, 2400)


def test_slices_add_up(union, monkeypatch):
    monkeypatch.setattr("welfare.fairness.recounting.SLICE_SIZE", 2)
    run = make.counted_run(union)
    whole = counted(run)
    slices = cells_of(whole)
    monkeypatch.setattr("welfare.fairness.recounting.SLICE_SIZE", run_rules.SLICE_SIZE)
    Recount.objects.all().delete()
    assert cells_of(counted(run)) == slices


def test_a_second_look_counts_nothing_again_and_another_count_counts_anew(union):
    run = make.counted_run(union)
    first = counted(run)
    assert counted(run).pk == first.pk and counting.ask_figures() == 0
    make.member(union, post_category="management")
    run_counting.recount_run(run, by=make.user())
    run_counting.count_all()
    run.refresh_from_db()
    assert figures_of(run) is None
    again = counted(run)
    assert again.pk != first.pk and read_figures(again).total.heads == 9
    assert not Recount.objects.filter(pk=first.pk).exists()


def test_a_recount_whose_run_is_counted_again_meanwhile_ends(union):
    run = make.counted_run(union)
    counting.ask_figures()
    run_counting.recount_run(run, by=make.user())
    assert counting.count_next_slice() and not counting.count_next_slice()
    assert not Recount.objects.exists()


def test_a_slice_that_fails_is_tried_three_times_and_stops_no_other(union, monkeypatch):
    broken, fine = make.counted_run(union), make.counted_run(make.unit("Elsewhere"), festival="spring")
    counting.ask_figures()

    def fail(recount, lo, hi):
        if recount.run_id == broken.pk:
            raise ZeroDivisionError("no")
        return count_range(recount, lo, hi)

    count_range = counting.recounting.count_range
    monkeypatch.setattr(counting.recounting, "count_range", fail)
    counting.count_all()
    failed = broken.recounts.get(purpose=Purpose.FIGURES)
    assert (failed.failed, failed.attempts, failed.error, failed.cells.count()) == (True, 3, "no", 0)
    assert figures_of(fine) is not None


@pytest.mark.parametrize(
    ("caps", "earlier", "standard", "expected"),
    [
        # basis, cap, reduced, kept out, yuan not given
        ([(200, "festival")], 0, 300, [("festival", "200.00", 1, 0, "100.00")]),
        ([(500, "person_year")], 400, 300, [("person_year", "500.00", 1, 0, "200.00")]),
        ([(500, "person_year")], 500, 300, [("person_year", "500.00", 0, 1, "300.00")]),
        ([(500, "person_year"), (250, "festival")], 400, 300, [("person_year", "500.00", 1, 0, "200.00")]),
        ([(1000, "person_year"), (250, "festival")], 400, 300, [("festival", "250.00", 1, 0, "50.00")]),
        ([(1000, "person_year")], 0, 300, []),
    ],
)
def test_each_cap_is_told_with_its_document_and_what_it_took(caps, earlier, standard, expected):
    unit = make.unit()
    member = make.member(unit)
    if earlier:
        given = make.counted_run(unit, festival="spring", amount=Decimal(earlier), on=date(2026, 1, 20))
        assert given.grants.get().member == member
    for amount, basis in caps:
        make.cap(unit, amount, basis=basis)
    run = make.counted_run(unit, amount=Decimal(standard))
    figures = counted(run)
    assert figures.cap_counts == [[*row, ["皖工发〔2025〕18号"]] for row in expected]


def test_the_gap_is_explained_by_the_rule_that_makes_it():
    union = make.unit("Union", kind="union")
    for number in range(12):
        make.member(union, post_category="front_line", sex="1", joined_on=date(2020, 1, 1))
        late = date(2026, 8, 1) if number < 6 else date(2020, 1, 1)
        make.member(union, post_category="technical", sex="1" if number % 2 else "2", joined_on=late)
    run = make.counted_run(union, conditions={"joined_before": "2026-06-01", "sexes": ["1", "2"]})
    reading = read_figures(counted(run))
    assert {one.without for one in run.recounts.filter(purpose=Purpose.WITHOUT)} == {"joined_before", "sexes"}
    of_category = gaps(run, reading, rule_labels(run))[0]
    assert (of_category.gap.of_most, of_category.gap.of_least) == (300, 150)
    [(label, cause)] = of_category.causes
    assert "2026-06-01" in label and (cause.of_least, cause.width, cause.shrinks_by) == (300, 0, 150)


def test_amounts_and_caps_are_left_out_in_turn(union):
    make.cap(union, 350, basis="festival")
    make.cap(union, 2000)
    table = {"by": "post_category", "rows": [["technical", "400"]]}
    run = make.counted_run(union, amounts=table)
    counted(run)
    sums = {
        one.without: sum(one.cells.values_list("money", flat=True)) for one in run.recounts.filter(purpose="without")
    }
    assert sums == {"amounts": 8 * 300, "festival_cap": 6 * 300 + 2 * 400, "year_cap": 6 * 300 + 2 * 350}


def test_what_was_given_later_does_not_count_in_a_recount(union):
    make.cap(union, 500)
    run = make.counted_run(union)
    later = make.counted_run(union, festival="spring", on=date(2026, 1, 20))
    assert (run.cost, later.cost) == (8 * 300, 8 * 200)
    counted(run)
    [without] = run.recounts.filter(purpose="without")
    assert sum(without.cells.values_list("money", flat=True)) == 8 * 300


@pytest.mark.parametrize(
    "values", [{"purpose": "without"}, {"purpose": "figures", "without": "sexes"}, {"purpose": "replay"}]
)
def test_the_database_refuses_recounts_that_make_no_sense(union, values):
    run = make.counted_run(union)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recount.objects.create(run=run, of_count=recounting.count_of(run), standard=300, **values)


def test_the_database_keeps_one_row_for_each_group(union):
    figures = counted(make.counted_run(union))
    cell = figures.cells.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        RecountCell.objects.create(recount=figures, branch=cell.branch, post_category=cell.post_category, sex=cell.sex)


def test_runs_of_before_get_figures_too_a_few_at_a_time(union, monkeypatch):
    monkeypatch.setattr(counting, "RUNS_AT_ONCE", 1)
    runs = [make.counted_run(union), make.counted_run(union, festival="spring", on=date(2026, 1, 20))]
    assert counting.ask_figures() == 1
    counting.count_all()
    counting.count_all()
    assert all(figures_of(run) for run in runs)
