"""Reads what workers have counted into tables in which no group of fewer than five people can be found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from members.choices import PostCategory, Sex
from members.units.models.units import Unit
from office.types import Message
from welfare.fairness import rules
from welfare.fairness.models import Purpose, Recount, RecountCell, RecountState
from welfare.fairness.rules import Breakdown, Cause, Figures, Gap, Line
from welfare.runs.models.runs import Run
from welfare.runs.rules import shares

# The dimensions of the cells, by their place in the keys of a cube.
BRANCH, CATEGORY, SEX = 0, 1, 2
FIELDS = ("branch", "post_category", "sex")
TITLES: dict[int, Message] = {
    BRANCH: gettext_lazy("Branch"),
    CATEGORY: gettext_lazy("Post category"),
    SEX: gettext_lazy("Sex"),
}
PAIRS = ((CATEGORY, SEX), (BRANCH, CATEGORY), (BRANCH, SEX))
SUMS = tuple(one.name for one in fields(Figures))
NAMES_SHOWN = 3
NOBODY = Figures()


@dataclass(frozen=True)
class Row:
    """One line of a table: its figures and shares in per cent; `cells` are those of the table's columns.

    `before` are the figures that it is compared with; None where there are none. Its number of members is shown only
    with `shows_members`.
    """

    label: str
    figures: Figures
    member_share: Decimal = Decimal(0)
    head_share: Decimal = Decimal(0)
    money_share: Decimal = Decimal(0)
    cells: Sequence[Figures] = ()
    before: Figures | None = None
    shows_members: bool = False

    @property
    def more_heads(self) -> int:
        return self.figures.heads - (self.before.heads if self.before else 0)

    @property
    def more_money(self) -> Decimal:
        return self.figures.money - (self.before.money if self.before else Decimal(0))


@dataclass(frozen=True)
class Table:
    """Figures by one dimension, or by two: `columns` names the groups of the second one."""

    key: str
    title: str
    head: Message
    rows: Sequence[Row]
    columns: Sequence[str] = ()
    total: Figures = NOBODY

    @property
    def is_shown(self) -> bool:
        """Whether it says more than the total: a single line would be the total again."""
        return len(self.rows) > 1 and (not self.columns or len(self.columns) > 1)


def cube_of(recount: Recount) -> dict[tuple[str, ...], Figures]:
    """Return the figures of a recount by branch (its key), post category and sex. One query."""
    return {
        (str(branch), category, sex): Figures(*sums)
        for branch, category, sex, *sums in recount.cells.values_list(*FIELDS, *SUMS)
    }


def figures_of(run: Run) -> Recount | None:
    """Return the finished figures of the run's present count; None while no worker has counted them."""
    if run.counted_at is None:
        return None
    done = run.recounts.filter(purpose=Purpose.FIGURES, state=RecountState.DONE, of_count=run.counted_at)
    return done.first()


class Names:
    """The names of groups; those of branches are read once. One query."""

    def __init__(self, *cubes: Mapping[tuple[str, ...], Figures]) -> None:
        keys = {key[BRANCH] for cube in cubes for key in cube}
        units = Unit.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "path", "name")
        self._branches = {str(pk): (path, name) for pk, path, name in units}

    def of(self, place: int, key: str) -> str:
        if place == BRANCH:
            return self._branches[key][1] if key in self._branches else key
        labels = dict(PostCategory.choices if place == CATEGORY else Sex.choices)
        return str(labels.get(key) or pgettext("group", "not known"))

    def order(self, place: int, line: Line) -> tuple[str, ...]:
        """Return what lines are sorted by: branches by their place in the tree, codes in the order of their list."""
        if place == BRANCH:
            return tuple(sorted(self._branches.get(key, ("", ""))[0] for key in line))
        values = list(PostCategory.values if place == CATEGORY else Sex.values)
        return tuple(sorted(f"{values.index(key) if key in values else 99:02}" for key in line))

    def label(self, place: int, line: Line) -> str:
        """Return the name of a line; of groups put together the first names, and how many more."""
        ordered = sorted(line, key=lambda key: self.order(place, frozenset({key})))
        return names_together([self.of(place, key) for key in ordered])


