"""Figures of a run's page: progress, who receives and who does not, money by post category and by branch."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import PostCategory
from members.units.models.units import Unit
from office.types import Chart, ChartSeries, FieldValues
from welfare.choices import FROZEN_STATES, GIVEN_UP, RECEIVING, RunState, SliceState, Verdict
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.runs import rules
from welfare.runs.actions.review import budget_line_of, sees_budget
from welfare.runs.models.runs import Run
from welfare.runs.receipts import giving, giving_sum

BRANCHES_DRAWN = 20


@dataclass(frozen=True)
class Progress:
    """How far counting, clearing or handing out is: `done` of `whole`.

    `left` is the estimated time, None while it can't be estimated; `failed` counts the slices that are no longer tried,
    `error` is the error of one of them.
    """

    done: int
    whole: int
    left: timedelta | None = None
    failed: int = 0
    error: str = ""

    @property
    def percent(self) -> int:
        """Return the whole per cent done; 0 while nothing is to be done."""
        return min(100, self.done * 100 // self.whole) if self.whole else 0


def progress(run: Run) -> Progress | None:
    """Return the slices done while a run is counted or cleared, the receipts once it is issued, None otherwise."""
    if run.state == RunState.COUNTING:
        return _counting(run)
    if run.state == RunState.CANCELLING or run.revoking:
        return _clearing(run)
    if run.state in (RunState.ISSUED, RunState.CLOSED):
        return Progress(run.grants.received().count(), giving(run))
    return None


def _counting(run: Run) -> Progress:
    slices = list(run.slices.values_list("state", "attempts", "error"))
    done = sum(state == SliceState.DONE for state, _tries, _error in slices)
    stuck = [error for state, tries, error in slices if state != SliceState.DONE and tries >= rules.MAX_ATTEMPTS]
    left = None
    if 0 < done < len(slices):
        left = (timezone.now() - run.counting_since) / done * (len(slices) - done)
    return Progress(done, len(slices), left, len(stuck), stuck[0] if stuck else "")


def _clearing(run: Run) -> Progress:
    slices = list(run.slices.values_list("state", "error"))
    done = sum(state == SliceState.CLEARED for state, _error in slices)
    failed = [error for state, error in slices if state != SliceState.CLEARED and error]
    return Progress(done, len(slices), None, len(failed), failed[0] if failed else "")


def counts(run: Run) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """Return headcount and yuan by (verdict, post category): of the slices done so far while the run is counted."""
    if run.state == RunState.COUNTING:
        rows = [row for part in run.slices.values_list("counts", flat=True) for row in part]
        return rules.sum_counts(rows)
    return rules.sum_counts(run.counts)


def verdicts(total: dict[tuple[str, str], tuple[int, Decimal]]) -> FieldValues:
    """Return headcounts: who receives, and who does not and why, in the order of Verdict."""
    heads = rules.headcount_by_verdict(total)
    return {
        "receiving": sum(number for verdict, number in heads.items() if verdict in RECEIVING),
        "not_receiving": sum(number for verdict, number in heads.items() if verdict not in RECEIVING),
        "reduced": heads.get(Verdict.REDUCED, 0),
        "reasons": [(verdict, number) for verdict, number in heads.items() if verdict not in RECEIVING],
        "cost": rules.receiving_total(total)[1],
    }


def gives(run: Run, total: dict[tuple[str, str], tuple[int, Decimal]]) -> FieldValues:
    """Return `heads` and `cost` of what a run gives as it stands: nothing once given up, else what was counted.

    Of a decided run without what was revoked, or taken off by objections.
    """
    if run.state in GIVEN_UP:
        return {"heads": 0, "cost": Decimal(0)}
    if run.state in FROZEN_STATES:
        return {"heads": giving(run), "cost": giving_sum(run)}
    heads, cost = rules.receiving_total(total)
    return {"heads": heads, "cost": cost}


def by_category(total: dict[tuple[str, str], tuple[int, Decimal]]) -> list[FieldValues]:
    """Return for each post category: members, receiving, their share of headcount and of money (per cent), average."""
    rows: list[FieldValues] = []
    for category in PostCategory:
        cells = [(verdict, *figures) for (verdict, of), figures in total.items() if of == category]
        rows.append(
            {
                "label": category.label,
                "members": sum(number for _verdict, number, _money in cells),
                "receiving": sum(number for verdict, number, _money in cells if verdict in RECEIVING),
                "money": sum((money for verdict, _number, money in cells if verdict in RECEIVING), Decimal(0)),
            }
        )
    for name, of in (("head_share", "receiving"), ("money_share", "money")):
        for row, share in zip(rows, rules.shares([row[of] for row in rows]), strict=True):
            row[name] = share
    for row in rows:
        row["average"] = _average(row)
    return rows


def sum_of(categories: list[FieldValues]) -> FieldValues:
    """Return the row that sums up `by_category`."""
    names = ("members", "receiving", "money", "head_share", "money_share")
    whole: FieldValues = {name: sum(row[name] for row in categories) for name in names}
    whole["average"] = _average(whole)
    return whole


def _average(row: FieldValues) -> Decimal | None:
    return row["money"] / row["receiving"] if row["receiving"] else None


def by_branch(run: Run) -> list[FieldValues]:
    """Return headcount and money of each unit directly below the run's unit, with everything under it."""
    width = len(run.unit.path) + Unit.steplen
    sums = (
        run.places.annotate(branch=Left("unit__path", width))
        .values("branch")
        .annotate(heads=Sum("heads"), cost=Sum("cost"))
        .order_by("branch")
    )
    names = dict(Unit.objects.filter(path__in=[row["branch"] for row in sums]).values_list("path", "name"))
    return [{"label": names[row["branch"]], "heads": row["heads"], "money": row["cost"]} for row in sums]


