"""The steps that officers take with a run, a view for each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.forms import ButtonForm, StatementForm
from office.refusals import answer, refusals_into
from office.wake import wake_worker
from welfare.choices import RunState
from welfare.permissions import WelfarePermission
from welfare.runs.actions import announcing, counting, review
from welfare.runs.models import Run
from welfare.runs.tasks import count_slices, tell_members
from welfare.runs.views.runs import run_page, visible_run


def _take(request: AuthenticatedHttpRequest, run: Run, step: Callable[..., object], success: str) -> HttpResponse:
    """Take a step asked for by a button of the run's page, and redirect there; a refusal returns the page with it."""
    button = ButtonForm(request.POST)
    with refusals_into(button):
        step(run, by=request.user)
        messages.success(request, success)
        return redirect(run)
    return run_page(request, run.pk, button=button)


@require_POST
@needs(WelfarePermission.SUBMIT_RUN)
def run_recount(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    run = visible_run(request, pk, WelfarePermission.SUBMIT_RUN)
    response = _take(request, run, counting.recount_run, _("The run is being counted again."))
    wake_worker(count_slices, times=2)
    return response


@require_POST
@needs(WelfarePermission.SUBMIT_RUN)
def run_retry(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    run = visible_run(request, pk, WelfarePermission.SUBMIT_RUN)
    response = _take(request, run, counting.retry_slices, _("The failed slices are tried again."))
    wake_worker(count_slices)
    return response


@require_POST
@needs(WelfarePermission.SUBMIT_RUN)
def run_submit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    run = visible_run(request, pk, WelfarePermission.SUBMIT_RUN)
    return _take(request, run, review.submit_run, _("The run is in review now."))


@require_POST
@needs(WelfarePermission.APPROVE_RUN)
def run_approve(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    run, button = visible_run(request, pk, WelfarePermission.APPROVE_RUN), ButtonForm(request.POST)
    with refusals_into(button):
        run = review.approve_run(run, by=request.user, note=request.POST.get("note", "").replace("\0", ""))
        messages.success(request, _approval_message(run))
        return redirect(run)
    return run_page(request, pk, button=button)


def _approval_message(run: Run) -> str:
    """Return the message after an approval: that the run is approved, or how many more approvals it needs."""
    if run.state == RunState.APPROVED:
        return _("The run is approved, its money is reserved.")
    left = review.approvals_needed(run) - run.approvals.filter(round__number=run.round).count()
    message = ngettext(
        "Your approval is noted; %(count)s more is needed.",
        "Your approval is noted; %(count)s more are needed.",
        left,
    )
    return message % {"count": left}


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_issue(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    response = _take(request, run, review.issue_run, _("The list is issued: members see it now, and are told."))
    wake_worker(tell_members)
    return response


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_remind(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not received."""
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    response = _take(request, run, announcing.remind_run, _("Those who have not signed are being reminded."))
    wake_worker(tell_members)
    return response


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.RETURN_RUN)
def run_return(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then return the run."""
    run = visible_run(request, pk, WelfarePermission.RETURN_RUN)
    return _with_reason(request, run, review.return_run, _("Return the run"), _("The run is returned to its maker."))


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.CANCEL_RUN)
def run_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then cancel the run."""
    run = visible_run(request, pk, WelfarePermission.CANCEL_RUN)
    warning = ngettext(
        "%(count)s member is on this list: nobody receives anything from it any more.",
        "%(count)s members are on this list: nobody receives anything from it any more.",
        run.heads or 0,
    ) % {"count": f"{run.heads or 0:,}"}
    return _with_reason(
        request,
        run,
        review.cancel_run,
        _("Cancel the run"),
        _("The run is cancelled."),
        warning=warning if run.heads else "",
        ends=True,
    )


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.ISSUE_RUN)
def run_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, which is needed while somebody has not received, then close the run."""
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    missing = (run.heads or 0) - run.grants.received().count()
    warning = ngettext(
        "%(count)s member has not collected yet. Once the run is closed nobody can sign any more.",
        "%(count)s members have not collected yet. Once the run is closed nobody can sign any more.",
        missing,
    ) % {"count": f"{missing:,}"}
    return _with_reason(
        request,
        run,
        review.close_run,
        _("Close the run"),
        _("The run is closed."),
        optional=missing <= 0,
        warning=warning if missing > 0 else "",
        ends=True,
    )


def _with_reason(
    request: AuthenticatedHttpRequest,
    run: Run,
    step: Callable[..., Run],
    heading: str,
    success: str,
    *,
    optional: bool = False,
    warning: str = "",
    ends: bool = False,
) -> HttpResponse:
    form = StatementForm(request.POST or None, optional=optional)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            step(run, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, success)
            return redirect(run)
    context = {
        "form": form,
        "heading": heading,
        "about": run,
        "back": run.get_absolute_url(),
        "warning": warning,
        "ends": ends,
    }
    return answer(request, "office/reason_form.html", context)
