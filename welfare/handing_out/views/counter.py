"""The counter on an officer's phone: whom a number or card stands for, and that they take what is theirs."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from office import audit
from office.browser_policy import may_scan
from office.errors import NotAllowed
from office.forms import is_key
from office.once.pages import draft_owner
from office.refusals import answer, refusals_into
from welfare.choices import Form, RunState, Taker
from welfare.goods.chosen import NOTHING
from welfare.handing_out.counter import READ, Outcome, Scan, hand_out, take_scans
from welfare.handing_out.finding import Found, find, list_to_keep, mask_number, reachable, runs_to_hand_out
from welfare.handing_out.forms import CodeForm, HandOutForm
from welfare.handing_out.models import HandOut
from welfare.permissions import WelfarePermission
from welfare.runs.collection import details_for
from welfare.runs.models.runs import Run

SIGN = WelfarePermission.SIGN_GRANT
LATEST = 5
READ_RUN = ("plan", "occasion", "unit", "article")


@require_safe
@needs(SIGN)
def counters(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the runs of which the user may hand something out still."""
    return render(request, "welfare/handing_out/counters.html", {"runs": runs_to_hand_out(request.user)})


def _run(request: AuthenticatedHttpRequest, pk: int) -> Run:
    """Return an issued run of goods with a line that the user may sign for. Raises Http404 otherwise."""
    runs = Run.objects.filter(state=RunState.ISSUED).exclude(form=Form.MONEY).select_related(*READ_RUN)
    run = get_object_or_404(runs, pk=pk)
    if not reachable(request.user, run).exists():
        raise Http404
    return run


@may_scan
@require_http_methods(["GET", "POST"])
@needs(SIGN)
def run_counter(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for a number or card, show what waits for this person, and note that it was handed out."""
    run = _run(request, pk)
    asked = CodeForm(request.GET if "code" in request.GET else None)
    form = HandOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            _note(request, run, form)
            return redirect("welfare:run_counter", run.pk)
    found = _found(request, run, asked)
    own = found.own.chosen if found and found.own else NOTHING
    form.offer_sizes(own.sizes, own.size)
    context = {
        "run": run,
        "asked": asked,
        "form": form,
        "found": found,
        "masked": mask_number(found.member.employee_number or "") if found else "",
        "details": _details(run, found),
        "own": own,
        "latest": HandOut.objects.filter(run=run, by=request.user).select_related("grant__member", "leader")[:LATEST],
        "owner": draft_owner(request.user.pk),
    }
    return answer(request, "welfare/handing_out/run_counter.html", context)


def _details(run: Run, found: Found | None) -> object:
    path = found.own.grant.unit.path if found and found.own else run.unit.path
    return details_for(run, path, run.collections.select_related("unit"))


def _found(request: AuthenticatedHttpRequest, run: Run, asked: CodeForm) -> Found | None:
    if not asked.is_valid():
        return None
    with refusals_into(asked):
        return find(request.user, run, asked.cleaned_data["code"])
    return None


def _note(request: AuthenticatedHttpRequest, run: Run, form: HandOutForm) -> None:
    """Note what the form says: the person's own line, or those that a group leader takes, and tell the officer."""
    leader_pk = request.POST.get("leader", "")
    leader = User.objects.filter(pk=int(leader_pk), is_active=True).first() if is_key(leader_pk) else None
    scans = _scans(request, form, leader)
    grants = reachable(request.user, run).select_related(*READ)
    rows = {one.pk: one for one in grants.filter(pk__in=[scan.grant for scan in scans])}
    if not scans or len(rows) < len(scans):
        raise NotAllowed(_("Choose whose benefit is taken."), code="nothing_chosen")
    if leader is None:
        grant = rows[scans[0].grant]
        hand_out(grant, scans[0], by=request.user)
        messages.success(request, _("Handed out: %(who)s.") % {"who": grant.shown_name})
        return
    _tell_group(request, leader, take_scans(scans, by=request.user))


def _tell_group(request: HttpRequest, leader: User, outcomes: Sequence[Outcome]) -> None:
    given = [one for one in outcomes if one.outcome == "given"]
    told = ngettext("%(count)s benefit handed to %(who)s.", "%(count)s benefits handed to %(who)s.", len(given))
    if given:
        messages.success(request, told % {"count": len(given), "who": leader})
    for one in outcomes:
        if one.outcome != "given":
            messages.warning(request, one.told)


def _scans(request: HttpRequest, form: HandOutForm, leader: User | None) -> list[Scan]:
    """Return a scan for each line that was sent as `line`, a grant's key and its number; wrong ones are left out."""
    entered = form.cleaned_data
    if leader is not None:
        entered = {"quantity": 1, "size": "", "taker": Taker.LEADER, "leader": leader}
    found = []
    for line in request.POST.getlist("line"):
        grant, _dot, nonce = line.partition(".")
        if is_key(grant) and _is_nonce(nonce):
            # Each of a group has a size of their own.
            sized = {**entered, "size": request.POST.get(f"size_{grant}", entered["size"])[:16]}
            found.append(Scan(grant=int(grant), nonce=UUID(nonce), at=timezone.now(), **sized))
    return found if leader is not None else found[:1]


def _is_nonce(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_safe
@needs(SIGN)
def run_counter_lines(request: AuthenticatedHttpRequest, pk: int) -> JsonResponse:
    """Return what a phone keeps for the time without network; an audit event says who took how many lines along."""
    run = _run(request, pk)
    kept = list_to_keep(request.user, run)
    audit.record("hand_out.list", run, by=request.user, unit=run.unit, changes={"rows": len(kept["lines"])})
    return JsonResponse(kept)
