"""What reviewers look at before they decide: what speaks against a run, cap by cap, and who receives how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from office.exports import Column
from office.lists import Listing
from office.refusals import answer
from office.types import Chart, ChartSeries, Message
from welfare.conflicts.finding import hard_conflicts, soft_conflicts, year_before
from welfare.fairness.actions.replays import may_replay
from welfare.fairness.reading import Reading, Row, Table, figures_of, gaps, read_beside, read_figures
from welfare.fairness.rules import Figures
from welfare.fairness.sentences import rule_labels
from welfare.permissions import WelfarePermission
from welfare.runs import figures
from welfare.runs.models.runs import Run
from welfare.runs.views.runs import hides_names, require_names, visible_run

PERM = WelfarePermission.VIEW_RUN
REPLAYS_SHOWN = 20
LINES_DRAWN = 20


@dataclass(frozen=True)
class FileLine:
    """A line of the file: of which table, which group, and of tables by two dimensions which group of the second."""

    table: str
    group: str
    second: str
    figures: Figures
    row: Row | None = None

    @property
    def shows_members(self) -> bool:
        return self.row is not None and self.row.shows_members


def _per_member(line: FileLine) -> Decimal | None:
    return round(line.figures.per_member, 2) if line.shows_members else None


def _member_share(line: FileLine) -> Decimal | None:
    return line.row.member_share if line.row is not None and line.shows_members else None


def columns_with(heads: Message) -> tuple[Column[FileLine], ...]:
    """Return the columns of the file; `heads` names those who receive, or have received."""
    return (
        Column(gettext_lazy("Table"), 24, lambda line: line.table),
        Column(gettext_lazy("Group"), 28, lambda line: line.group),
        Column(gettext_lazy("Second group"), 18, lambda line: line.second),
        Column(pgettext_lazy("count", "Members"), 12, lambda line: line.figures.meant if line.shows_members else None),
        Column(heads, 12, lambda line: line.figures.heads),
        Column(
            gettext_lazy("Receiving, %"), 10, lambda line: round(line.figures.reach, 1) if line.shows_members else None
        ),
        Column(gettext_lazy("Money"), 16, lambda line: line.figures.money),
        Column(pgettext_lazy("count", "Yuan for each member"), 14, lambda line: _per_member(line)),
        Column(gettext_lazy("Share of members, %"), 12, lambda line: _member_share(line)),
        Column(gettext_lazy("Share of heads, %"), 12, lambda line: line.row.head_share if line.row else None),
        Column(gettext_lazy("Share of money, %"), 12, lambda line: line.row.money_share if line.row else None),
    )


COLUMNS = columns_with(gettext_lazy("Receiving"))


def lines_in(tables: list[Table]) -> Iterator[FileLine]:
    """Yield the lines of the file: of tables by two dimensions one for each cell."""
    for table in tables:
        if not table.is_shown:
            continue
        for row in table.rows:
            if table.columns:
                yield from (
                    FileLine(table.title, row.label, column, cell)
                    for column, cell in zip(table.columns, row.cells, strict=True)
                )
            else:
                yield FileLine(table.title, row.label, "", row.figures, row)


@needs(PERM)
def run_before_review(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what speaks against a run, whom it leaves out, and what each cap took: a part of its page or a page."""
    run = visible_run(request, pk)
    counted = figures_of(run)
    before = year_before(run)
    context = {
        "run": run,
        "counted": counted,
        "verdicts": figures.verdicts(figures.counts(run)),
        "hard": hard_conflicts(run, request.user) if run.heads is not None else [],
        "soft": soft_conflicts(run, counted.conflicts if counted else {}, before),
        "caps": counted.caps_counted if counted else [],
        "names_hidden": hides_names(request.user, run),
        "may_see_hardship": access.can(request.user, MembersPermission.VIEW_HARDSHIPMARK, run.unit),
    }
    # The page of the run says itself whom it leaves out.
    part = context["part"] = "HX-Request" in request.headers
    template = "welfare/fairness/_before_review.html" if part else "welfare/fairness/run_before_review.html"
    return answer(request, template, context)


@needs(PERM)
def run_fairness(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show who receives how much of a run by post category, sex and branch, where gaps come from, and last year."""
    run = visible_run(request, pk)
    require_names(request, run)
    counted = figures_of(run)
    context: dict[str, object] = {"run": run, "counted": counted, "may_replay": may_replay(request.user, run)}
    if counted is not None:
        reading = read_figures(counted)
        context |= {
            "total": reading.total,
            "tables": reading.tables(),
            "charts": charts(reading.tables()),
            "gaps": gaps(run, reading, rule_labels(run)),
            **_last_year(request, run, reading),
        }
    context["replays"] = run.recounts.replays().select_related("by")[:REPLAYS_SHOWN]
    return answer(request, "welfare/fairness/run_fairness.html", context)


def _last_year(request: AuthenticatedHttpRequest, run: Run, reading: Reading) -> dict[str, object]:
    before = year_before(run)
    if before is None or not access.can(request.user, PERM, before.unit) or hides_names(request.user, before):
        return {}
    counted = figures_of(before)
    beside = read_beside(reading, counted) if counted is not None else None
    return {"before": before, "beside": beside.tables()[:3] if beside else []}


@needs(PERM)
def run_fairness_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the figures of a run; an audit event says so."""
    run = visible_run(request, pk)
    require_names(request, run)
    counted = figures_of(run)
    tables = read_figures(counted).tables() if counted is not None else []
    return figures_listing(request, _("Heads and money by group"), tables).export(
        "run.export_fairness", about=run, unit=run.unit
    )


def figures_listing(
    request: AuthenticatedHttpRequest, name: str, tables: list[Table], columns: Sequence[Column[FileLine]] = COLUMNS
) -> Listing[FileLine]:
    """Return the figures as a list for a file."""
    return Listing(request=request, name=name, rows=[*lines_in(tables)], columns=columns, export_url="")


def charts(tables: list[Table]) -> list[Chart]:
    """Return a chart of shares for each table by one dimension that says more than the total."""
    return [
        {
            "id": f"shares-{table.key}",
            "title": _("Shares by %(what)s, per cent") % {"what": str(table.head).lower()},
            "kind": "horizontal",
            "labels": [row.label for row in table.rows[:LINES_DRAWN]],
            "series": [
                *(
                    [{"name": _("Share of members"), "values": [row.member_share for row in table.rows[:LINES_DRAWN]]}]
                    if all(row.shows_members for row in table.rows)
                    else list[ChartSeries]()
                ),
                {"name": _("Share of heads"), "values": [row.head_share for row in table.rows[:LINES_DRAWN]]},
                {"name": _("Share of money"), "values": [row.money_share for row in table.rows[:LINES_DRAWN]]},
            ],
        }
        for table in tables
        if table.is_shown and not table.columns
    ]