def names_together(names: Sequence[str]) -> str:
    """Return the name of a line; of groups put together the first names, and how many more."""
    said = pgettext("list", ", ").join(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        return _("%(names)s and %(count)s more, together") % {"names": said, "count": len(names) - NAMES_SHOWN}
    return _("%(names)s, together") % {"names": said} if len(names) > 1 else said


def figures_in(cube: rules.Cube, place: int, line: Line) -> Figures:
    """Return the figures of one line of a dimension."""
    return rules.total(figures for keys, figures in cube.items() if keys[place] in line)


@dataclass(frozen=True)
class Reading:
    """A cube, and in which lines it is shown; `most`: a person's largest amount, where figures are told coarsely."""

    cube: rules.Cube
    down: Breakdown
    names: Names
    before: rules.Cube | None = None
    most: Decimal | None = None
    is_compared: bool = False

    def tables(self) -> list[Table]:
        """Return the tables by each dimension, then those by two."""
        return [
            *(self._by_one(place) for place in (CATEGORY, SEX, BRANCH)),
            *(self._by_two(*pair) for pair in PAIRS),
        ]

    @property
    def total(self) -> Figures:
        return self._told(rules.total(self.cube.values()))

    def lines_with_members(self, place: int) -> set[Line]:
        """Return the lines of a dimension whose number of members is shown: none of a comparison."""
        if self.is_compared:
            return set()
        return rules.lines_with_members({line: figures_in(self.cube, place, line) for line in self.down.lines[place]})

    def _told(self, figures: Figures) -> Figures:
        return figures if self.most is None else coarsened(figures, self.most)

    def _by_one(self, place: int) -> Table:
        of = {key[0]: figures for key, figures in rules.along(self.cube, place).items()}
        earlier = {key[0]: figures for key, figures in rules.along(self.before or {}, place).items()}
        lines = sorted(self.down.lines[place], key=lambda line: self.names.order(place, line))
        figures = [self._told(rules.total(of.get(key, Figures()) for key in line)) for line in lines]
        members = shares([one.meant for one in figures])
        heads, money = shares([one.heads for one in figures]), shares([one.money for one in figures])
        with_members = self.lines_with_members(place)
        rows = [
            Row(
                self.names.label(place, line),
                figures[at],
                members[at],
                heads[at],
                money[at],
                before=rules.total(earlier.get(key, Figures()) for key in line) if self.before is not None else None,
                shows_members=line in with_members,
            )
            for at, line in enumerate(lines)
        ]
        return Table(FIELDS[place], str(TITLES[place]), TITLES[place], rows, total=self.total)

    def _by_two(self, row_place: int, column_place: int) -> Table:
        of = rules.along(self.cube, row_place, column_place)
        columns = sorted(self.down.lines[column_place], key=lambda line: self.names.order(column_place, line))
        lines = sorted(self.down.rows[row_place, column_place], key=lambda line: self.names.order(row_place, line))
        rows = []
        for line in lines:
            cells = [
                self._told(rules.total(of.get((key, other), Figures()) for key in line for other in column))
                for column in columns
            ]
            rows.append(Row(self.names.label(row_place, line), rules.total(cells), cells=cells))
        title = _("%(rows)s × %(columns)s") % {"rows": TITLES[row_place], "columns": TITLES[column_place]}
        return Table(
            f"{FIELDS[row_place]}_{FIELDS[column_place]}",
            title,
            TITLES[row_place],
            rows,
            [self.names.label(column_place, column) for column in columns],
            self.total,
        )


def coarsened(figures: Figures, most: Decimal) -> Figures:
    """Return the figures of a replay for whoever may not see its people."""
    return replace(
        figures,
        heads=rules.coarse(figures.heads),
        gains=rules.coarse(figures.gains),
        loses=rules.coarse(figures.loses),
        by_register=rules.coarse(figures.by_register),
        money=rules.coarse_money(figures.money, most),
        gained=rules.coarse_money(figures.gained, most),
        lost=rules.coarse_money(figures.lost, most),
    )


def read_figures(recount: Recount) -> Reading:
    """Return the figures of a run. Two queries."""
    cube = cube_of(recount)
    return Reading(cube, rules.break_down(cube, PAIRS), Names(cube))


def read_beside(reading: Reading, before: Recount) -> Reading:
    """Return the figures of a run beside those of another one, in lines that either shows already. Two queries."""
    cube = cube_of(before)
    theirs = rules.break_down(cube, PAIRS)
    lines = {place: rules.joined(reading.down.lines[place], theirs.lines[place]) for place in (BRANCH, CATEGORY, SEX)}
    return Reading(
        reading.cube, Breakdown(lines, {pair: [] for pair in PAIRS}), Names(reading.cube, cube), cube, is_compared=True
    )


def read_replay(replay: Recount, run_figures: Recount | None, *, coarsely: bool) -> Reading:
    """Return the figures of a replay, in lines of which those of the run's own figures are parts.

    `coarsely`: rounded, for whoever may not see the people.
    """
    cube = cube_of(replay)
    start = rules.break_down(cube_of(run_figures), PAIRS) if run_figures is not None else None
    down = rules.break_down(cube, PAIRS, replay=True, start=start)
    return Reading(cube, down, Names(cube), most=largest_amount(replay) if coarsely else None, is_compared=True)


def largest_amount(recount: Recount) -> Decimal:
    """Return the most that the rules of the recount give one person."""
    table, standard = recount.table, recount.standard
    return max([standard, table.most, *(yuan for _code, yuan in table.rows), recount.run.standard])


@dataclass(frozen=True)
class GapOf:
    """The gap of one dimension in words, and by which rules it comes about, those first that matter most."""

    title: str
    most: str
    least: str
    gap: Gap
    causes: Sequence[tuple[str, Cause]]


def gaps(run: Run, reading: Reading, labels: Mapping[str, Message]) -> list[GapOf]:
    """Return the gap of each dimension of a run with its causes; `labels` name the rules. Four queries."""
    if run.counted_at is None:
        return []
    without = list(
        run.recounts.filter(purpose=Purpose.WITHOUT, state=RecountState.DONE, of_count=run.counted_at).values_list(
            "pk", "without"
        )
    )
    found = []
    for place in (CATEGORY, SEX, BRANCH):
        lines = {line: figures_in(reading.cube, place, line) for line in reading.lines_with_members(place)}
        gap = rules.gap_between(lines)
        if gap is None:
            continue
        sums = _sums_of([pk for pk, _rule in without], place)
        causes = []
        for pk, rule in without:
            other = {line: rules.total(sums.get((pk, key), Figures()) for key in line) for line in lines}
            cause = rules.cause_of(rule, gap, lines, other)
            if cause is not None and abs(cause.shrinks_by) >= rules.LEAST_CHANGE:
                causes.append((str(labels.get(rule, rule)), cause))
        causes.sort(key=lambda one: -one[1].shrinks_by)
        label = reading.names.label
        found.append(GapOf(str(TITLES[place]), label(place, gap.most), label(place, gap.least), gap, causes))
    return found


def _sums_of(recounts: Iterable[int], place: int) -> dict[tuple[int, str], Figures]:
    """Return meant, heads and money of these recounts by one dimension. One query."""
    cells = RecountCell.objects.filter(recount__in=[*recounts]).order_by().values_list("recount", FIELDS[place])
    sums = cells.annotate(all=Sum("meant"), receiving=Sum("heads"), yuan=Sum("money"))
    return {(pk, str(key)): Figures(meant, heads, money) for pk, key, meant, heads, money in sums}
