"""Pages of referrals: the department's list and reply, the slip to print, the desk's acts."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from consultation.choices import ReferralState
from consultation.deadlines.views import days_page
from consultation.permissions import ConsultationPermission
from consultation.referrals import actions
from consultation.referrals.documents import referral_slip_of
from consultation.referrals.forms import ReferralFilter, ReplyForm
from consultation.referrals.models import Referral
from consultation.referrals.querysets import Referrals
from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.documents.responses import printed
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message

REPLY, VIEW, REFER = (
    ConsultationPermission.REPLY_REFERRAL,
    ConsultationPermission.VIEW_QUESTION,
    ConsultationPermission.REFER_QUESTION,
)
URGE = ConsultationPermission.URGE_QUESTION
COLUMNS: tuple[Column[Referral], ...] = (
    Column(_("Number"), 18, lambda referral: referral.number),
    Column(_("What the department is asked"), 60, lambda referral: referral.text),
    Column(_("Department"), 24, lambda referral: referral.unit),
    Column(_("Sent"), 12, lambda referral: timezone.localdate(referral.sent_at)),
    Column(_("Due"), 18, lambda referral: referral.due_text),
    Column(_("State"), 12, lambda referral: referral.get_state_display()),
)


def _referrals(request: AuthenticatedHttpRequest) -> Listing[Referral]:
    reach = _in_reach(request, REPLY, VIEW)
    form = ReferralFilter(request.GET, user=request.user, referrals=reach)
    found = form.narrow(reach)
    return Listing(
        request=request,
        name=_("Referrals"),
        form=form,
        rows=found.with_due().select_related("unit", "question"),
        sorts={"number": "pk"},
        default="-number",
        sorts_if_few={"unit": "unit__path", "due": "due_on", "state": "state"},
        columns=COLUMNS,
        export_url=reverse("consultation:referral_export"),
        reset=_("Open ones"),
    )


@require_GET
@needs(REPLY, VIEW)
def referral_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the referrals to the departments of this liaison, and those of the questions that this officer may see."""
    return _referrals(request).render(
        "consultation/referrals/referral_list.html",
        today=timezone.localdate(),
        sees_questions=access.holds(request.user, VIEW),
    )


@require_GET
@needs(REPLY, VIEW)
def referral_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _referrals(request).export("referral.export")


def _in_reach(request: AuthenticatedHttpRequest, *perms: str) -> Referrals:
    """Return the referrals that the user may see by one of `perms`."""
    rows = Referral.objects.none()
    for perm in perms:
        rows = rows | Referral.objects.visible_to(request.user, perm)
    return rows


def _referral(request: AuthenticatedHttpRequest, pk: int, *perms: str) -> Referral:
    """Return a referral that the user may see by one of `perms`. Raises Http404 otherwise.

    REPLY is required in the department, any other permission in the unit of the question.
    """
    rows = _in_reach(request, *perms)
    return get_object_or_404(rows.with_due().select_related("unit", "sent_by", "replied_by", "question__unit"), pk=pk)


def _page(request: AuthenticatedHttpRequest, referral: Referral, **forms: ButtonForm | ReplyForm) -> HttpResponse:
    waits = referral.state == ReferralState.SENT
    context = {
        "referral": referral,
        "form": ReplyForm(),
        "may_reply": waits and access.can(request.user, REPLY, referral.unit),
        "may_open_question": access.can(request.user, VIEW, referral.question.unit),
        "may_urge": waits and access.can(request.user, URGE, referral.question.unit),
        "may_withdraw": waits and access.can(request.user, REFER, referral.question.unit),
        "today": timezone.localdate(),
        **forms,
    }
    return answer(request, "consultation/referrals/referral_detail.html", context, address=referral.get_absolute_url())


@require_GET
def referral_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _page(request, _referral(request, pk, REPLY, VIEW))


@require_GET
def referral_slip(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the slip as PDF, to print: 职工诉求办理通知单."""
    slip = referral_slip_of(_referral(request, pk, REPLY, VIEW))
    return printed(slip, str(slip.title))


@require_GET
def referral_days(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how the deadline of a referral is counted, day by day."""
    referral = _referral(request, pk, REPLY, VIEW)
    return days_page(request, referral.clocks.all(), number=referral.number, back=referral.get_absolute_url())


@require_POST
def referral_reply(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Store the department's reply."""
    referral = _referral(request, pk, REPLY)
    form = ReplyForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.reply_referral(referral, form.cleaned_data["text"], by=request.user)
            messages.success(request, _("The reply has gone to the counsellor."))
            return redirect(referral)
    return _page(request, _referral(request, pk, REPLY), form=form)


def _act_of_desk(
    request: AuthenticatedHttpRequest, pk: int, perm: str, action: Callable[..., Referral], done: Message
) -> HttpResponse:
    """Call `action` with a referral, show the message `done` and redirect to its question.

    A refusal returns the referral's page.
    """
    referral, button = _referral(request, pk, perm), ButtonForm(request.POST)
    with refusals_into(button):
        action(referral, by=request.user)
        messages.success(request, str(done))
        return redirect(referral.question)
    return _page(request, _referral(request, pk, REPLY, VIEW), button=button)


@require_POST
def referral_urge(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Remind the department, as the desk."""
    return _act_of_desk(request, pk, URGE, actions.urge_referral, _("The department has been reminded."))


@require_POST
def referral_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Withdraw the referral, as the desk."""
    return _act_of_desk(request, pk, REFER, actions.withdraw_referral, _("The slip has been withdrawn."))
