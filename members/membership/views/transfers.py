"""Officers' pages of transfers and planned changes: the list, one change, the answers of both units, the letter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.membership.actions import membership, transfers
from members.membership.documents import NAME, issue_letter
from members.membership.forms import AnswerForm, AskForMemberForm, TransferFilter
from members.membership.models.changes import MembershipChange
from members.membership.querysets.changes import MembershipChanges, waits_for
from members.membership.rules.changes import OPEN, RIGHTS, TRANSFER, WAITING, ChangeState
from members.membership.views.membership import next_step
from members.permissions import MembersPermission
from members.units.forms import SUGGESTED
from members.units.models.units import Unit
from office.documents.actions import file_of
from office.documents.models import IssuedDocument
from office.documents.responses import issued
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into

VIEW = MembersPermission.VIEW_MEMBERSHIPCHANGE
COLUMNS: tuple[Column[MembershipChange], ...] = (
    Column(_("Name"), 12, lambda change: change.member.name),
    Column(_("Employee number"), 14, lambda change: change.member.employee_number),
    Column(_("Change of membership"), 20, lambda change: change.get_kind_display()),
    Column(_("Old unit"), 24, lambda change: change.from_unit),
    Column(_("New unit"), 24, lambda change: change.goes_to),
    Column(_("Takes effect on"), 14, lambda change: change.effective_on),
    Column(_("State"), 16, lambda change: change.get_state_display()),
    Column(_("Reason"), 30, lambda change: change.reason),
    Column(_("Answer"), 30, lambda change: change.answer_text),
)


def _changes(request: AuthenticatedHttpRequest) -> Listing[MembershipChange]:
    form = TransferFilter(request.GET, user=request.user, perm=VIEW)
    waits = ExpressionWrapper(Q(waits_for(request.user)), output_field=BooleanField())
    changes = form.narrow(MembershipChange.objects.visible_to(request.user, VIEW)).annotate(waits=waits)
    return Listing(
        request=request,
        name=_("Transfers"),
        form=form,
        rows=changes.select_related("member", "from_unit", "to_unit"),
        sorts={
            "waiting": "waits",
            "day": "effective_on",
            "name": "member__pinyin",
            "from": "from_unit__path",
            "to": "to_unit__path",
            "state": "state",
        },
        default="-waiting",
        columns=COLUMNS,
        export_url=reverse("members:transfer_export"),
        reset=_("Show the open ones"),
    )


@needs(VIEW)
def transfer_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the changes of the units in reach, by default the open ones, and those that wait for this officer first."""
    may_ask = access.holds(request.user, TRANSFER)
    return _changes(request).render("members/membership/transfer_list.html", may_ask=may_ask)


