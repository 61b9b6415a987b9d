"""The officers' pages of runs: the list, one run with its figures, its progress, who receives nothing and why."""

from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from members.permissions import MembersPermission
from office.exports import Column
from office.lists import Listing
from office.models import AuditEvent
from office.progress import progress_response
from office.refusals import answer
from welfare.audit_verbs import VERBS
from welfare.choices import GIVEN_UP, RunState, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.permissions import WelfarePermission
from welfare.plans.sentences import amount_lines, words_for
from welfare.runs import figures
from welfare.runs.actions.following_up import family_of
from welfare.runs.actions.leap_day import moved_day
from welfare.runs.decided import document_of, documents_in, with_places
from welfare.runs.forms import JudgedFilter, RunFilter
from welfare.runs.models.runs import Run
from welfare.runs.views.next_steps import review_context

PERM = WelfarePermission.VIEW_RUN
SIGNINGS_SHOWN = 10
COLUMNS: tuple[Column[Run], ...] = (
    Column(_("Run"), 32, lambda run: run),
    Column(_("Unit"), 24, lambda run: run.unit),
    Column(_("Day of the event"), 12, lambda run: run.on),
    Column(_("State"), 12, lambda run: run.get_state_display()),
    Column(_("Standard"), 12, lambda run: run.standard),
    Column(pgettext_lazy("of the committee", "Decision"), 24, lambda run: run.decision),
    Column(_("Follow-up, because"), 24, lambda run: run.reason),
    # A cancelled run gives nothing: the file adds it to no sum.
    Column(_("Receiving"), 12, lambda run: None if run.state in GIVEN_UP else run.heads, total=True),
    Column(_("Cost"), 16, lambda run: None if run.state in GIVEN_UP else run.cost, total=True),
    Column(_("Goods per member"), 24, lambda run: run.goods),
    Column(_("Place of collection"), 24, lambda run: run.place),
    Column(_("Opening time"), 18, lambda run: run.hours),
    Column(_("Contact"), 18, lambda run: run.contact),
    Column(_("Collect until"), 12, lambda run: run.collect_until),
    Column(_("Opened"), 20, lambda run: run.opened_at),
)
JUDGED_COLUMNS: tuple[Column[Exclusion], ...] = (
    Column(_("Name"), 12, lambda row: row.member.name),
    Column(_("Employee number"), 14, lambda row: row.member.employee_number),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Post category"), 12, lambda row: row.get_post_category_display()),
    Column(_("Employment status"), 12, lambda row: row.member.get_employment_display()),
    Column(_("Member since"), 12, lambda row: row.member.joined_on),
    Column(_("Reason"), 24, lambda row: row.get_verdict_display()),
    Column(_("Document"), 24, document_of),
    Column(_("Standard"), 12, lambda row: row.standard),
    Column(_("reduced by the cap"), 14, lambda row: row.get_reduced_by_display()),
)


def visible_run(request: AuthenticatedHttpRequest, pk: int, perm: str = PERM) -> Run:
    """Return the run if the user holds `perm` in its unit. Raises Http404 otherwise."""
    runs = Run.objects.visible_to(request.user, perm).select_related(
        "plan", "occasion", "unit", "line__unit", "opened_by", "submitted_by", "source"
    )
    return get_object_or_404(runs, pk=pk)


def _runs(request: AuthenticatedHttpRequest) -> Listing[Run]:
    form = RunFilter(request.GET, user=request.user)
    runs = form.narrow(Run.objects.visible_to(request.user, PERM))
    return Listing(
        request=request,
        name=_("Benefit runs"),
        form=form,
        rows=runs.with_given().select_related("plan", "occasion", "unit").defer("counts"),
        sorts={"occasion": "on", "opened": "pk", "state": "state", "cost": "cost", "heads": "heads"},
        default="-opened",
        sums=("heads_given", "cost_given"),
        columns=COLUMNS,
        export_url=reverse("welfare:run_list_export"),
    )


@needs(PERM)
def run_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the runs of the units in reach, by default the latest first."""
    may_plan = access.holds(request.user, WelfarePermission.VIEW_PLAN)
    return _runs(request).render("welfare/runs/run_list.html", may_plan=may_plan)


@needs(PERM)
def run_list_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _runs(request).export("run.export_list")


@needs(PERM)
def run_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one run: its state and next step, who receives and who does not, money, approvals, timeline."""
    return run_page(request, pk)


