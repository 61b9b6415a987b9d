"""What a pasted line says, and how visits went: plain functions."""

from decimal import Decimal

from welfare.reports.rules import Sums, VisitTime, figures_of_visits, pasted_lines, total


def test_a_pasted_line_is_read_as_its_author_meant_it():
    for text, numbers, name in (
        ("A0001", ("A0001",), ""),
        ("a0001 孟静", ("A0001",), "孟静"),
        ("孟静\tA0001", ("A0001",), "孟静"),
        ("Ａ０００１　孟静", ("A0001",), "孟静"),
        ("12\tA0001\t孟 静", ("12", "A0001"), "孟静"),
        ("A0001, 孟静;", ("A0001",), "孟静"),
        ("孟静", (), "孟静"),
        ("阿依古丽 Mamat", (), "阿依古丽Mamat"),
        ("John Smith", (), "John Smith"),
    ):
        [line] = pasted_lines(text)
        assert (line.numbers, line.name) == (numbers, name), text
    lines = pasted_lines("序号\t工号\t姓名\n\n  \nA1\r\nA2\n")
    assert [(line.number, line.numbers) for line in lines] == [(1, ("A1",)), (2, ("A2",))]


def test_visits_are_in_time_late_or_not_decided_yet():
    times = [
        VisitTime(2, until_visit=3, until_closed=10, within=7, closed_within=30),
        VisitTime(1, until_visit=8, until_closed=31, within=7, closed_within=30),
        # Waits within its days, and beyond them.
        VisitTime(1, waiting=7, within=7),
        VisitTime(1, waiting=8, within=7),
        # Made, and waits beyond its days to be closed.
        VisitTime(1, until_visit=0, waiting=31, within=7, closed_within=30),
        # No rule says anything.
        VisitTime(1, until_visit=90),
    ]
    found = figures_of_visits(times)
    assert (found.asked, found.visited, found.closed, found.ruled) == (7, 5, 3, 6)
    assert (found.in_time, found.late, found.rate) == (3, 2, Decimal("60.0"))
    assert (found.closing_ruled, found.closed_in_time, found.closed_late) == (4, 2, 2)
    assert (found.days_until_visit, found.days_until_closed) == (3, 10)
    assert figures_of_visits([]).days_until_visit is None and figures_of_visits([]).rate is None


def test_what_is_left_is_what_was_given_less_what_was_received():
    sums = total([Sums(5, Decimal(500), 3, Decimal(300)), Sums(1, Decimal(100))])
    assert (sums.left_heads, sums.left_money, sums.rate) == (3, 300, 50)
    assert Sums().rate is None
