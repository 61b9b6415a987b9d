"""Sums of reports, times of visits, and pasted lines of people. Pure: no database, no clock, no request."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

# More lines than this are not looked up at once.
MOST_LINES = 5_000
# What stands between a number and a name in a pasted line: blanks of any width, tabs of a sheet, commas.
BETWEEN = re.compile(r"[\s,;、|]+")


@dataclass(frozen=True)
class Sums:
    """What was given, and what of it was received: heads are benefits, of which a member may have several. Yuan."""

    heads: int = 0
    money: Decimal = Decimal(0)
    received_heads: int = 0
    received_money: Decimal = Decimal(0)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def left_heads(self) -> int:
        """How many have not been collected."""
        return self.heads - self.received_heads

    @property
    def left_money(self) -> Decimal:
        return self.money - self.received_money

    @property
    def rate(self) -> Decimal | None:
        """How many per cent were collected; None where nothing was given."""
        return Decimal(100) * self.received_heads / self.heads if self.heads else None


def total(sums: Iterable[Sums]) -> Sums:
    """Return the sum."""
    return sum(sums, Sums())


def per_cent(part: Decimal | int, whole: Decimal | int | None) -> Decimal | None:
    """Return how many per cent a part is, with one decimal; None of nothing."""
    return round(Decimal(100) * Decimal(part) / Decimal(whole), 1) if whole else None


@dataclass(frozen=True)
class VisitTime:
    """How many visits took how long: days from asking to the visit, and from the visit until it was closed.

    None where that has not happened yet; `waiting` are then the days since. `within` and `closed_within` are what the
    rule of their kind allows, None where no rule says so.
    """

    count: int
    until_visit: int | None = None
    until_closed: int | None = None
    waiting: int = 0
    within: int | None = None
    closed_within: int | None = None


@dataclass(frozen=True)
class VisitFigures:
    """How the visits of a group went; `ruled` are those for which a rule says within how many days."""

    asked: int = 0
    visited: int = 0
    closed: int = 0
    ruled: int = 0
    in_time: int = 0
    late: int = 0
    """Made after the days of the rule, or not made though they are over."""
    closing_ruled: int = 0
    closed_in_time: int = 0
    closed_late: int = 0
    days_until_visit: Decimal | None = None
    """The median."""
    days_until_closed: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """How many per cent of those about which it is decided were in time; None without any."""
        return per_cent(self.in_time, self.in_time + self.late)


def figures_of_visits(times: Sequence[VisitTime]) -> VisitFigures:
    """Return the figures of these visits."""
    ruled = [one for one in times if one.within is not None]
    closing = [one for one in times if one.closed_within is not None and one.until_visit is not None]
    return VisitFigures(
        asked=_count(times),
        visited=_count(one for one in times if one.until_visit is not None),
        closed=_count(one for one in times if one.until_closed is not None),
        ruled=_count(ruled),
        in_time=_count(one for one in ruled if one.until_visit is not None and _is_within(one.until_visit, one.within)),
        late=_count(one for one in ruled if not _is_within(_days(one.until_visit, one.waiting), one.within)),
        closing_ruled=_count(closing),
        closed_in_time=_count(
            one for one in closing if one.until_closed is not None and _is_within(one.until_closed, one.closed_within)
        ),
        closed_late=_count(
            one for one in closing if not _is_within(_days(one.until_closed, one.waiting), one.closed_within)
        ),
        days_until_visit=_median((one.until_visit, one.count) for one in times if one.until_visit is not None),
        days_until_closed=_median((one.until_closed, one.count) for one in times if one.until_closed is not None),
    )


def _count(times: Iterable[VisitTime]) -> int:
    return sum(one.count for one in times)


def _days(done: int | None, waiting: int) -> int:
    return waiting if done is None else done


def _is_within(days: int, allowed: int | None) -> bool:
    return allowed is None or days <= allowed


def _median(counted: Iterable[tuple[int, int]]) -> Decimal | None:
    """Return the median of values that occur so many times; None without any."""
    ordered = sorted(counted)
    whole = sum(count for _value, count in ordered)
    if not whole:
        return None

    def at(place: int) -> int:
        for value, count in ordered:
            place -= count
            if place < 0:
                return value
        raise AssertionError("The place lies behind the last value")

    return Decimal(at((whole - 1) // 2) + at(whole // 2)) / 2


@dataclass(frozen=True)
class PastedLine:
    """A pasted line: its number among those that say something, what it says, and of that numbers and the name."""

    number: int
    text: str
    numbers: tuple[str, ...]
    """What may be an employee number: the words with a digit, in capitals."""
    name: str
    """The other words, without blanks between Chinese characters; "" where there are none."""


def pasted_lines(text: str) -> list[PastedLine]:
    """Return what each line says; empty lines and a line of headings say nothing.

    Full-width letters and digits are read like others. A sheet brings its row numbers along: any word with a digit may
    be the employee number.
    """
    found: list[PastedLine] = []
    for raw in unicodedata.normalize("NFKC", text).splitlines():
        words = [word for word in BETWEEN.split(raw.strip()) if word]
        if not words or all(word in HEADINGS for word in words):
            continue
        numbers = tuple(dict.fromkeys(word.upper() for word in words if any(sign.isdigit() for sign in word)))
        names = [word for word in words if not any(sign.isdigit() for sign in word)]
        name = (" " if all(word.isascii() for word in names) else "").join(names)
        found.append(PastedLine(len(found) + 1, " ".join(words), numbers, name))
    return found


HEADINGS = frozenset({"工号", "姓名", "序号", "编号", "员工编号", "职工编号", "人员编号", "职工姓名", "员工姓名"})
