"""Finds what speaks against a run: hard conflicts refuse a step, soft ones are for reviewers to look at."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import MemberState
from members.duplicates.models import DoubleCandidate, DoubleState
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from members.membership.models.changes import MembershipChange
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.money import yuan
from welfare.choices import Form, RunState
from welfare.conflicts.rules import MANY, Hard, Look, Soft, Step, differs_far, percent_of
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Grants
from welfare.runs.actions.review import budget_line_of, cost_of, require_budget_line, require_notice_over, sees_budget
from welfare.runs.actions.share import require_share
from welfare.runs.models.runs import Run
from welfare.runs.querysets import Runs

# The steps that are still ahead of a run.
AHEAD = {
    RunState.COUNTED: (Step.SUBMIT, Step.APPROVE, Step.ISSUE),
    RunState.IN_REVIEW: (Step.APPROVE, Step.ISSUE),
    RunState.APPROVED: (Step.ISSUE,),
    RunState.IN_NOTICE: (Step.ISSUE,),
}
# The run of the year before lies so many days back; lunar festivals move by a month.
YEAR, MOVES_BY = timedelta(days=365), timedelta(days=40)


def hard_conflicts(run: Run, by: User) -> list[Hard]:
    """Return what would refuse the steps that are still ahead of a run, in the order of the steps; `by` reads it.

    Of the budget of a unit above, which `by` may not see, it says no sums.
    """
    ahead = AHEAD.get(RunState(run.state), ())
    return [one for one in _before_approval(run, by) + _before_issue(run) if one.step in ahead]


def _before_approval(run: Run, by: User) -> list[Hard]:
    found = []
    # Both are asked again by the approval.
    step = Step.SUBMIT if run.state == RunState.COUNTED else Step.APPROVE
    if not run.heads:
        found.append(Hard("nobody_receives", Step.SUBMIT, _("This run selects nobody: there is nothing to review.")))
    checks: tuple[tuple[str, Callable[[Run], object], str], ...] = (
        ("no_budget", require_budget_line, reverse("welfare:budget_list")),
        ("share_reached", partial(require_share, by=by, lock=False), reverse("welfare:cap_list")),
    )
    for code, check, url in checks:
        try:
            check(run)
        except NotAllowed as why:
            found.append(Hard(why.code or code, step, str(why), url))
    line = budget_line_of(run)
    if line is not None and line.left < cost_of(run):
        sentence, url = _("The budget line of %(unit)s has too little left for this run: ask there."), ""
        if sees_budget(by, run, line):
            sentence = _("The budget line has %(left)s left, the run costs %(cost)s.")
            url = reverse("welfare:budget_ledger", args=[line.pk])
        said = {"unit": line.unit, "left": yuan(line.left), "cost": yuan(cost_of(run))}
        found.append(Hard("too_little_left", Step.APPROVE, sentence % said, url))
    if period := freeze_of(run.unit, FrozenAct.APPROVING):
        found.append(Hard("frozen", Step.APPROVE, frozen_until(period)))
    return found


def _before_issue(run: Run) -> list[Hard]:
    found = []
    if period := freeze_of(run.unit, FrozenAct.ISSUING):
        found.append(Hard("frozen", Step.ISSUE, frozen_until(period)))
    try:
        require_notice_over(run)
    except NotAllowed as why:
        found.append(Hard(why.code or "not_published", Step.ISSUE, str(why)))
    if missing := run.missing_for_collection:
        sentence = _("Members can't see what they collect, where and until when. Missing: %(fields)s.")
        fields = _(", ").join(str(field) for field in missing)
        found.append(
            Hard(
                "collection_missing",
                Step.ISSUE,
                sentence % {"fields": fields},
                reverse("welfare:run_collection", args=[run.pk]),
            )
        )
    return found


def soft_grants(run: Run, code: str) -> Grants:
    """Return the grants of the run that a soft conflict concerns."""
    grants = Grant.objects.filter(run=run)
    match Soft(code):
        case Soft.NO_POST_CATEGORY:
            return grants.filter(post_category="")
        case Soft.NO_BIRTH_DATE:
            return grants.filter(member__birth_date=None)
        case Soft.NO_ACCOUNT:
            return grants.filter(member__bank_card_hash=None)
        case Soft.LEAVING:
            leave = MembershipChange.objects.due(run.until or run.on).values("member")
            return grants.filter(Q(member__state=MemberState.LEAVING) | Q(member__in=leave))
        case Soft.TWO_RECORDS:
            pairs = DoubleCandidate.objects.filter(state=DoubleState.OPEN)
            return grants.filter(Q(member__in=pairs.values("a")) | Q(member__in=pairs.values("b")))
        case Soft.UNIT_CLOSED:
            return grants.filter(unit__in=Unit.objects.filter(closed_on__isnull=False).values("pk"))


def count_soft(run: Run) -> dict[str, int]:
    """Return how many grants each soft conflict concerns; a query for each, over all grants of the run.

    Workers ask it when a count ends, and pages show what they found.
    """
    codes = [code for code in Soft if code != Soft.NO_ACCOUNT or run.form == Form.MONEY]
    counts = {code.value: soft_grants(run, code).count() for code in codes}
    return {code: count for code, count in counts.items() if count}


def year_before(run: Run) -> Run | None:
    """Return the run of the same plan, or of the same festival in the unit, about a year before; None without one."""
    like_it = Q(plan=run.plan_id)
    if run.plan.festival:
        like_it |= Q(unit=run.unit_id, plan__festival=run.plan.festival)
    day = run.on - YEAR
    near = Run.objects.filter(like_it, on__range=(day - MOVES_BY, day + MOVES_BY), heads__isnull=False)
    runs = near.exclude(state=RunState.CANCELLED).exclude(pk=run.pk).select_related("unit", "occasion", "plan")
    return min(runs, key=lambda one: (abs(one.on - day), -one.pk), default=None)


def open_beside(run: Run) -> Runs:
    """Return the other open runs of the same kind whose unit is that of the run, above or below it."""
    kin = Q(unit__path__startswith=run.unit.path) | Q(unit__path__in=Unit.paths_down_to(run.unit.path))
    return Run.objects.open().filter(kin, occasion__kind=run.occasion.kind).exclude(pk=run.pk)


def soft_conflicts(run: Run, counts: dict[str, int], before: Run | None) -> list[Look]:
    """Return what reviewers look at; `counts` are those of `count_soft`, `before` is the run of the year before."""
    found = []
    for code in Soft:
        count = counts.get(code.value, 0)
        if code == Soft.NO_ACCOUNT and percent_of(count, run.heads or 0) < MANY:
            continue
        if count:
            url = reverse("welfare:run_conflict", args=[run.pk, code.value])
            found.append(Look(code.value, code.label, count, url))
    beside = open_beside(run).count()
    if beside:
        url = reverse("welfare:run_beside", args=[run.pk])
        found.append(Look("other_runs", _("other open runs of the same kind for members of this unit"), beside, url))
    if run.from_list is not None and run.from_list.refused:
        sentence = _("rows of the uploaded list were refused: nobody receives by them")
        found.append(Look("refused_rows", sentence, run.from_list.refused, run.from_list.get_absolute_url()))
    if before is not None and before.cost is not None and differs_far(cost_of(run), before.cost):
        said = {"cost": yuan(cost_of(run)), "before": yuan(before.cost), "run": before}
        sentence = _("The cost of %(cost)s is far from the %(before)s of %(run)s.") % said
        found.append(Look("cost_far", sentence, None, before.get_absolute_url()))
    return found
