"""Figures of groups, which of them may be shown, and gaps between groups. Pure: no database, no clock, no request.

A group of one to four people is never shown, nor is a figure from which such a group follows by adding and subtracting:
such groups are put together with others, and only sums of whole lines are ever shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from office.types import Message
from welfare.choices import Basis

# Groups of fewer people are hidden.
FEW = 5
# The last cents of a gap say nothing.
LEAST_CHANGE = Decimal("0.01")

Line = frozenset[str]
"""The keys of the groups that are shown as one line: a single one, or several put together."""


@dataclass(frozen=True)
class Figures:
    """Heads, and money in yuan, of a group.

    `meant`: members on the day of the event, whatever conditions and caps say; `heads` of them receive `money`.
    `given_heads` received `given_money` in the run itself, `gains` people would receive `gained` more than there,
    `loses` people `lost` less; `by_register` of both because the register was corrected since, not by another rule.
    """

    meant: int = 0
    heads: int = 0
    money: Decimal = Decimal(0)
    given_heads: int = 0
    given_money: Decimal = Decimal(0)
    gains: int = 0
    gained: Decimal = Decimal(0)
    loses: int = 0
    lost: Decimal = Decimal(0)
    by_register: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def per_member(self) -> Decimal:
        """Yuan for each member meant; 0 without any."""
        return self.money / self.meant if self.meant else Decimal(0)

    @property
    def reach(self) -> Decimal:
        """How many per cent of those meant receive."""
        return Decimal(100) * self.heads / self.meant if self.meant else Decimal(0)

    @property
    def average(self) -> Decimal | None:
        """Yuan for each who receives; None without any."""
        return self.money / self.heads if self.heads else None

    @property
    def is_empty(self) -> bool:
        return not (self.meant or self.heads or self.given_heads)


def total(figures: Iterable[Figures]) -> Figures:
    """Return the sum."""
    return sum(figures, Figures())


def own_groups(figures: Figures) -> tuple[int, ...]:
    """Return the numbers of people that a line of a run tells; `lines_with_members` sees to those not receiving."""
    return figures.meant, figures.heads


def receiving(figures: Figures) -> tuple[int, ...]:
    """Return the number of people that a cell of a table of two dimensions tells."""
    return (figures.heads,)


def compared_groups(figures: Figures) -> tuple[int, ...]:
    """Return the numbers of people that a replay tells beside the run that it is compared with."""
    return (
        figures.heads,
        figures.given_heads,
        abs(figures.heads - figures.given_heads),
        figures.gains,
        figures.loses,
        figures.by_register,
    )


Groups = Callable[[Figures], tuple[int, ...]]


def may_be_shown(figures: Figures, groups: Groups = own_groups) -> bool:
    """Return whether none of the groups that the figures tell has one to four people."""
    return not any(0 < heads < FEW for heads in groups(figures))


def put_together(lines: Iterable[Line], *, size: Callable[[Line], int], safe: Callable[[Line], bool]) -> list[Line]:
    """Return the lines, those that are not `safe` put together with others until all are; a single line at worst.

    The smallest comes first, and goes with another that is not safe, else with the smallest. The same figures always
    give the same lines: a second look tells nothing new.
    """

    def rank(line: Line) -> tuple[int, list[str]]:
        return size(line), sorted(line)

    found = list(lines)
    while len(found) > 1 and (unsafe := sorted((line for line in found if not safe(line)), key=rank)):
        one = unsafe[0]
        other = unsafe[1] if len(unsafe) > 1 else min((line for line in found if line != one), key=rank)
        found = [line for line in found if line not in (one, other)] + [one | other]
    return found


def joined(one: Iterable[Line], other: Iterable[Line]) -> list[Line]:
    """Return the finest lines of which each of `one` and of `other` is a part: sums that both tables show already."""
    found: list[Line] = []
    for line in (*one, *other):
        touching = [known for known in found if known & line]
        found = [known for known in found if known not in touching] + [line.union(*touching)]
    return found


Cube = Mapping[tuple[str, ...], Figures]
"""Figures by the key of a group in each of some dimensions."""


def along(cube: Cube, *places: int) -> dict[tuple[str, ...], Figures]:
    """Return the figures of a cube summed up to some of its dimensions."""
    found: dict[tuple[str, ...], Figures] = {}
    for keys, figures in cube.items():
        kept = tuple(keys[place] for place in places)
        found[kept] = found.get(kept, Figures()) + figures
    return found


def lines_of(cube: Cube, place: int, *, start: Sequence[Line] | None = None, groups: Groups = own_groups) -> list[Line]:
    """Return the lines in which a dimension of the cube may be shown by itself; `start`: lines that stay together.

    Groups without anybody are left out. Fewer than two lines: there is nothing to show but the total.
    """
    of = {keys[0]: figures for keys, figures in along(cube, place).items() if not figures.is_empty}
    known = frozenset().union(*(start or ()))
    lines = [line & of.keys() for line in start or () if line & of.keys()]
    lines += [frozenset({key}) for key in of if key not in known]

    def figures(line: Line) -> Figures:
        return total(of[key] for key in line)

    return put_together(
        lines, size=lambda line: figures(line).meant, safe=lambda line: may_be_shown(figures(line), groups)
    )


def crossed_lines(
    cube: Cube, rows: Sequence[Line], columns: Sequence[Line], places: tuple[int, int], groups: Groups = receiving
) -> list[Line]:
    """Return the lines of a table of two dimensions, whose columns are given: rows are put together until all cells
    may be shown. Fewer than two lines: there is nothing to show but the columns' totals.
    """
    of = along(cube, *places)

    def cell(row: Line, column: Line) -> Figures:
        return total(of.get((one, other), Figures()) for one in row for other in column)

    return put_together(
        rows,
        size=lambda row: total(cell(row, column) for column in columns).meant,
        safe=lambda row: all(may_be_shown(cell(row, column), groups) for column in columns),
    )


def lines_with_members(of: Mapping[Line, Figures]) -> set[Line]:
    """Return the lines whose number of members is shown beside that of those who receive.

    It is hidden where one to four don't receive, and then in further lines, until the difference to the total is no
    such group either.
    """

    def missing(line: Line) -> int:
        return of[line].meant - of[line].heads

    hidden = [line for line in of if 0 < missing(line) < FEW]
    rest = sorted(
        (line for line in of if line not in hidden), key=lambda line: (not missing(line), of[line].meant, sorted(line))
    )
    while hidden and rest and (len(hidden) == 1 or sum(map(missing, hidden)) < FEW):
        hidden.append(rest.pop(0))
    return set(rest)


@dataclass(frozen=True)
class Gap:
    """The two groups of a dimension that are furthest apart, in yuan for each member meant."""

    most: Line
    least: Line
    of_most: Decimal
    of_least: Decimal

    @property
    def width(self) -> Decimal:
        return self.of_most - self.of_least


def gap_between(lines: Mapping[Line, Figures]) -> Gap | None:
    """Return the gap between the lines; None where all get the same or fewer than two are shown."""
    ranked = sorted(lines, key=lambda line: (lines[line].per_member, sorted(line)))
    if len(ranked) < 2:
        return None
    least, most = ranked[0], ranked[-1]
    found = Gap(most, least, lines[most].per_member, lines[least].per_member)
    return found if found.width >= LEAST_CHANGE else None


@dataclass(frozen=True)
class Cause:
    """What a gap would be without one rule of the run, named by `rule`."""

    rule: str
    gap: Gap
    of_most: Decimal
    of_least: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.of_most - self.of_least)

    @property
    def shrinks_by(self) -> Decimal:
        """Yuan by which it would be narrower; negative where it would be wider."""
        return self.gap.width - self.width


def cause_of(rule: str, gap: Gap, own: Mapping[Line, Figures], without: Mapping[Line, Figures]) -> Cause | None:
    """Return what the gap would be without a rule; None where a group under FEW follows from the difference."""
    for line in (gap.most, gap.least):
        told = without[line].heads, without[line].meant - without[line].heads, own[line].heads - without[line].heads
        if any(0 < abs(heads) < FEW for heads in told):
            return None
    return Cause(rule, gap, without[gap.most].per_member, without[gap.least].per_member)


def coarse(heads: int) -> int:
    """Return a number of people to the next FEW: two replays that differ by one person then look alike."""
    return (heads + FEW // 2) // FEW * FEW


def coarse_money(money: Decimal, most: Decimal) -> Decimal:
    """Return a sum to the next FEW times the largest amount of one person, `most`."""
    step = FEW * most
    return (money / step).quantize(Decimal(1)) * step if step else Decimal(0)


@dataclass(frozen=True)
class CapCount:
    """What one cap took in a run: members `reduced` and `kept_out` by it, and the yuan that it kept from them."""

    basis: str
    cap: Decimal
    reduced: int = 0
    kept_out: int = 0
    not_given: Decimal = Decimal(0)
    documents: tuple[str, ...] = ()

    @property
    def basis_label(self) -> Message:
        """What the cap is counted against."""
        return Basis(self.basis).label

    @classmethod
    def from_json(cls, stored: Sequence[object]) -> "CapCount":
        """Return what a row keeps."""
        basis, cap, reduced, out, money, documents = stored
        said = tuple(map(str, documents)) if isinstance(documents, list) else ()
        return cls(str(basis), Decimal(str(cap)), int(str(reduced)), int(str(out)), Decimal(str(money)), said)

    def as_json(self) -> list[object]:
        """Return it as a row keeps it."""
        return [self.basis, str(self.cap), self.reduced, self.kept_out, str(self.not_given), list(self.documents)]


def added_caps(*counts: CapCount) -> list[CapCount]:
    """Return the sums by basis and cap."""
    sums: dict[tuple[str, Decimal], CapCount] = {}
    for one in counts:
        known = sums.get((one.basis, one.cap), CapCount(one.basis, one.cap))
        sums[one.basis, one.cap] = replace(
            known,
            reduced=known.reduced + one.reduced,
            kept_out=known.kept_out + one.kept_out,
            not_given=known.not_given + one.not_given,
        )
    return [sums[key] for key in sorted(sums)]


@dataclass(frozen=True)
class Breakdown:
    """In which lines the figures of a run may be shown: by each dimension, and rows of tables of two of them."""

    lines: Mapping[int, Sequence[Line]]
    rows: Mapping[tuple[int, int], Sequence[Line]]


def break_down(
    cube: Cube, pairs: Iterable[tuple[int, int]], *, replay: bool = False, start: Breakdown | None = None
) -> Breakdown:
    """Return how a cube may be shown by each of its three dimensions, and by `pairs` of them as (rows, columns).

    With `start`, lines that are together there stay so: whoever sees both tables learns nothing from comparing them.
    """
    groups, crossed = (compared_groups, compared_groups) if replay else (own_groups, receiving)
    lines = {
        place: lines_of(cube, place, start=start.lines[place] if start else None, groups=groups) for place in range(3)
    }
    rows = {}
    for row, column in pairs:
        begin = list(lines[row])
        if start is not None:
            present = frozenset().union(*begin)
            begin = [line & present for line in joined(begin, start.rows[row, column]) if line & present]
        rows[row, column] = crossed_lines(cube, begin, lines[column], (row, column), crossed)
    return Breakdown(lines, rows)
