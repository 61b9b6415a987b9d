"""Replays of runs: the form, the page with its progress, cancelling, the file."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import ButtonForm
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.types import Chart
from office.wake import wake_worker
from welfare.fairness.actions import replays
from welfare.fairness.actions.replays import may_replay, may_see_people
from welfare.fairness.forms import ReplayForm
from welfare.fairness.models import Recount, RecountState
from welfare.fairness.reading import Reading, Table, figures_of, read_replay
from welfare.fairness.sentences import rule_lines
from welfare.fairness.tasks import count_figures
from welfare.fairness.views.figures import COLUMNS, FileLine, figures_listing
from welfare.permissions import WelfarePermission
from welfare.runs.views.runs import visible_run

PERM, REPLAY = WelfarePermission.VIEW_RUN, WelfarePermission.REPLAY_RUN
REPLAY_COLUMNS: tuple[Column[FileLine], ...] = (
    *COLUMNS,
    Column(gettext_lazy("Received in the run"), 12, lambda line: line.figures.given_heads),
    Column(gettext_lazy("Given in the run"), 16, lambda line: line.figures.given_money),
    Column(gettext_lazy("Gaining"), 12, lambda line: line.figures.gains),
    Column(gettext_lazy("Gained"), 16, lambda line: line.figures.gained),
    Column(gettext_lazy("Losing"), 12, lambda line: line.figures.loses),
    Column(gettext_lazy("Lost"), 16, lambda line: line.figures.lost),
)


def visible_replay(request: AuthenticatedHttpRequest, pk: int, perm: str = PERM) -> Recount:
    """Return a replay of a run in reach. Raises Http404 otherwise."""
    rows = Recount.objects.replays().visible_to(request.user, perm)
    return get_object_or_404(rows.select_related("run__plan", "run__occasion", "run__unit", "by"), pk=pk)


@require_http_methods(["GET", "POST"])
@needs(REPLAY)
def replay_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask under which rules a run is replayed, and ask a worker for it."""
    run = visible_run(request, pk, REPLAY)
    if not may_replay(request.user, run):
        raise Http404
    form = ReplayForm(request.POST or None, user=request.user, run=run)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            replay = replays.start_replay(run, by=request.user, **form.cleaned_data)
            wake_worker(count_figures)
            return redirect(replay)
    return answer(request, "welfare/fairness/replay_form.html", {"run": run, "form": form})


@needs(PERM)
def replay_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a replay: how far it is, then who would receive how much beside the run itself."""
    return _page(request, visible_replay(request, pk))


def _page(request: AuthenticatedHttpRequest, replay: Recount, **forms: ButtonForm) -> HttpResponse:
    context: dict[str, object] = {
        "replay": replay,
        "run": replay.run,
        "rule_lines": rule_lines(replay),
        "may_replay": (mine := may_replay(request.user, replay.run)),
        "may_see_people": may_see_people(request.user, replay),
        "may_cancel": replay.state == RecountState.WAITING and mine,
        **forms,
    }
    if replay.state == RecountState.DONE:
        reading = _reading(request, replay)
        context |= {"total": reading.total, "tables": reading.tables(), "charts": _charts(reading.tables())}
    return answer(request, "welfare/fairness/replay_detail.html", context, address=replay.get_absolute_url())


def _reading(request: AuthenticatedHttpRequest, replay: Recount) -> Reading:
    coarsely = not may_replay(request.user, replay.run)
    return read_replay(replay, figures_of(replay.run), coarsely=coarsely)


def _charts(tables: list[Table]) -> list[Chart]:
    return [
        {
            "id": f"changes-{table.key}",
            "title": _("Gaining and losing by %(what)s") % {"what": str(table.head).lower()},
            "kind": "horizontal",
            "labels": [row.label for row in table.rows],
            "series": [
                {"name": _("Gaining"), "values": [row.figures.gains for row in table.rows]},
                {"name": _("Losing"), "values": [row.figures.loses for row in table.rows]},
            ],
        }
        for table in tables[:2]
        if table.is_shown
    ]


@needs(PERM)
def replay_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the work is done, the browser loads the page again."""
    replay = visible_replay(request, pk)
    return progress_response(request, "welfare/fairness/_progress.html", {"replay": replay}, at_work=replay.at_work)


@require_POST
@needs(REPLAY)
def replay_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stop a replay that is being counted."""
    replay, button = visible_replay(request, pk, REPLAY), ButtonForm(request.POST)
    if not may_replay(request.user, replay.run):
        raise Http404
    with refusals_into(button):
        replays.cancel_replay(replay, by=request.user)
        messages.success(request, _("The replay is cancelled."))
        return redirect(replay)
    return _page(request, replay, button=button)


@needs(PERM)
def replay_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the figures of a replay; an audit event says so."""
    replay = visible_replay(request, pk)
    tables = _reading(request, replay).tables() if replay.state == RecountState.DONE else []
    listing = figures_listing(request, _("Replay: heads and money by group"), tables, REPLAY_COLUMNS)
    return listing.export("run.export_replay", about=replay.run, unit=replay.run.unit)
