"""The officers' pages of erasures: list, carry out or refuse, place and lift legal holds."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.own_data.actions import erasures as actions
from members.own_data.actions import holds, retention
from members.own_data.forms.erasures import EraseForm, ErasureFilter, HoldForm, RefuseForm
from members.own_data.models.retention import Erasure
from members.permissions import MembersPermission
from office.exports import Column
from office.forms import ButtonForm
from office.held_about_me import reasons_to_keep
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into

VIEW, DECIDE = MembersPermission.VIEW_ERASURE, MembersPermission.DECIDE_ERASURE
COLUMNS: tuple[Column[Erasure], ...] = (
    Column(_("Member"), 12, lambda erasure: erasure.member.name),
    Column(_("Unit"), 24, lambda erasure: erasure.member.unit),
    Column(_("membership"), 16, lambda erasure: erasure.member.get_state_display()),
    Column(_("cause"), 20, lambda erasure: erasure.get_cause_display()),
    Column(_("not before"), 12, lambda erasure: erasure.not_before),
    Column(_("State"), 16, lambda erasure: erasure.get_state_display()),
    Column(_("decided by"), 12, lambda erasure: erasure.decided_by),
    Column(_("answer"), 40, lambda erasure: erasure.answer),
)


def _erasures(request: AuthenticatedHttpRequest) -> Listing[Erasure]:
    form = ErasureFilter(request.GET)
    rows = Erasure.objects.visible_to(request.user, VIEW).select_related("member__unit", "decided_by")
    asked = form.cleaned_data if form.is_valid() else {}
    return Listing(
        request=request,
        name=_("Erasures"),
        form=form,
        rows=rows.filter(**{name: value for name, value in asked.items() if value}),
        sorts={"asked": "pk", "from": "not_before", "member": "member__pinyin", "state": "state"},
        default="-asked",
        columns=COLUMNS,
        export_url=reverse("members:erasure_export"),
    )


@needs(VIEW)
def erasure_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the erasures of the user's units, those that wait with the reasons why they can't be carried out yet."""
    erasures = _erasures(request)
    reasons = reasons_to_keep([row.member_id for row in erasures.page if row.is_waiting])
    for row in erasures.page:
        set_for_template(row, kept_by=reasons.get(row.member_id, []))
    return erasures.render("members/own_data/erasure_list.html")


@needs(VIEW)
def erasure_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook; an audit event says so."""
    return _erasures(request).export("erasure.export")


@needs(VIEW)
@require_GET
def erasure_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show an erasure: until when the rule keeps the entry, what else does, and the possible decisions."""
    return _page(request, pk)


@require_POST
@needs(DECIDE)
def erasure_carry_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Erase the person, once the officer has typed the name."""
    erasure = _erasure(request, pk)
    form = EraseForm(request.POST, member=erasure.member, auto_id="erase_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.carry_out_erasure(erasure, by=request.user)
            messages.success(request, _("Erased. Only unit, state and days are left, for statistics."))
            return redirect(erasure)
    return _page(request, pk, erase_form=form)


@require_POST
@needs(DECIDE)
def erasure_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Refuse the erasure, with a reason and perhaps a day."""
    erasure, form = _erasure(request, pk), RefuseForm(request.POST, auto_id="refuse_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.refuse_erasure(erasure, by=request.user, **form.cleaned_data)
            messages.success(request, _("The entry is kept; whoever asked has been told why."))
            return redirect(erasure)
    return _page(request, pk, refuse_form=form)


@require_POST
@needs(DECIDE)
def hold_place(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Place a legal hold on the member's entry."""
    erasure, form = _erasure(request, pk), HoldForm(request.POST, auto_id="hold_%s")
    if form.is_valid():
        with refusals_into(form):
            holds.place_hold(erasure.member, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The hold is in force."))
            return redirect(erasure)
    return _page(request, pk, hold_form=form)


@require_POST
@needs(DECIDE)
def hold_lift(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Lift the legal hold on the member's entry."""
    erasure, button = _erasure(request, pk), ButtonForm(request.POST)
    hold = get_object_or_404(erasure.member.holds.in_force())
    with refusals_into(button):
        holds.lift_hold(hold, by=request.user)
        messages.success(request, _("The hold has been lifted."))
        return redirect(erasure)
    return _page(request, pk, button=button)


def _erasure(request: AuthenticatedHttpRequest, pk: int, perm: str = DECIDE) -> Erasure:
    rows = Erasure.objects.visible_to(request.user, perm).select_related("member__unit", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of an erasure; `forms` takes the place of those of its forms that were sent."""
    erasure = _erasure(request, pk, VIEW)
    member = erasure.member
    context = {
        "erasure": erasure,
        "rule_until": retention.kept_until(member),
        "reasons": actions.reasons_against(erasure, timezone.localdate()) if erasure.is_waiting else [],
        "hold": member.holds.in_force().select_related("placed_by").first(),
        "is_own": member.user_id == request.user.pk,
        "may_decide": access.can(request.user, DECIDE, member.unit),
        "may_see_member": access.can(request.user, MembersPermission.VIEW_MEMBER, member.unit),
        "erase_form": EraseForm(member=member, auto_id="erase_%s"),
        "refuse_form": RefuseForm(auto_id="refuse_%s"),
        "hold_form": HoldForm(auto_id="hold_%s"),
        **forms,
    }
    return answer(request, "members/own_data/erasure_detail.html", context, address=erasure.get_absolute_url())
