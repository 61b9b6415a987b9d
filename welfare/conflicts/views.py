"""Lists of what a soft conflict of a run concerns: members who receive, and other runs."""

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from welfare.conflicts.finding import open_beside, soft_grants
from welfare.conflicts.forms import ConflictFilter
from welfare.conflicts.rules import Soft
from welfare.grants.models.grants import Grant
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.runs.views.runs import visible_run

PERM = WelfarePermission.VIEW_RUN
COLUMNS: tuple[Column[Grant], ...] = (
    Column(_("Name"), 12, lambda grant: grant.member.name),
    Column(_("Employee number"), 14, lambda grant: grant.member.employee_number),
    Column(_("Unit"), 24, lambda grant: grant.unit),
    Column(_("Post category"), 12, lambda grant: grant.get_post_category_display()),
    Column(_("Amount"), 12, lambda grant: grant.amount, total=True),
)
RUN_COLUMNS: tuple[Column[Run], ...] = (
    Column(_("Run"), 32, lambda run: run),
    Column(_("Unit"), 24, lambda run: run.unit),
    Column(_("Day of the event"), 12, lambda run: run.on),
    Column(_("State"), 12, lambda run: run.get_state_display()),
    Column(_("Receiving"), 12, lambda run: run.heads, total=True),
    Column(_("Cost"), 16, lambda run: run.cost, total=True),
)


def _concerned(request: AuthenticatedHttpRequest, run: Run, code: Soft) -> Listing[Grant]:
    form = ConflictFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=code.label,
        form=form,
        rows=form.narrow(soft_grants(run, code).shown_to(request.user)).select_related("member", "unit"),
        default="entered",
        sorts_if_few={"name": "member__pinyin", "unit": "unit__path", "amount": "amount"},
        columns=COLUMNS,
        export_url=reverse("welfare:run_conflict_export", args=[run.pk, code.value]),
    )


@needs(PERM)
def run_conflict(request: AuthenticatedHttpRequest, pk: int, code: str) -> HttpResponse:
    """List the members who receive and whom a soft conflict concerns, as the register stands now.

    Of a run that tells hardship only those whom the user may know to be in it.
    """
    run, soft = visible_run(request, pk), Soft(code)
    return _concerned(request, run, soft).render("welfare/conflicts/run_conflict.html", run=run, soft=soft)


@needs(PERM)
def run_conflict_export(request: AuthenticatedHttpRequest, pk: int, code: str) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    run = visible_run(request, pk)
    return _concerned(request, run, Soft(code)).export("run.export_conflict", about=run, unit=run.unit)


def _beside(request: AuthenticatedHttpRequest, run: Run) -> Listing[Run]:
    return Listing(
        request=request,
        name=_("Other open runs"),
        rows=open_beside(run).visible_to(request.user, PERM).select_related("plan", "occasion", "unit"),
        columns=RUN_COLUMNS,
        export_url=reverse("welfare:run_beside_export", args=[run.pk]),
    )


@needs(PERM)
def run_beside(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the other open runs of the same kind for members of the run's unit, as far as they are in reach."""
    run = visible_run(request, pk)
    return _beside(request, run).render("welfare/conflicts/run_beside.html", run=run)


@needs(PERM)
def run_beside_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the list; an audit event says so."""
    run = visible_run(request, pk)
    return _beside(request, run).export("run.export_list", about=run, unit=run.unit)
