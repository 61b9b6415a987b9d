from datetime import date
from decimal import Decimal

import pytest

from welfare.choices import Festival, RunState, Verdict
from welfare.plans import rules as plans_rules
from welfare.runs import rules


# domain.md, part 6; the others are fixed days.
@pytest.mark.parametrize(
    ("festival", "year", "day"),
    [
        ("spring", 2024, date(2024, 2, 10)),
        ("spring", 2025, date(2025, 1, 29)),
        ("spring", 2026, date(2026, 2, 17)),
        ("spring", 2027, date(2027, 2, 6)),
        ("qingming", 2024, date(2024, 4, 4)),
        ("qingming", 2025, date(2025, 4, 4)),
        ("qingming", 2026, date(2026, 4, 5)),
        ("qingming", 2027, date(2027, 4, 5)),
        ("dragon_boat", 2024, date(2024, 6, 10)),
        ("dragon_boat", 2025, date(2025, 5, 31)),
        ("dragon_boat", 2026, date(2026, 6, 19)),
        ("dragon_boat", 2027, date(2027, 6, 9)),
        ("mid_autumn", 2024, date(2024, 9, 17)),
        ("mid_autumn", 2025, date(2025, 10, 6)),
        ("mid_autumn", 2026, date(2026, 9, 25)),
        ("mid_autumn", 2027, date(2027, 9, 15)),
        ("new_year", 2026, date(2026, 1, 1)),
        ("labour", 2026, date(2026, 5, 1)),
        ("national", 2026, date(2026, 10, 1)),
    ],
)
def test_festival_dates(festival, year, day):
    assert plans_rules.festival_date(festival, year) == day


def test_every_festival_has_a_date():
    assert all(plans_rules.festival_date(festival, 2026).year == 2026 for festival in Festival)


@pytest.mark.parametrize(
    ("festival", "lead", "on", "year"),
    [
        ("mid_autumn", 20, date(2026, 9, 4), None),
        ("mid_autumn", 20, date(2026, 9, 5), 2026),
        ("mid_autumn", 20, date(2026, 9, 25), 2026),
        ("mid_autumn", 20, date(2026, 9, 26), None),
        ("mid_autumn", 0, date(2026, 9, 25), 2026),
        ("new_year", 10, date(2026, 12, 21), None),
        ("new_year", 10, date(2026, 12, 22), 2027),
        ("spring", 40, date(2026, 12, 28), 2027),
        ("spring", 20, date(2026, 2, 17), 2026),
    ],
)
def test_the_year_whose_run_opens_on_a_day(festival, lead, on, year):
    assert plans_rules.due_year(festival, lead, on) == year


@pytest.mark.parametrize(
    ("festival", "on", "day"),
    [
        ("mid_autumn", date(2026, 9, 25), date(2026, 9, 25)),
        ("mid_autumn", date(2026, 9, 26), date(2027, 9, 15)),
        ("new_year", date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_the_next_day_of_a_festival(festival, on, day):
    assert plans_rules.next_festival(festival, on) == day


# 安徽 皖工发〔2025〕18号: 2200 yuan per person and year.
@pytest.mark.parametrize(
    ("standard", "already", "year_cap", "festival_cap", "due"),
    [
        (300, 0, 2200, None, 300),
        (300, 1900, 2200, None, 300),
        (300, 2000, 2200, None, 200),
        (300, 2200, 2200, None, 0),
        (300, 2500, 2200, None, 0),
        (300, 9999, None, None, 300),
        (300, 0, 2200, 250, 250),
        (300, 2100, 2200, 250, 100),
        (300, 0, 99999, 99999, 300),
    ],
)
def test_what_is_due_for_a_festival(standard, already, year_cap, festival_cap, due):
    caps = [None if cap is None else Decimal(cap) for cap in (year_cap, festival_cap)]
    assert rules.festival_due(Decimal(standard), Decimal(already), *caps) == due


def test_the_transitions_of_a_run():
    assert {state: sorted(targets) for state, targets in rules.NEXT.items()} == {
        "counting": ["cancelling", "counted"],
        "counted": ["cancelling", "counting", "in_review"],
        "in_review": ["approved", "cancelling", "counted"],
        "approved": ["cancelling", "counted", "in_notice", "issued"],
        "in_notice": ["cancelling", "counted", "issued"],
        "issued": ["closed"],
        "closed": ["issued"],
        "cancelling": ["cancelled"],
        "cancelled": [],
    }
    assert set(rules.NEXT) == set(RunState)


@pytest.mark.parametrize(
    ("heads", "first", "last", "size", "found"),
    [
        (0, None, None, 10, []),
        (1, 7, 7, 10, [(7, 7)]),
        (20, 1, 20, 10, [(1, 10), (11, 20)]),
        (21, 1, 21, 10, [(1, 7), (8, 14), (15, 21)]),
        (3, 1, 100, 2, [(1, 50), (51, 100)]),
        (2, 5, 6, 1, [(5, 5), (6, 6)]),
    ],
)
def test_ranges_cover_everybody_without_gaps(heads, first, last, size, found):
    assert rules.split_range(heads, first, last, size) == found


def test_counts_of_slices_are_summed():
    total = rules.sum_counts(
        [
            ("full", "technical", 2, "600.00"),
            ("full", "technical", 1, "300.00"),
            ("left", "", 4, "0"),
            ("reduced", "", 1, "20.50"),
        ]
    )
    assert total == {
        ("full", "technical"): (3, Decimal(900)),
        ("left", ""): (4, 0),
        ("reduced", ""): (1, Decimal("20.50")),
    }
    assert rules.receiving_total(total) == (4, Decimal("920.50"))
    assert rules.headcount_by_verdict(total) == {Verdict.LEFT: 4, Verdict.REDUCED: 1, Verdict.FULL: 3}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([1, 1, 1], ["33.4", "33.3", "33.3"]),
        ([914, 172, 57], ["80.0", "15.0", "5.0"]),
        ([1, 999_999], ["0.0", "100.0"]),
        ([0, 0], ["0.0", "0.0"]),
        ([], []),
    ],
)
def test_shares_sum_to_a_hundred_per_cent(parts, expected):
    assert [str(share) for share in rules.shares(parts)] == expected


@pytest.mark.parametrize(
    ("ranges", "widened"),
    [
        ([], [(1, rules.LAST_KEY)]),
        ([(5, 9)], [(1, rules.LAST_KEY)]),
        ([(5, 9), (10, 14)], [(1, 9), (10, rules.LAST_KEY)]),
        ([(5, 9), (10, 14), (15, 17)], [(1, 9), (10, 14), (15, rules.LAST_KEY)]),
    ],
)
def test_the_slices_of_a_second_count_reach_over_all_keys(ranges, widened):
    assert rules.widen(ranges) == widened
