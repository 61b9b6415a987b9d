"""What a heat site needs, what is left and how long it lasts: heads × pieces a head, day by day (domain.md part 1)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest

from welfare.seasonal.rules import Came, Heads, Needs, Outlook, Ration, Winter, outlook, winter_of

FIRST = date(2026, 7, 1)


def july(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


class Example(NamedTuple):
    """One example: heads and pieces a head with their days of July, what came, the day asked about, and the answer.

    The answer is needed, came, left, missing, ahead, to bring, and for how many days it lasts, worked out by hand.
    """

    about: str
    heads: list[tuple[int, int, int]]
    each: list[tuple[int, int | None, str]]
    came: list[tuple[int, int]]
    today: int
    ahead: int
    answer: tuple[int, int, int, int, int, int, int | None]


EXAMPLES = [
    Example("nothing planned, nothing came", [], [], [], 5, 3, (0, 0, 0, 0, 0, 0, None)),
    # 20 × 2 = 40 a day; on the third day 120 are used, 80 left: two days.
    Example("enough", [(1, 10, 20)], [(1, None, "2")], [(1, 200)], 3, 2, (120, 200, 80, 0, 80, 0, 2)),
    Example("a day short", [(1, 10, 20)], [(1, None, "2")], [(1, 200)], 3, 3, (120, 200, 80, 0, 120, 40, 2)),
    # What was missing on two days is not made up: what comes on the third day serves from then on.
    Example("came late", [(1, 10, 20)], [(1, None, "2")], [(3, 100)], 3, 3, (120, 100, 60, 80, 120, 60, 1)),
    Example("nothing came", [(1, 10, 20)], [(1, None, "2")], [], 2, 3, (80, 0, 0, 80, 120, 120, 0)),
    # The plan ends on the fifth: 40 are needed on the fifth, then nothing.
    Example("enough to the end", [(1, 5, 20)], [(1, None, "2")], [(1, 200)], 4, 9, (160, 200, 40, 0, 40, 0, None)),
    Example("it is over", [(1, 5, 20)], [(1, None, "2")], [(1, 250)], 9, 3, (200, 250, 50, 0, 0, 0, None)),
    # 7 × 0.5 = 3.5 a day: needs are rounded up, what is left is rounded down.
    Example("half a piece", [(1, 9, 7)], [(1, None, "0.5")], [(1, 10)], 1, 1, (4, 10, 6, 0, 4, 0, 1)),
    # 30 heads from the fourth day on: 3 × 40 + 60.
    Example("more heads", [(1, 3, 20), (4, 10, 30)], [(1, None, "2")], [(1, 180)], 4, 1, (180, 180, 0, 0, 60, 60, 0)),
    # Three a head from the third day on: 2 × 20 + 20 × 3.
    Example("more a head", [(1, 10, 10)], [(1, 2, "2"), (3, None, "3")], [(1, 100)], 4, 2, (100, 100, 0, 0, 60, 60, 0)),
    # It begins on the tenth: for seven days nothing is needed, so that nothing is short before.
    Example("to come", [(10, 20, 20)], [(1, None, "2")], [], 2, 3, (0, 0, 0, 0, 0, 0, 7)),
    Example("brought before it begins", [(10, 20, 20)], [(1, None, "2")], [(8, 40)], 9, 1, (0, 40, 40, 0, 40, 0, 1)),
    Example(
        "the article is no longer planned", [(1, 9, 20)], [(1, 2, "2")], [(1, 90)], 3, 3, (80, 90, 10, 0, 0, 0, None)
    ),
    # A delivery that is entered for a later day is not there yet.
    Example("comes tomorrow", [(1, 9, 20)], [(1, None, "2")], [(3, 90)], 2, 1, (80, 0, 0, 80, 40, 40, 0)),
]


def test_the_examples():
    for one in EXAMPLES:
        needs = Needs(
            [Heads(july(first), july(last), heads) for first, last, heads in one.heads],
            [Ration(july(first), july(last) if last else None, Decimal(each)) for first, last, each in one.each],
        )
        found = outlook(needs, [Came(july(on), count) for on, count in one.came], july(one.today), one.ahead)
        assert found == Outlook(*one.answer), one.about
        # To be low is the same as not to last for the days that are asked for.
        assert found.is_low == (found.lasts is not None and found.lasts < one.ahead), one.about


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 1), date(2026, 11, 1), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2026, 11, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 11, 1), date(2028, 3, 31)),
    ],
)
def test_a_winter_begins_in_november_and_ends_in_march(day: date, first: date, last: date):
    winter = winter_of(day)
    assert (winter.first, winter.last) == (first, last)
    assert str(Winter(2026)) == "2026–2027"
