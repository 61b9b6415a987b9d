"""The officers' forms of what members of a run collect, where, when and until when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.refusals import answer, refusals_into
from office.wake import wake_worker
from welfare.permissions import WelfarePermission
from welfare.plans.views import said_for
from welfare.runs.actions.collection import set_run_collection, set_unit_collection
from welfare.runs.forms import RunCollectionForm, UnitCollectionForm
from welfare.runs.tasks import tell_members
from welfare.runs.views.runs import visible_run

PERM = WelfarePermission.ISSUE_RUN


@needs(PERM)
def run_collection(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of goods and collection of a run, and change them."""
    run = visible_run(request, pk, PERM)
    form = RunCollectionForm(request.POST or None, instance=run)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            set_run_collection(run, by=request.user, **form.cleaned_data)
            wake_worker(tell_members)
            messages.success(request, _("Goods and collection are kept."))
            return redirect(run)
    context = {"form": form, "run": run, "collections": run.collections.select_related("unit")}
    return answer(request, "welfare/runs/run_collection.html", context)


@needs(PERM)
def run_collection_unit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask where members of one unit collect; `?unit=` is the key of one that has its own place."""
    run = visible_run(request, pk, PERM)
    form = UnitCollectionForm(
        request.POST or None,
        user=request.user,
        perm=PERM,
        top=run.unit,
        said=said_for(run.collections.all(), request.GET.get("unit", "")),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            set_unit_collection(run, by=request.user, **form.cleaned_data)
            wake_worker(tell_members)
            messages.success(request, _("The place of collection is kept."))
            return redirect(run)
    context = {"form": form, "about": run, "back": run.get_absolute_url()}
    return answer(request, "welfare/plans/collection_form.html", context)
