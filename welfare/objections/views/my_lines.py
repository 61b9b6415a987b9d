"""A member's pages: their line of each run, the lists that are public now, and their objections."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from office import paging
from office.forms import ButtonForm, is_key
from office.refusals import answer, refusals_into
from welfare.choices import ObjectionKind, ObjectionState, RunState
from welfare.grants.models.grants import Grant
from welfare.objections.actions import make_objection, withdraw_objection
from welfare.objections.forms import ObjectionForm
from welfare.objections.lines import Line, lines_of, may_object, own_runs
from welfare.objections.models import Objection, PublicNotice
from welfare.objections.querysets import paths_above
from welfare.runs.receipts import giving, giving_sum

LINES_SHOWN = 20
ROWS_SHOWN = 100


def my_lines(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List my line of each run of the last years, newest first, below the lists that are public now."""
    today = timezone.localdate()
    page = paging.keyset(own_runs(request.user), request.GET, order=["-on", "-pk"], size=LINES_SHOWN)
    notices = PublicNotice.objects.running(today).for_member(request.user)
    context = {
        "page": page,
        "lines": lines_of(request.user, page, today),
        "notices": notices.select_related("run__plan", "run__occasion", "unit").order_by("ends_on", "pk"),
    }
    return answer(request, "welfare/objections/my_lines.html", context)


def _own_line(user: User, pk: int) -> Line:
    run = get_object_or_404(own_runs(user), pk=pk)
    return lines_of(user, [run], timezone.localdate())[0]


def my_line(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show my line of one run: what is due, where and until when, or why nothing is, by which rule."""
    line = _own_line(request.user, pk)
    return answer(request, "welfare/objections/my_line.html", {"line": line, "may_object": may_object(line)})


def _published(request: AuthenticatedHttpRequest, pk: int) -> PublicNotice:
    """Return the running notice of a run of my units, or of one that has a line for me. Raises Http404 otherwise."""
    running = PublicNotice.objects.running(timezone.localdate()).filter(run=pk)
    notice = running.select_related("run__plan", "run__occasion", "run__unit").first()
    if notice is None:
        raise Http404
    if notice.run.unit.path not in paths_above(request.user) and not own_runs(request.user).filter(pk=pk).exists():
        raise Http404
    return notice


def public_notice(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a list that is public: names, units and amounts of my own unit or, with `?all=1`, of all; or no names."""
    notice = _published(request, pk)
    run, above = notice.run, paths_above(request.user)
    rows = run.grants.select_related("member", "unit")
    whole = request.GET.get("all") == "1" or not above
    if not whole:
        rows = rows.filter(unit__path__startswith=above[-1])
    page = paging.keyset(rows, request.GET, order=["pk"], size=ROWS_SHOWN) if notice.names_shown else None
    line = next(iter(lines_of(request.user, own_runs(request.user).filter(pk=pk), timezone.localdate())), None)
    context: dict[str, object] = {"notice": notice, "run": run, "page": page, "whole": whole, "line": line}
    context |= {"heads": giving(run), "cost": giving_sum(run)}
    return answer(request, "welfare/objections/public_notice.html", context)


@require_http_methods(["GET", "POST"])
def objection_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask what is wrong with my line of a public list, or with somebody else's (`?row=`), and take the objection."""
    notice = _published(request, pk)
    mine = notice.run.grants.filter(member__in=access.records_of(request.user)).first()
    other = _row(request, notice, mine)
    kinds = [ObjectionKind.OTHER] if other else [ObjectionKind.AMOUNT if mine else ObjectionKind.MISSING]
    form = ObjectionForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = make_objection(notice.run, by=request.user, grant=other, **form.cleaned_data)
            held = made.amount is not None
            waits = _("Your objection is noted. The row waits until it is decided.")
            messages.success(request, waits if held else _("Your objection is noted."))
            return redirect("welfare:my_objection", made.pk)
    context = {"form": form, "notice": notice, "run": notice.run, "mine": mine, "other": other}
    return answer(request, "welfare/objections/objection_new.html", context)


def _row(request: AuthenticatedHttpRequest, notice: PublicNotice, mine: Grant | None) -> Grant | None:
    """Return the row that `?row=` names. Raises Http404 for one that isn't public, or is my own."""
    asked = request.GET.get("row", "")
    if not asked:
        return None
    if not notice.names_shown or not is_key(asked):
        raise Http404
    row = get_object_or_404(notice.run.grants.select_related("member", "unit"), pk=asked)
    if mine is not None and row.pk == mine.pk:
        raise Http404
    return row


def my_objection(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one of my objections: what I wrote, until when it is decided, and the decision."""
    return _objection_page(request, _own_objection(request, pk))


def _own_objection(request: AuthenticatedHttpRequest, pk: int) -> Objection:
    rows = Objection.objects.own(request.user).select_related("run__plan", "run__occasion", "run__unit", "about__unit")
    return get_object_or_404(rows, pk=pk)


def _objection_page(request: AuthenticatedHttpRequest, objection: Objection, **forms: ButtonForm) -> HttpResponse:
    context = {
        "objection": objection,
        "may_withdraw": objection.state == ObjectionState.OPEN,
        "about_other": objection.kind == ObjectionKind.OTHER,
        "issued": objection.run.state != RunState.IN_NOTICE,
        **forms,
    }
    address = reverse("welfare:my_objection", args=[objection.pk])
    return answer(request, "welfare/objections/my_objection.html", context, address=address)


@require_POST
def my_objection_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take one of my objections back before it is decided."""
    objection, button = _own_objection(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        withdraw_objection(objection, by=request.user)
        messages.success(request, _("Your objection is taken back."))
        return redirect("welfare:my_objection", objection.pk)
    return _objection_page(request, objection, button=button)
