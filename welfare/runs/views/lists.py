"""Runs opened from an uploaded list: the upload, what of it is refused and why, opening the run."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from office import paging
from office.forms import ButtonForm
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.wake import wake_worker
from welfare.lists import actions
from welfare.lists.forms import BenefitListForm
from welfare.lists.models import BenefitList
from welfare.lists.tasks import process_benefit_lists
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan
from welfare.runs.actions import opening
from welfare.runs.tasks import count_slices

ROWS_SHOWN = 100
PERM = WelfarePermission.OPEN_RUN


def _list(request: AuthenticatedHttpRequest, pk: int) -> BenefitList:
    lists = BenefitList.objects.visible_to(request.user, PERM).select_related("plan", "unit", "by")
    return get_object_or_404(lists, pk=pk)


@require_http_methods(["GET", "POST"])
@needs(PERM)
def benefit_list_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for a list for one event of the plan; take it for a worker to check."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user, PERM).select_related("unit"), pk=pk)
    form = BenefitListForm(request.POST or None, request.FILES or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            file = actions.start_list(plan, form.cleaned_data["file"], day=form.cleaned_data["day"], by=request.user)
            wake_worker(process_benefit_lists)
            return redirect(file)
    return answer(request, "welfare/lists/benefit_list_form.html", {"form": form, "plan": plan})


@needs(PERM)
def benefit_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a list: how far its check is, then its sums and the rows that are refused."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    file = _list(request, pk)
    refused = file.rows.exclude(fault="").select_related("list")
    context: dict[str, object] = {
        "file": file,
        "run": getattr(file, "run", None),
        "page": None if file.at_work else paging.keyset(refused, request.GET, order=("row",), size=ROWS_SHOWN),
        **forms,
    }
    return answer(request, "welfare/lists/benefit_list.html", context, address=file.get_absolute_url())


@needs(PERM)
def benefit_list_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the work is done, the browser loads the page again."""
    file = _list(request, pk)
    return progress_response(request, "welfare/lists/_progress.html", {"file": file}, at_work=file.at_work)


@require_POST
@needs(PERM)
def benefit_list_open(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Open the run for the accepted rows of a list."""
    file, button = _list(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        run = opening.open_run_from_list(file, by=request.user)
        wake_worker(count_slices, times=2)
        messages.success(request, _("The run is open and being counted."))
        return redirect(run)
    return _page(request, pk, button=button)


@require_POST
@needs(PERM)
def benefit_list_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Set a list aside before its run is opened."""
    file, button = _list(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        actions.cancel_list(file, by=request.user)
        return redirect(file)
    return _page(request, pk, button=button)