def heads_by_branch(run: Run, top: Unit) -> list[tuple[Unit, int]]:
    """Return the units directly below `top`, and `top` itself, with how many receive there and below; none without."""
    branch = Left("unit__path", len(top.path) + Unit.steplen)
    below = run.places.filter(heads__gt=0, unit__path__startswith=top.path).order_by().annotate(branch=branch)
    heads = Counter(dict(below.values_list("branch").annotate(heads=Sum("heads"))))
    heads -= _by_branch(run.withdrawn.filter(amount__isnull=False), top)
    if run.revoked_heads:
        heads -= _by_branch(Grant.with_revoked.filter(run=run, revoked_at__isnull=False), top)
    return [(unit, heads[unit.path]) for unit in Unit.objects.filter(path__in=heads).order_by("path")]


def _by_branch(rows: "QuerySet[Grant] | QuerySet[WithdrawnGrant]", top: Unit) -> Counter[str]:
    """Return how many of these rows are in each unit directly below `top` and below it, by its path."""
    branch = Left("unit__path", len(top.path) + Unit.steplen)
    below = rows.filter(unit__path__startswith=top.path).order_by().annotate(branch=branch)
    return Counter(dict(below.values_list("branch").annotate(count=Count("pk"))))


@dataclass(frozen=True)
class Collected:
    """How many members of a unit and below have received."""

    unit: Unit
    heads: int
    received: int
    held: int

    @property
    def missing(self) -> int:
        """How many can receive and haven't: without those to whose row somebody objects."""
        return self.heads - self.held - self.received


def collected_by_branch(run: Run) -> list[Collected]:
    """Return for each unit directly below the run's unit, and for that unit itself, how many have received.

    Units without anybody on the list are left out; those where most are missing come first.
    """
    received, held = _by_branch(run.grants.received(), run.unit), _by_branch(run.grants.held(), run.unit)
    rows = [
        Collected(unit, heads, received[unit.path], held[unit.path]) for unit, heads in heads_by_branch(run, run.unit)
    ]
    return sorted(rows, key=lambda row: (-row.missing, row.unit.path))


def charts(categories: list[FieldValues], branches: list[FieldValues]) -> list[Chart]:
    """Return the charts: shares by post category, and the money of the largest branches.

    Where all receive the same, the share of money is that of heads: it is drawn only where it differs.
    """
    rows = [row for row in categories if row["receiving"]]
    shown: list[ChartSeries] = [{"name": _("Share of heads"), "values": [row["head_share"] for row in rows]}]
    if any(row["head_share"] != row["money_share"] for row in rows):
        shown.append({"name": _("Share of money"), "values": [row["money_share"] for row in rows]})
    drawn: list[Chart] = [
        {
            "id": "by-category",
            "title": _("Shares by post category, per cent"),
            "kind": "horizontal",
            "labels": [str(row["label"]) for row in rows],
            "series": shown,
        }
    ]
    most = sorted((row for row in branches if row["money"]), key=lambda row: row["money"], reverse=True)
    if len(most) > 1:
        most = most[:BRANCHES_DRAWN]
        drawn.append(
            {
                "id": "by-branch",
                "title": _("Money by branch, yuan"),
                "kind": "horizontal",
                "labels": [row["label"] for row in most],
                "series": [{"name": _("Money"), "values": [row["money"] for row in most]}],
                "money": True,
            }
        )
    return drawn


def money(run: Run, user: User) -> FieldValues | None:
    """Return the budget line before and after the run (yuan), as of the reservation once made; None without a line.

    `shown` is False where the line is of a unit above and `user` sees no budget there: what is left is not for them.
    """
    line = budget_line_of(run)
    if line is None:
        return None
    taken = run.state in FROZEN_STATES
    cost = giving_sum(run) if taken else run.cost or Decimal(0)
    before = run.left_before if taken and run.left_before is not None else line.left
    told: FieldValues = {"line": line, "cost": cost, "taken": taken, "shown": sees_budget(user, run, line)}
    # Whether it is enough everybody may know who decides about the run.
    return {**told, "before": before, "after": before - cost, "enough": before >= cost}
