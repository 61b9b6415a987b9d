from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.forms import ButtonForm
from office.refusals import answer, refusals_into
from office.wake import wake_worker
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan
from welfare.plans.views import plan_page
from welfare.runs.actions import opening
from welfare.runs.actions.following_up import open_follow_up
from welfare.runs.forms import FollowUpForm
from welfare.runs.tasks import count_slices
from welfare.runs.views.runs import visible_run


@require_POST
@needs(WelfarePermission.OPEN_RUN)
def plan_open(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Open the run of the plan's next event now."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user, WelfarePermission.OPEN_RUN), pk=pk)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        run = opening.open_run(plan, by=request.user, on=timezone.localdate())
        wake_worker(count_slices, times=2)
        messages.success(request, _("The run is open and being counted."))
        return redirect(run)
    return plan_page(request, pk, button=button)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.OPEN_RUN)
def run_follow_up(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for whom a follow-up of an issued run is and why, then open it."""
    run = visible_run(request, pk, WelfarePermission.OPEN_RUN)
    source = run if run.source is None else run.source
    form = FollowUpForm(request.POST or None, run=source)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            made = open_follow_up(
                run,
                by=request.user,
                reason=given["reason"],
                corrects=given["whom"] == FollowUpForm.TOO_LITTLE,
                since=given.get("since"),
            )
            wake_worker(count_slices, times=2)
            messages.success(request, _("The follow-up is open and being counted."))
            return redirect(made)
    return answer(request, "welfare/runs/run_follow_up.html", {"form": form, "run": run, "source": source})