def run_page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of a run; `forms` are those of its forms that were sent and refused."""
    run = visible_run(request, pk)
    total = figures.counts(run)
    may_see_hardship = access.can(request.user, MembersPermission.VIEW_HARDSHIPMARK, run.unit)
    categories, branches = figures.by_category(total), figures.by_branch(run)
    if names_hidden := hides_names(request.user, run):
        # In a small unit a figure is a name.
        categories, branches = [], []
    context = {
        "run": run,
        "progress": figures.progress(run),
        "verdicts": figures.verdicts(total),
        "gives": figures.gives(run, total),
        "given_up": run.state in GIVEN_UP,
        "categories": categories,
        "all_categories": figures.sum_of(categories),
        "branches": branches,
        "charts": figures.charts(categories, branches) if run.heads and not names_hidden else [],
        "money": figures.money(run, request.user),
        "signings": run.signings.select_related("unit", "by")[:SIGNINGS_SHOWN],
        "collections": run.collections.select_related("unit"),
        "timeline": (timeline := _timeline(run)),
        "returned": _returned(run, timeline),
        "words": words_for(run.group),
        "amount_lines": amount_lines(run.table, run.standard),
        "may_see_hardship": may_see_hardship,
        "names_hidden": names_hidden,
        "leap_day": moved_day(run),
        "family": family_of(run),
        **review_context(run, request.user),
        **forms,
    }
    return answer(request, "welfare/runs/run_detail.html", context, address=run.get_absolute_url())


@needs(PERM)
def run_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the progress bar, which the page of a run polls; have the page reloaded once the state has changed."""
    run = visible_run(request, pk)
    context = {"run": run, "progress": figures.progress(run)}
    now = "revoking" if run.revoking else run.state
    at_work = request.GET.get("state", now) == now
    return progress_response(request, "welfare/runs/_progress.html", context, at_work=at_work)


@needs(PERM)
def run_collected(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how many have received in each branch: a part of the page of a run, or a page of its own."""
    run = visible_run(request, pk)
    require_names(request, run)
    part = "HX-Request" in request.headers
    template = "welfare/runs/_collected.html" if part else "welfare/runs/run_collected.html"
    return answer(request, template, {"run": run, "branches": figures.collected_by_branch(run)})


def hides_names(user: User, run: Run) -> bool:
    """Return whether names, or figures of groups, would tell who is in hardship to `user`, who may not see that."""
    return run.tells_hardship and not access.can(user, MembersPermission.VIEW_HARDSHIPMARK, run.unit)


def require_names(request: AuthenticatedHttpRequest, run: Run) -> None:
    """Raise Http404 where names of the run are hidden from the user."""
    if hides_names(request.user, run):
        raise Http404


def _judged(request: AuthenticatedHttpRequest, run: Run, verdict: Verdict) -> Listing[Exclusion]:
    form = JudgedFilter(request.GET, user=request.user)
    found = with_places(form.narrow(Exclusion.objects.visible_to(request.user, PERM).filter(run=run, verdict=verdict)))
    return Listing(
        request=request,
        name=verdict.label,
        form=form,
        rows=found.select_related("member", "unit").defer("member__id_number", "member__bank_card"),
        default="entered",
        sorts_if_few={
            "name": "member__pinyin",
            "number": "member__employee_number",
            "unit": "unit__path",
            "since": "member__joined_on",
        },
        columns=JUDGED_COLUMNS,
        export_url=reverse("welfare:run_judged_export", args=[run.pk, verdict.value]),
    )


def _judged_run(request: AuthenticatedHttpRequest, pk: int, verdict: str) -> Run:
    """Return the run if the user may see who has this verdict. Raises Http404 otherwise.

    Where the run itself tells of hardship, so do the reasons that are asked after that condition.
    """
    run = visible_run(request, pk)
    hardship = verdict == Verdict.OTHER_HARDSHIP or run.tells_hardship
    if hardship and not access.can(request.user, MembersPermission.VIEW_HARDSHIPMARK, run.unit):
        raise Http404
    return run


@needs(PERM)
def run_judged(request: AuthenticatedHttpRequest, pk: int, verdict: str) -> HttpResponse:
    """List the members to whom the run does not give for this reason, as it was counted."""
    run, shown = _judged_run(request, pk, verdict), Verdict(verdict)
    return _judged(request, run, shown).render(
        "welfare/runs/run_judged.html", run=run, verdict=shown, documents=documents_in(run, shown)
    )


@needs(PERM)
def run_judged_export(request: AuthenticatedHttpRequest, pk: int, verdict: str) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    run = _judged_run(request, pk, verdict)
    return _judged(request, run, Verdict(verdict)).export("run.export_judged", about=run, unit=run.unit)


def _timeline(run: Run) -> list[dict[str, object]]:
    events = AuditEvent.objects.about(run)
    return [
        {
            "verb": e.verb,
            "label": VERBS.get(e.verb, e.verb),
            "who": e.actor,
            "at": e.at,
            "reason": e.reason,
            "changes": e.changes,
        }
        for e in events
    ]


def _returned(run: Run, timeline: list[dict[str, object]]) -> dict[str, object] | None:
    """Return the event by which a run that is to be put right was returned, None for any other run."""
    decided = [event for event in timeline if event["verb"] in ("run.return", "run.submit", "run.withdraw")]
    last = decided[-1] if decided and run.state == RunState.COUNTED else None
    return last if last is not None and last["verb"] == "run.return" else None
