"""The officers' pages: publish a list, print its notice, see objections and decide them."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Subquery
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office import audit
from office.documents.responses import printed
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message
from office.wake import wake_worker
from welfare.choices import ObjectionState
from welfare.objections import actions
from welfare.objections.documents import NOTICE, notice_document
from welfare.objections.forms import ObjectionFilter, RejectForm, UpholdForm
from welfare.objections.models import Objection, PublicNotice
from welfare.permissions import WelfarePermission
from welfare.runs.tasks import tell_members
from welfare.runs.views.runs import run_page, visible_run

VIEW, DECIDE = WelfarePermission.VIEW_OBJECTION, WelfarePermission.DECIDE_OBJECTION
# Longer lists are printed unit by unit.
PRINTED = 2000
COLUMNS: tuple[Column[Objection], ...] = (
    Column(_("Run"), 32, lambda one: one.run),
    Column(_("Unit"), 24, lambda one: one.unit),
    Column(_("Kind"), 24, lambda one: one.get_kind_display()),
    Column(_("State"), 12, lambda one: one.get_state_display()),
    Column(_("Made"), 20, lambda one: one.made_at),
    Column(_("To be decided until"), 12, lambda one: one.due_on),
    Column(_("Decided"), 20, lambda one: one.decided_at),
    Column(_("Decided by"), 12, lambda one: one.decided_by),
)


@require_POST
@needs(WelfarePermission.ISSUE_RUN)
def run_publish(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Make an approved list public."""
    run, button = visible_run(request, pk, WelfarePermission.ISSUE_RUN), ButtonForm(request.POST)
    with refusals_into(button):
        notice = actions.publish_run(run, by=request.user)
        told = _("The list is public until %(day)s; members see it under “My benefits”.")
        messages.success(request, told % {"day": notice.ends_on.isoformat()})
        wake_worker(tell_members)
        return redirect(run)
    return run_page(request, run.pk, button=button)


@needs(WelfarePermission.VIEW_RUN)
def run_notice_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the public notice as PDF for the board; `?unit=` prints one unit's rows. Redirects where there is none."""
    run = visible_run(request, pk)
    notice = PublicNotice.objects.filter(run=run).select_related("run__plan", "run__occasion", "run__unit").first()
    if notice is None:
        return redirect(run)
    rows = run.grants.shown_to(request.user).select_related("member", "unit").order_by("unit__path", "pk")
    if code := request.GET.get("unit", "").replace("\0", ""):
        within = access.units(request.user, WelfarePermission.VIEW_RUN).filter(code__iexact=code).values("path")[:1]
        rows = rows.filter(unit__path__startswith=Subquery(within))
    if notice.names_shown and len(found := rows[: PRINTED + 1]) > PRINTED:
        told = _("This list has more than %(count)s rows: print it unit by unit.")
        messages.warning(request, told % {"count": PRINTED})
        return redirect(run)
    content = notice_document(notice, found if notice.names_shown else rows.none())
    audit.record("run.print_notice", run, by=request.user, unit=run.unit, changes={"kind": NOTICE})
    return printed(content, f"{content.title}")


def _objections(request: AuthenticatedHttpRequest) -> Listing[Objection]:
    form = ObjectionFilter(request.GET, user=request.user)
    rows = form.narrow(Objection.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Objections"),
        form=form,
        rows=rows.select_related("run__plan", "run__occasion", "unit", "decided_by"),
        sorts={"made": "pk"},
        sorts_if_few={"due": "due_on", "state": "state", "unit": "unit__path"},
        default="-made",
        columns=COLUMNS,
        export_url=reverse("welfare:objection_export"),
    )


@needs(VIEW)
def objection_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the objections to lists of the units in reach, newest first."""
    today = timezone.localdate()
    return _objections(request).render("welfare/objections/objection_list.html", today=today)


@needs(VIEW)
def objection_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list, without names and words of objectors; an audit event says so."""
    return _objections(request).export("objection.export")


def _objection(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> Objection:
    rows = Objection.objects.visible_to(request.user, perm)
    read = ("run__plan", "run__occasion", "run__unit", "unit", "by", "about__unit", "decided_by", "notice")
    return get_object_or_404(rows.select_related(*read), pk=pk)


@needs(VIEW)
def objection_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one objection: what it is about, what was written, until when it is decided, and the decision."""
    objection = _objection(request, pk)
    is_open = objection.state == ObjectionState.OPEN
    holds = access.can(request.user, DECIDE, objection.unit)
    may_decide = is_open and holds and actions.may_decide(objection, request.user)
    context = {
        "objection": objection,
        "overdue": is_open and objection.due_on < timezone.localdate(),
        "may_decide": may_decide,
        "is_maker": is_open and holds and not may_decide,
        "deciders": actions.deciders_of(objection) if is_open else [],
        # As the form promises the objector: those who decide, and who review the funds.
        "reads_words": actions.may_decide(objection, request.user),
    }
    return answer(request, "welfare/objections/objection_detail.html", context)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
def objection_uphold(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask what is due instead and why, then uphold the objection."""
    form = UpholdForm(request.POST or None)
    objection = _objection(request, pk, DECIDE)
    told = _("The objection is upheld: its row has left the list.")
    if objection.amount is None:
        told = _("The objection is upheld: a follow-up run gives what is due.")
    return _decide(request, objection, form, actions.uphold_objection, _("Uphold"), told)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
def objection_reject(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask why, then reject the objection."""
    form = RejectForm(request.POST or None)
    told = _("The objection is rejected: its row is given like the rest.")
    return _decide(request, _objection(request, pk, DECIDE), form, actions.reject_objection, _("Reject"), told)


def _decide(
    request: AuthenticatedHttpRequest,
    objection: Objection,
    form: BaseForm,
    act: Callable[..., Objection],
    heading: Message,
    told: Message,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act(objection, by=request.user, **form.cleaned_data)
            messages.success(request, told)
            return redirect(objection)
    context = {"form": form, "objection": objection, "heading": heading, "ends": isinstance(form, UpholdForm)}
    return answer(request, "welfare/objections/objection_decide.html", context)
