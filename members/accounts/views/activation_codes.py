"""Officers' pages of one-time codes: the list of members who need one, and handing them out as slips or messages."""

from collections.abc import Sequence
from typing import cast

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import access
from members.accounts import actions
from members.accounts.documents import activation_slips
from members.accounts.forms import PERM, ActivationFilter, HandOutForm
from members.accounts.models import ActivationCode, CodePurpose
from members.accounts.querysets import PROVABLE, MemberWithCode
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.querysets.members import Members
from office.documents.responses import printed
from office.errors import NotAllowed
from office.exports import Column
from office.lists import Listing, set_for_template
from office.once.answers import shown_again, while_readable
from office.refusals import refusals_into
from office.workbooks import workbook_response

REVEAL = MembersPermission.REVEAL_MEMBER
COLUMNS: tuple[Column[MemberWithCode], ...] = (
    Column(gettext_lazy("name"), 12, lambda member: member.name),
    Column(gettext_lazy("employee number"), 14, lambda member: member.employee_number),
    Column(gettext_lazy("unit"), 24, lambda member: member.unit),
    Column(gettext_lazy("phone"), 16, lambda member: member.masked_phone),
    Column(gettext_lazy("account"), 16, lambda member: member.user and member.user.username),
    Column(gettext_lazy("valid code"), 12, lambda member: _("yes") if member.has_code else _("no")),
)
MESSAGE_COLUMNS = (gettext_lazy("phone"), gettext_lazy("text"))


def _members(request: AuthenticatedHttpRequest) -> Listing[MemberWithCode]:
    form = ActivationFilter(request.GET, user=request.user)
    members = form.narrow(Member.objects.visible_to(request.user, PERM)).select_related("unit", "user")
    return Listing(
        request=request,
        name=gettext_lazy("Accounts"),
        form=form,
        rows=cast("QuerySet[Member, MemberWithCode]", members.defer("id_number", "bank_card")),
        sorts={"name": "pinyin", "employee_number": "employee_number", "unit": "unit__path", "entered": "pk"},
        default="unit",
        columns=COLUMNS,
        export_url=reverse("members:activation_export"),
        selectable=True,
        address=reverse("members:activation_list"),
    )


@needs(PERM)
def activation_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the members in reach with their accounts and last codes; without a filter those without an account."""
    return _list(request, HandOutForm())


def _list(request: AuthenticatedHttpRequest, hand_out: HandOutForm) -> HttpResponse:
    members = _members(request)
    last = ActivationCode.objects.filter(member__in=members.page.items).select_related("made_by").order_by("id")
    codes = {code.member_id: code for code in last}
    ticked = {*request.POST.getlist("members"), request.GET.get("member", "")}
    for member in members.page:
        set_for_template(member, code=codes.get(member.pk), ticked=str(member.pk) in ticked)
    return members.render(
        "members/accounts/activation_list.html",
        hand_out=hand_out,
        most=actions.AT_ONCE,
        may_message=access.holds(request.user, REVEAL),
    )


@needs(PERM)
def activation_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export what the list shows, with masked phones, and record it."""
    return _members(request).export("activation.export")


def _can_read_slips(request: HttpRequest, members: Sequence[int]) -> bool:
    """Return whether all these members are still in reach of the account, also their phones for messages."""
    in_reach = Member.objects.visible_to(request.user, PERM).filter(pk__in=members)
    if request.POST.get("how") == HandOutForm.MESSAGE:
        in_reach = in_reach.filter(access.within(request.user, REVEAL))
    return in_reach.count() == len(members)


@never_cache
@require_POST
@while_readable(_can_read_slips)
@needs(PERM)
def activation_hand_out(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """Create codes and return them: as slips to print, or as a workbook of messages to send.

    Sent again within the hour, the form gets the same codes, since new ones would void those that were printed.
    """
    form = HandOutForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            slips = _hand_out(request, form)
            by_message = form.cleaned_data["how"] == HandOutForm.MESSAGE
            page = _messages(request, slips) if by_message else _slips(request, slips)
            return shown_again(page, about=[slip.member.pk for slip in slips])
    return _list(request, form)


def _hand_out(request: AuthenticatedHttpRequest, form: HandOutForm) -> list[actions.Slip]:
    """Create codes for the members whom the form chooses.

    Raises NotAllowed as `hand_out_codes` does, and when none of them can have a code.
    """
    asked, members = form.cleaned_data, _chosen(request, form)
    if not members.filter(PROVABLE).exists():
        raise NotAllowed(_("None of these can get a code."))
    return actions.hand_out_codes(members, by=request.user, how=asked["how"], reason=asked["reason"].strip())


def _chosen(request: AuthenticatedHttpRequest, form: HandOutForm) -> Members:
    """Return the chosen members in reach; for messages only those whose phone `request.user` may read."""
    in_reach = Member.objects.visible_to(request.user, PERM)
    if form.cleaned_data["how"] == HandOutForm.MESSAGE:
        in_reach = in_reach.filter(access.within(request.user, REVEAL)).exclude(phone="")
    if form.cleaned_data["all"]:
        asked = ActivationFilter(request.GET, user=request.user)
        return asked.narrow(in_reach)
    return in_reach.filter(pk__in=form.cleaned_data["members"])


def _address(request: AuthenticatedHttpRequest) -> str:
    return request.build_absolute_uri(reverse("members:activate"))


def _slips(request: AuthenticatedHttpRequest, slips: list[actions.Slip]) -> HttpResponse:
    return printed(activation_slips(slips, _address(request)), f"{_('Slips with codes')} {timezone.localdate()}")


def _messages(request: AuthenticatedHttpRequest, slips: list[actions.Slip]) -> FileResponse:
    texts = {
        CodePurpose.ACTIVATE: _(
            "%(name)s, open your account of the union portal: go to %(address)s and enter the code %(code)s by %(day)s."
            " Show the code to nobody."
        ),
        CodePurpose.RECOVER: _(
            "%(name)s, set a new password of the union portal: go to %(address)s and enter the code %(code)s by"
            " %(day)s. Show the code to nobody."
        ),
    }
    address = _address(request)
    rows = [
        [
            slip.member.phone,
            texts[slip.purpose]
            % {
                "name": slip.member.name,
                "address": address,
                "code": slip.grouped,
                "day": timezone.localtime(slip.expires_at).date().isoformat(),
            },
        ]
        for slip in slips
    ]
    name = f"{_('Messages with codes')} {timezone.localdate().isoformat()}"
    return workbook_response(name, [[str(column) for column in MESSAGE_COLUMNS], *rows], widths=[16, 120])
