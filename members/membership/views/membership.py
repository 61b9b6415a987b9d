"""Changes of one membership: those that the member's page offers, and a form for each kind."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from members.membership.actions import membership, transfers
from members.membership.forms import ChangeForm, ReturnForm, TransferForm, TransferOutForm
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import RIGHTS, ChangeKind, ChangeState, kinds_from
from members.permissions import MembersPermission
from members.register.actions.entry_lock import write_refusal
from members.register.models.member import Member
from office.refusals import answer, refusals_into
from office.types import Message

BUTTONS = {
    ChangeKind.ADMIT: (_("Admit"), "check"),
    ChangeKind.REFUSE: (_("Refuse admission"), "x"),
    ChangeKind.TRANSFER: (_("Transfer to another unit"), "arrow-forward-up"),
    ChangeKind.TRANSFER_OUT: (_("Transfer to another union"), "logout"),
    ChangeKind.RETAIN: (_("Retain membership"), "bookmark"),
    ChangeKind.RETURN: (_("Take back into the union"), "arrow-back-up"),
    ChangeKind.WITHDRAW: (pgettext_lazy("membership change", "Withdraw"), "user-minus"),
    ChangeKind.EXPEL: (_("Expel"), "user-off"),
}
FORMS: dict[ChangeKind, type[ChangeForm]] = {
    ChangeKind.TRANSFER: TransferForm,
    ChangeKind.TRANSFER_OUT: TransferOutForm,
    ChangeKind.RETURN: ReturnForm,
}


def changes_of(member: Member, user: User) -> dict[str, object]:
    """Return the context of `_membership_changes.html`: a member's open change, and the kinds that `user` may begin."""
    kinds = [] if write_refusal(member, user) else kinds_from(member.state)
    under_way = member.changes.open().select_related("from_unit", "to_unit").first()
    return {
        "under_way": under_way,
        "next_step": next_step(under_way) if under_way else "",
        "changes": [
            {"kind": kind, "label": label, "icon": icon, "url": f"members:member_{kind}"}
            for kind, (label, icon) in BUTTONS.items()
            if kind in kinds and access.can(user, RIGHTS[kind], member.unit)
        ],
    }


def next_step(change: MembershipChange) -> Message:
    """Return what has to happen next, and in which unit; "" for a change that has ended."""
    match change.state:
        case ChangeState.ASKED:
            return _("%(unit)s releases or refuses") % {"unit": change.from_unit}
        case ChangeState.RELEASED:
            return _("%(unit)s accepts or refuses") % {"unit": change.to_unit}
        case ChangeState.AGREED:
            return _("takes effect on %(day)s") % {"day": change.effective_on.isoformat()}
    return ""


def membership_change(request: AuthenticatedHttpRequest, pk: int, kind: ChangeKind) -> HttpResponse:
    """Show the form of one kind of change, and begin the change; 403 for who has its permission in no unit."""
    if not access.holds(request.user, RIGHTS[kind]):
        raise PermissionDenied
    members = Member.objects.visible_to(request.user, RIGHTS[kind]).select_related("unit")
    member = get_object_or_404(members, pk=pk)
    form = FORMS.get(kind, ChangeForm)(request.POST or None, user=request.user, unit=member.unit)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            change = _begin(member, kind, form, request.user)
            messages.success(request, _message(change))
            return redirect(_next_address(change, request.user))
    context = {
        "member": member,
        "form": form,
        "heading": BUTTONS[kind][0],
        "back": member.get_absolute_url(),
        "ends": kind in (ChangeKind.WITHDRAW, ChangeKind.EXPEL),
    }
    return answer(request, "members/membership/change_form.html", context)


def _begin(member: Member, kind: ChangeKind, form: forms.Form, by: User) -> MembershipChange:
    entered = {name: form.cleaned_data[name] for name in ("on", "code", "reason")}
    if kind == ChangeKind.TRANSFER:
        also_accept = form.cleaned_data["also_accept"]
        return transfers.release_member(member, form.cleaned_data["unit"], by=by, also_accept=also_accept, **entered)
    if kind == ChangeKind.TRANSFER_OUT:
        return transfers.send_out(member, form.cleaned_data["outside"], by=by, **entered)
    return membership.change_membership(member, kind, by=by, to_unit=form.cleaned_data.get("unit"), **entered)


def _next_address(change: MembershipChange, user: User) -> str:
    """Return the address of the member's page, or that of the change when the member has moved out of reach."""
    in_reach = Member.objects.visible_to(user, MembersPermission.VIEW_MEMBER).filter(pk=change.member_id).exists()
    return change.member.get_absolute_url() if in_reach else change.get_absolute_url()


def _message(change: MembershipChange) -> Message:
    if change.state == ChangeState.DONE:
        return _("The membership has been changed.")
    if change.effective_on > timezone.localdate() and change.state == ChangeState.AGREED:
        return _("Kept: the portal carries it out on its day.")
    return _("The other unit has been told; its word is missing now.")
