"""Who would gain or lose in a replay: a list for those who may read the register in the run's unit."""

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from welfare.fairness.actions.replays import may_see_people
from welfare.fairness.forms import ChangeFilter
from welfare.fairness.models import Recount, RecountChange
from welfare.fairness.views.replays import REPLAY, visible_replay

COLUMNS: tuple[Column[RecountChange], ...] = (
    Column(_("Name"), 12, lambda row: row.member.name),
    Column(_("Employee number"), 14, lambda row: row.member.employee_number),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Given in the run"), 14, lambda row: row.given, total=True),
    Column(_("In the replay"), 14, lambda row: row.due, total=True),
    Column(_("Difference"), 14, lambda row: row.due - row.given, total=True),
    Column(_("Reason"), 28, lambda row: row.get_verdict_display()),
    Column(_("By corrections of the register"), 14, lambda row: _("yes") if row.by_register else ""),
)


def _replay(request: AuthenticatedHttpRequest, pk: int) -> Recount:
    """Return the replay if the user may see its people. Raises Http404 otherwise."""
    replay = visible_replay(request, pk, REPLAY)
    if not may_see_people(request.user, replay):
        raise Http404
    return replay


def _people(request: AuthenticatedHttpRequest, replay: Recount) -> Listing[RecountChange]:
    form = ChangeFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Who would gain or lose"),
        form=form,
        rows=form.narrow(replay.changes.all()).select_related("member", "unit"),
        default="entered",
        sorts_if_few={"name": "member__pinyin", "unit": "unit__path", "given": "given", "due": "due"},
        sums=("given", "due"),
        columns=COLUMNS,
        export_url=reverse("welfare:replay_people_export", args=[replay.pk]),
    )


@needs(REPLAY)
def replay_people(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List those who would gain or lose."""
    replay = _replay(request, pk)
    return _people(request, replay).render("welfare/fairness/replay_people.html", replay=replay)


@needs(REPLAY)
def replay_people_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    replay = _replay(request, pk)
    return _people(request, replay).export("run.export_replay_people", about=replay.run, unit=replay.run.unit)
