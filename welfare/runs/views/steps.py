"""The steps that officers take with a run, a view for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
from welfare.runs import consequences
from welfare.runs.actions import announcing, corrections, counting, review
from welfare.runs.consequences import Consequence
from welfare.runs.models.runs import Run
from welfare.runs.receipts import not_received
from welfare.runs.tasks import clear_slices, count_slices, tell_members
from welfare.runs.views.runs import run_page, visible_run


@dataclass(frozen=True)
class Step:
    """A step for which a page asks the reason: what does it, the page's heading, and the message afterwards."""

    act: Callable[..., Run]
    heading: str
    success: str
    consequences: Sequence[Consequence] = ()
    """What it means for money and members."""
    ends: bool = False
    """Whether the run gives nothing more afterwards."""
    optional: bool = False
    """Whether it goes without a reason."""
    warning: str = ""


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
    return _with_reason(
        request, run, Step(review.return_run, _("Return the run"), _("The run is returned to its maker."))
    )


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.CANCEL_RUN)
def run_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then cancel the run; workers delete what it has written."""
    run = visible_run(request, pk, WelfarePermission.CANCEL_RUN)
    step = Step(
        review.cancel_run,
        _("Cancel the run"),
        _("The run is cancelled; what it has written is being deleted."),
        consequences.of_cancelling(run),
        ends=True,
    )
    response = _with_reason(request, run, step)
    wake_worker(clear_slices, times=2)
    return response


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.CANCEL_RUN)
def run_correct(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take an approved run back to be corrected."""
    run = visible_run(request, pk, WelfarePermission.CANCEL_RUN)
    step = Step(
        corrections.correct_run,
        _("Take it back for correction"),
        _("The run is counted again and waits to be submitted anew."),
        consequences.of_correcting(run),
    )
    return _with_reason(request, run, step)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.CANCEL_RUN)
def run_revoke(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then close the run and revoke what was not collected; workers do the latter."""
    run = visible_run(request, pk, WelfarePermission.CANCEL_RUN)
    step = Step(
        corrections.revoke_run,
        _("Revoke what was not collected"),
        _("The run is closed; what was not collected is being revoked."),
        consequences.of_revoking(run),
        ends=True,
    )
    response = _with_reason(request, run, step)
    wake_worker(clear_slices, times=2)
    return response


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.ISSUE_RUN)
def run_reopen(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then open a closed run again."""
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    step = Step(
        corrections.reopen_run,
        _("Open the run again"),
        _("The run is open again: those who still come can receive."),
        consequences.of_reopening(run),
    )
    return _with_reason(request, run, step)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.ISSUE_RUN)
def run_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, which is needed while somebody has not received, then close the run."""
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    missing = not_received(run)
    warning = ngettext(
        "%(count)s member has not collected yet. Once the run is closed nobody can sign any more.",
        "%(count)s members have not collected yet. Once the run is closed nobody can sign any more.",
        missing,
    ) % {"count": f"{missing:,}"}
    step = Step(
        review.close_run,
        _("Close the run"),
        _("The run is closed."),
        consequences.of_closing(run),
        ends=True,
        optional=missing <= 0,
        warning=warning if missing > 0 else "",
    )
    return _with_reason(request, run, step)


def _with_reason(request: AuthenticatedHttpRequest, run: Run, step: Step) -> HttpResponse:
    form = StatementForm(request.POST or None, optional=step.optional)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            step.act(run, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, step.success)
            return redirect(run)
    context = {
        "form": form,
        "heading": step.heading,
        "about": run,
        "back": run.get_absolute_url(),
        "warning": step.warning,
        "facts": step.consequences,
        "ends": step.ends,
    }
    return answer(request, "office/reason_form.html", context)
