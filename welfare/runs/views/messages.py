"""The messages of a run that leave the portal: progress, rate, pause, cancel."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.forms import ButtonForm
from office.outbox.forms import RateForm
from office.outbox.models import Delivery, Mailing
from office.outbox.rules import DeliveryState, MailingState, goes_out_at
from office.outbox.tasks import send_deliveries
from office.refusals import answer, refusals_into
from office.types import FieldValues
from office.wake import wake_worker
from office.workdays import is_day_off
from welfare.permissions import WelfarePermission
from welfare.runs.actions import mailings
from welfare.runs.models.announcements import Announcement
from welfare.runs.models.runs import Run
from welfare.runs.views.runs import PERM, visible_run

SHOWN = 10


@needs(PERM)
def run_messages(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show for each announcement of the run how many messages were sent, wait and failed."""
    return _page(request, visible_run(request, pk))


def _page(request: AuthenticatedHttpRequest, run: Run, **forms: ButtonForm | RateForm) -> HttpResponse:
    now = timezone.localtime()
    goes = goes_out_at(now, is_day_off)
    context = {
        "run": run,
        "announcements": [_figures(one) for one in _announcements(run)],
        "rests_until": goes if goes > now else None,
        "may_steer": access.can(request.user, WelfarePermission.ISSUE_RUN, run.unit),
        **forms,
    }
    return answer(request, "welfare/runs/run_messages.html", context, address=f"{run.get_absolute_url()}messages/")


def _announcements(run: Run) -> list[Announcement]:
    return list(run.announcements.filter(mailing__isnull=False).select_related("mailing", "by")[:SHOWN])


def _figures(noted: Announcement) -> FieldValues:
    """Return an announcement with its mailing and how many of its messages are in which state."""
    counts = Delivery.objects.filter(mailing=noted.mailing).counts()
    total, waiting = sum(counts.values()), counts.get(DeliveryState.WAITING, 0)
    mailing = noted.mailing
    running = mailing is not None and mailing.state == MailingState.RUNNING
    return {
        "announcement": noted,
        "mailing": mailing,
        "total": total,
        "sent": counts.get(DeliveryState.SENT, 0),
        "waiting": waiting,
        "refused": counts.get(DeliveryState.BOUNCED, 0),
        "dead": counts.get(DeliveryState.DEAD, 0),
        "cancelled": counts.get(DeliveryState.CANCELLED, 0),
        "percent": (total - waiting) * 100 // total if total else 0,
        "minutes": -(-waiting // mailing.rate) if mailing is not None and running else 0,
        "running": running,
        "paused": mailing is not None and mailing.state == MailingState.PAUSED,
        "form": RateForm(instance=mailing, auto_id=f"id_{noted.pk}_%s"),
    }


def _mailing_of(request: AuthenticatedHttpRequest, pk: int, mailing_pk: int) -> tuple[Run, Mailing]:
    """Return the run and its mailing where the user may issue the run. Raises Http404 otherwise."""
    run = visible_run(request, pk, WelfarePermission.ISSUE_RUN)
    known = run.announcements.filter(mailing=mailing_pk).values("mailing")
    return run, get_object_or_404(Mailing, pk__in=known)


def _take(
    request: AuthenticatedHttpRequest, pk: int, mailing_pk: int, step: Callable[..., object], success: str
) -> HttpResponse:
    run, mailing = _mailing_of(request, pk, mailing_pk)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        step(run, mailing, by=request.user)
        messages.success(request, success)
        return redirect("welfare:run_messages", run.pk)
    return _page(request, run, button=button)


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_messages_pause(request: AuthenticatedHttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    return _take(request, pk, mailing_pk, mailings.pause_messages, _("Nothing more is sent until you go on."))


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_messages_resume(request: AuthenticatedHttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    response = _take(request, pk, mailing_pk, mailings.resume_messages, _("The messages are being sent again."))
    wake_worker(send_deliveries)
    return response


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_messages_cancel(request: AuthenticatedHttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    told = _("No more messages are sent. The notices in the portal stay.")
    return _take(request, pk, mailing_pk, mailings.cancel_messages, told)


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_messages_rate(request: AuthenticatedHttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    """Store how many messages a minute are sent."""
    run, mailing = _mailing_of(request, pk, mailing_pk)
    form = RateForm(request.POST, instance=mailing)
    if form.is_valid():
        mailings.set_messages_rate(run, mailing, form.cleaned_data["rate"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("welfare:run_messages", run.pk)
    return _page(request, run, rate_form=form)