@needs(VIEW)
def transfer_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered changes, and record it."""
    return _changes(request).export("transfer.export")


def _change_or_404(request: AuthenticatedHttpRequest, pk: int) -> MembershipChange:
    changes = MembershipChange.objects.visible_to(request.user, VIEW)
    return get_object_or_404(
        changes.select_related(
            "member__unit", "from_unit", "to_unit", "begun_by", "released_by", "accepted_by", "ended_by"
        ),
        pk=pk,
    )


@needs(VIEW)
def transfer_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one change, what has to happen next, and the forms for what this officer may do."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    change = _change_or_404(request, pk)
    user, this = request.user, MembershipChange.objects.filter(pk=pk)
    context = {
        "change": change,
        "next_step": next_step(change),
        "may_see_member": access.can(user, MembersPermission.VIEW_MEMBER, change.member.unit),
        "may_answer": this.waiting_for(user).exists(),
        "may_take_back": this.to_take_back(user).exists(),
        "refuse_form": AnswerForm(auto_id="refuse_%s"),
        "take_back_form": AnswerForm(auto_id="take_back_%s"),
        **forms,
    }
    return answer(request, "members/membership/transfer_detail.html", context, address=change.get_absolute_url())


def _change_to_act_on(
    request: AuthenticatedHttpRequest, pk: int, allowed: MembershipChanges, states: tuple[ChangeState, ...]
) -> MembershipChange:
    """Return the change if it is one of `allowed`, or has left `states`: then the act itself says that it was too late.

    Raises Http404 for a change in one of `states` that is none of `allowed`. No change comes back to these states.
    """
    # Before the change is read, so that who is overtaken between the two queries gets that answer too.
    is_allowed = allowed.filter(pk=pk).exists()
    change = _change_or_404(request, pk)
    if change.state in states and not is_allowed:
        raise Http404
    return change


def _change_to_answer(request: AuthenticatedHttpRequest, pk: int) -> MembershipChange:
    return _change_to_act_on(request, pk, MembershipChange.objects.waiting_for(request.user), WAITING)


@require_POST
@needs(TRANSFER)
def transfer_agree(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Agree to a transfer: release a member asked for, or accept a released one."""
    change, button = _change_to_answer(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        change = transfers.agree_transfer(change, by=request.user)
        done = change.state == ChangeState.DONE
        messages.success(request, _("The member has moved.") if done else _("Agreed: it takes effect on its day."))
        return redirect(change)
    return _page(request, pk, button=button)


@require_POST
@needs(TRANSFER)
def transfer_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Refuse a transfer that waits for this officer's unit, for a reason."""
    change, form = _change_to_answer(request, pk), AnswerForm(request.POST, auto_id="refuse_%s")
    if form.is_valid():
        with refusals_into(form):
            transfers.refuse_transfer(change, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Refused; the other unit has been told."))
            return redirect(change)
    return _page(request, pk, refuse_form=form)


@require_POST
def transfer_take_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Cancel an open change, for a reason; 403 for who has none of the permissions in RIGHTS."""
    if not any(access.holds(request.user, right) for right in set(RIGHTS.values())):
        raise PermissionDenied
    change = _change_to_act_on(request, pk, MembershipChange.objects.to_take_back(request.user), OPEN)
    form = AnswerForm(request.POST, auto_id="take_back_%s")
    if form.is_valid():
        with refusals_into(form):
            membership.take_back(change, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Taken back; the membership stays as it is."))
            return redirect(change)
    return _page(request, pk, take_back_form=form)


@needs(TRANSFER)
def transfer_ask(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form to ask another unit for a member, and ask."""
    unit = access.units(request.user, TRANSFER).order_by("path")[0]
    form = AskForMemberForm(request.POST or None, user=request.user, unit=unit)
    if request.method == "POST" and form.is_valid():
        entered = {name: form.cleaned_data[name] for name in ("on", "code", "reason")}
        with refusals_into(form):
            change = transfers.ask_for_member(
                form.cleaned_data["member"], form.cleaned_data["unit"], by=request.user, **entered
            )
            messages.success(request, _("The other unit has been told; its word is missing now."))
            return redirect(change)
    context = {"form": form, "heading": _("Ask for a member of another unit")}
    return answer(request, "members/membership/change_form.html", context)


@needs(VIEW)
def transfer_letter(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the letter of introduction (会员组织关系介绍信) of an agreed transfer as PDF; redirect for others.

    The first time that somebody who may transfer members in one of both units asks for it, it is issued, with a number.
    """
    change = _change_or_404(request, pk)
    agreed = change.is_transfer and change.state in (ChangeState.AGREED, ChangeState.DONE)
    if not agreed:
        return redirect(change)
    document = IssuedDocument.objects.about(change).valid().filter(kind=NAME).select_related("unit").first()
    if document is None:
        units = (change.from_unit, change.to_unit)
        if not any(unit and access.can(request.user, TRANSFER, unit) for unit in units):
            messages.info(request, _("The letter is not issued yet: whoever may transfer members issues it."))
            return redirect(change)
        document = issue_letter(change, by=request.user, address=request.build_absolute_uri)
    return issued(document, file_of(document))


@needs(TRANSFER)
def transfer_units(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Suggest up to SUGGESTED open units of the unions in which this officer may transfer, by name or code."""
    text = request.GET.get("unit", "").replace("\0", "").strip()
    mine = access.units(request.user, TRANSFER).filter(path__startswith=OuterRef("path"))
    of_union = Q(pk__in=[])
    for root in Unit.objects.filter(Exists(mine), depth=1):
        of_union |= Q(path__startswith=root.path)
    found = Unit.objects.open().filter(of_union).named(text)
    options = [(unit.code, unit) for unit in found.order_by("depth", "path")[:SUGGESTED]]
    return render(request, "members/units/_unit_options.html", {"options": options})
