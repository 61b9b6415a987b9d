"""No group of one to four people can be found in the tables of a run, by adding and subtracting either."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import STEADY
from welfare.fairness.reading import PAIRS
from welfare.fairness.rules import (
    FEW,
    Cause,
    Figures,
    Gap,
    along,
    break_down,
    cause_of,
    coarse,
    coarse_money,
    compared_groups,
    gap_between,
    joined,
    lines_of,
    lines_with_members,
    may_be_shown,
    total,
)

PRIME = 2**61 - 1
Vector = list[int]
Key = tuple[str, ...]
Cube = dict[Key, Figures]


def figures(meant: int, heads: int | None = None) -> Figures:
    received = meant if heads is None else heads
    return Figures(meant, received, Decimal(300) * received)


def lines(*groups: str) -> set[frozenset[str]]:
    """Return lines written as “ab” for a and b together."""
    return {frozenset(group) for group in groups}


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        # All groups are large enough.
        ({"a": (9, 9), "b": (5, 5)}, lines("a", "b")),
        # A group of three follows from the total, so that it goes with another one.
        ({"a": (9, 9), "b": (3, 3), "c": (20, 20)}, lines("ab", "c")),
        # Two small ones are enough together.
        ({"a": (9, 9), "b": (3, 3), "c": (2, 2)}, lines("a", "bc")),
        ({"a": (9, 9), "b": (1, 1), "c": (2, 2)}, lines("abc")),
        # Of nine members three receive.
        ({"a": (9, 3), "b": (8, 8), "c": (20, 20)}, lines("ab", "c")),
        ({"a": (9, 0), "b": (8, 8)}, lines("a", "b")),
        # Nobody is no group.
        ({"a": (9, 9), "b": (0, 0), "c": (7, 7)}, lines("a", "c")),
        ({"a": (3, 3)}, lines("a")),
    ],
)
def test_groups_under_five_are_put_together_with_others(groups, shown):
    cube: Cube = {(key, "x", "y"): figures(*said) for key, said in groups.items()}
    assert set(lines_of(cube, 0)) == shown


def test_five_are_shown_and_four_are_not():
    assert may_be_shown(figures(5)) and not may_be_shown(figures(4))
    assert not may_be_shown(figures(10, 4)) and may_be_shown(figures(10, 5)) and may_be_shown(figures(10, 0))


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({"a": (30, 30), "b": (20, 10)}, "ab"),
        # Three of a don't receive: their number would follow from that of all, too.
        ({"a": (30, 27), "b": (20, 20), "c": (40, 30), "d": (50, 50)}, "bd"),
        # Two and three make a group of five.
        ({"a": (30, 28), "b": (20, 17), "c": (40, 40)}, "c"),
        ({"a": (30, 28), "b": (20, 20)}, ""),
    ],
)
def test_how_many_members_a_group_has_is_hidden_where_few_do_not_receive(groups, shown):
    assert lines_with_members({frozenset(key): figures(*said) for key, said in groups.items()}) == lines(*shown)


def test_a_replay_hides_also_the_few_who_gain_or_lose():
    same = Figures(meant=50, heads=20, given_heads=20)
    assert may_be_shown(same, compared_groups)
    assert may_be_shown(Figures(meant=50, heads=25, given_heads=20, gains=5), compared_groups)
    assert not may_be_shown(Figures(meant=50, heads=21, given_heads=20, gains=1), compared_groups)
    assert not may_be_shown(Figures(meant=50, heads=20, given_heads=20, gains=2, loses=2), compared_groups)


def test_tables_of_two_runs_are_compared_in_lines_that_both_show():
    assert set(joined(lines("a", "bc", "d"), lines("ab", "c", "d", "e"))) == lines("abc", "d", "e")


def test_two_replays_that_differ_by_one_person_look_alike_for_who_may_not_see_people():
    assert {coarse(heads) for heads in (18, 19, 20, 21, 22)} == {20}
    assert coarse_money(Decimal(6300), Decimal(300)) == coarse_money(Decimal(6000), Decimal(300)) == 6000
    assert coarse_money(Decimal(10), Decimal(0)) == 0


@pytest.mark.parametrize(
    ("most", "least", "without_most", "without_least", "shrinks_by"),
    [
        # (heads of the most, of the least) of 100 members each, 300 yuan for a head.
        (100, 50, 100, 100, "150"),
        (100, 50, 100, 75, "75"),
        (100, 50, 60, 50, "120"),
        (100, 50, 100, 20, "-90"),
    ],
)
def test_a_gap_shrinks_by_what_the_recount_without_a_rule_says(most, least, without_most, without_least, shrinks_by):
    a, b = frozenset("a"), frozenset("b")
    own = {a: figures(100, most), b: figures(100, least)}
    gap = gap_between(own)
    assert gap == Gap(a, b, Decimal(3 * most), Decimal(3 * least))
    cause = cause_of("joined_before", gap, own, {a: figures(100, without_most), b: figures(100, without_least)})
    assert cause is not None and cause.shrinks_by == Decimal(shrinks_by)


def test_a_cause_that_concerns_fewer_than_five_is_not_told():
    a, b = frozenset("a"), frozenset("b")
    own = {a: figures(100, 100), b: figures(100, 50)}
    gap = gap_between(own)
    assert gap is not None
    assert cause_of("sexes", gap, own, {a: figures(100, 100), b: figures(100, 53)}) is None
    assert isinstance(cause_of("sexes", gap, own, {a: figures(100, 100), b: figures(100, 55)}), Cause)


def test_there_is_no_gap_where_all_get_the_same():
    assert gap_between({frozenset("a"): figures(10, 10), frozenset("b"): figures(20, 20)}) is None
    assert gap_between({frozenset("a"): figures(10, 10)}) is None


def in_span(vector: Vector, rows: list[Vector]) -> bool:
    """Return whether a vector is a sum of multiples of the rows; computed modulo a large prime."""

    def reduced(row: Vector) -> Vector:
        for at, pivot in pivots.items():
            if factor := row[at]:
                row = [(one - factor * other) % PRIME for one, other in zip(row, pivot, strict=True)]
        return row

    pivots: dict[int, Vector] = {}
    for row in rows:
        left = reduced(row)
        at = next((place for place, one in enumerate(left) if one), None)
        if at is not None:
            inverse = pow(left[at], -1, PRIME)
            pivots[at] = [one * inverse % PRIME for one in left]
    return not any(reduced(vector))


def line_members(cube: Cube, place: int, line: frozenset[str]) -> set[Key]:
    return {key for key in cube if key[place] in line}


def line_figures(cube: Cube, place: int, line: frozenset[str]) -> Figures:
    return total(cube[key] for key in line_members(cube, place, line))


def groups_by(cube: Cube, places: tuple[int, ...]) -> list[tuple[set[Key], Figures]]:
    """Return the groups of one or two dimensions, as the keys of the cube that they sum up, with their figures."""
    return [
        ({key for key in cube if tuple(key[place] for place in places) == group}, sums)
        for group, sums in along(cube, *places).items()
    ]


def follows(group: set[Key], told: list[set[Key]], cube: Cube, number: Callable[[Figures], int]) -> bool:
    """Return whether the number of a group follows from those that are told, by adding and subtracting.

    Who is told that a group is nobody knows this of all its parts, too.
    """
    nobody = {key for one in told if not number(total(cube[key] for key in one)) for key in one}
    keys = sorted(set(cube) - nobody)
    rows = {tuple(int(key in one) for key in keys) for one in told}
    return in_span([int(key in group) for key in keys], [[*row] for row in sorted(rows)])


heads = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 12, 40])


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from("ftm"), st.sampled_from("12"), heads, heads), max_size=24
    )
)
@settings(STEADY, max_examples=60)
def test_no_group_under_five_can_be_reconstructed_from_what_is_shown(people):
    cube: Cube = dict.fromkeys(product("ABC", "ftm", "12"), Figures())
    for branch, category, sex, received, others in people:
        cube[branch, category, sex] += figures(received + others, received)
    down = break_down(cube, PAIRS)
    everybody = set(cube)
    of_lines = [line_members(cube, place, line) for place in down.lines for line in down.lines[place]]
    with_members = [
        line_members(cube, place, line)
        for place in down.lines
        for line in lines_with_members({line: line_figures(cube, place, line) for line in down.lines[place]})
    ]
    cells = [
        line_members(cube, row, one) & line_members(cube, column, other)
        for (row, column), found in down.rows.items()
        for one in found
        for other in down.lines[column]
    ]
    one_way, two_way = [(0,), (1,), (2,)], list(PAIRS)
    for told, places, number in (
        ([everybody, *of_lines, *cells], one_way + two_way, lambda sums: sums.heads),
        ([everybody, *with_members], one_way, lambda sums: sums.meant),
        ([everybody, *with_members], one_way, lambda sums: sums.meant - sums.heads),
    ):
        for group, sums in ((group, sums) for one in places for group, sums in groups_by(cube, one)):
            if 0 < number(sums) < FEW and number(sums) != number(total(cube.values())):
                assert not follows(group, told, cube, number), (group, number(sums))


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("ft"), heads, heads, heads), max_size=16))
@settings(STEADY, max_examples=50)
def test_a_replay_shows_only_sums_of_lines_that_the_run_shows(people):
    run: Cube = {}
    replay: Cube = {}
    for branch, category, given_heads, gains, others in people:
        key = (branch, category, "1")
        meant = given_heads + gains + others
        run[key] = run.get(key, Figures()) + figures(meant, given_heads)
        replay[key] = replay.get(key, Figures()) + Figures(
            meant, given_heads + gains, given_heads=given_heads, gains=gains
        )
    own = break_down(run, PAIRS)
    compared = break_down(replay, PAIRS, replay=True, start=own)
    for place in range(3):
        for line in compared.lines[place]:
            assert all(one <= line or not one & line for one in own.lines[place])
    for pair in PAIRS:
        for line in compared.rows[pair]:
            assert all(one <= line or not one & line for one in own.rows[pair])
