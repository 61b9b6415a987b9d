"""A worker's pages of the grievances filed under their name: the list, the form, one grievance, its files."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consultation.deadlines.views import days_page
from consultation.grievances import actions
from consultation.grievances.forms import StoryForm
from consultation.grievances.models import Grievance
from consultation.grievances.next_steps import counted_limits, next_step
from consultation.grievances.timeline import grievance_timeline
from members.authority.guards import AuthenticatedHttpRequest
from members.cases.forms import MessageForm
from office import paging
from office.lists import set_for_template
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download


@require_GET
def my_grievances(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what I have reported under my name, newest first."""
    page = paging.keyset(Grievance.objects.own(request.user).with_due(), request.GET, order=["-pk"], size=20)
    for grievance in page:
        set_for_template(grievance, next_step=next_step(grievance).for_worker)
    return render(request, "consultation/grievances/my_grievances.html", {"page": page})


def file_grievance(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new grievance, and file it."""
    form = StoryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            files = form.cleaned_data["attachments"]
            grievance = actions.file_grievance(form.story(), by=request.user, attachments=files)
            return redirect(f"{grievance.own_url}?sent=1")
    return answer(request, "consultation/grievances/file_grievance.html", {"form": form})


def _own_grievance(request: AuthenticatedHttpRequest, key: str) -> Grievance:
    return get_object_or_404(Grievance.objects.own(request.user).with_due().select_related("unit", "officer"), key=key)


def _page(request: AuthenticatedHttpRequest, grievance: Grievance, form: MessageForm) -> HttpResponse:
    context = {
        "grievance": grievance,
        "next_step": next_step(grievance).for_worker,
        "timeline": grievance_timeline(grievance, for_reporter=True),
        "files": grievance.attachments.all(),
        "limits": counted_limits(grievance),
        "just_sent": "sent" in request.GET,
        "form": form,
    }
    return answer(request, "consultation/grievances/my_grievance.html", context, address=grievance.own_url)


@require_GET
def my_grievance(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    return _page(request, _own_grievance(request, key), MessageForm())


@require_GET
def my_grievance_days(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Show how the deadlines of my case are counted, day by day."""
    grievance = _own_grievance(request, key)
    return days_page(request, grievance.clocks.all(), number=grievance.number, back=grievance.own_url, for_worker=True)


@require_POST
def my_grievance_write(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Write to the rights officer."""
    grievance = _own_grievance(request, key)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_into(form):
            actions.write_as_reporter(grievance, **form.cleaned_data)
            messages.success(request, _("Sent. The rights officer has been told."))
            return redirect(grievance.own_url)
    return _page(request, _own_grievance(request, key), form)


@require_GET
def my_grievance_file(request: AuthenticatedHttpRequest, key: str, pk: int) -> FileResponse:
    """Download a file of my case that isn't internal."""
    itself = Grievance.objects.own(request.user).filter(key=key)
    return download(attachment_or_404(pk, itself, _own_grievance(request, key).entries.for_worker()))
