"""Officers' pages of applications for membership: the list, one application with its checks, admitting, returning."""

from typing import cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.choices import IdKind
from members.joining import actions
from members.joining.forms.applications import ADMIT, AdmitForm, ApplicationFilter, ReturnForm
from members.joining.models import Application
from members.joining.querysets import CheckedApplication
from members.joining.rules import ApplicationState
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.rules import identity
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import Message

VIEW = MembersPermission.VIEW_APPLICATION


def _check(application: CheckedApplication) -> str:
    """Return in a few words whether somebody else has the number of a waiting application; "" for a decided one."""
    if application.state != ApplicationState.SUBMITTED:
        return ""
    findings = [str(_("in the register already"))] if application.known else []
    return ", ".join([*findings, *([str(_("applied twice"))] if application.double else [])])


COLUMNS: tuple[Column[CheckedApplication], ...] = (
    Column(_("Name"), 12, lambda row: row.name),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Certificate number"), 22, lambda row: row.masked_id_number),
    Column(_("Phone"), 16, lambda row: row.masked_phone),
    Column(_("Form of employment"), 14, lambda row: row.get_employment_form_display()),
    Column(_("Post category"), 12, lambda row: row.get_post_category_display()),
    Column(_("Employee number"), 14, lambda row: row.employee_number),
    Column(_("Sent"), 20, lambda row: row.sent_at),
    Column(_("Check"), 24, _check),
    Column(_("State"), 12, lambda row: row.get_state_display()),
    Column(_("Answer"), 30, lambda row: row.answer),
)


def _applications(request: AuthenticatedHttpRequest) -> Listing[CheckedApplication]:
    form = ApplicationFilter(request.GET, user=request.user, perm=VIEW)
    applications = form.narrow(Application.objects.visible_to(request.user, VIEW)).checked().select_related("unit")
    return Listing(
        request=request,
        name=_("Applications"),
        form=form,
        rows=cast("QuerySet[Application, CheckedApplication]", applications),
        sorts={"sent": "pk", "name": "name", "unit": "unit__path", "state": "state"},
        default="sent",
        columns=COLUMNS,
        export_url=reverse("members:application_export"),
        reset=_("Open ones"),
    )


@needs(VIEW)
def application_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the applications, the oldest first; without a filter those that wait."""
    applications = _applications(request)
    for row in applications.page:
        set_for_template(row, check_said=_check(row))
    return applications.render("members/joining/application_list.html")


@needs(VIEW)
def application_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered applications, with masked numbers, and record it."""
    return _applications(request).export("application.export")


@needs(VIEW)
def application_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one application with its checks, and the forms to decide on it or the decision."""
    return _page(request, pk)


def _application(request: AuthenticatedHttpRequest, pk: int, perm: str) -> Application:
    rows = Application.objects.visible_to(request.user, perm).select_related("unit", "decided_by", "member__unit")
    return get_object_or_404(rows, pk=pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    application = _application(request, pk, VIEW)
    may_decide = access.can(request.user, ADMIT, application.unit)
    may_read = access.can(request.user, MembersPermission.REVEAL_MEMBER, application.unit)
    context = {
        "application": application,
        "checks": _checks(request, application),
        "id_number": application.id_number_to_compare if may_read else application.masked_id_number,
        "may_decide": may_decide and application.state == ApplicationState.SUBMITTED,
        "admit_form": AdmitForm(user=request.user, application=application, auto_id="admit_%s"),
        "return_form": ReturnForm(auto_id="return_%s"),
        "may_see_member": application.member
        and access.can(request.user, MembersPermission.VIEW_MEMBER, application.member.unit),
        **forms,
    }
    return answer(request, "members/joining/application_detail.html", context, address=application.get_absolute_url())


def _checks(request: AuthenticatedHttpRequest, application: Application) -> list[tuple[Message, Message, str]]:
    """Return the checks of an application: label, result, tone of its badge.

    A member with the same number is described by the state only, wherever they are; others are named within reach only.
    """
    number = application.id_number.reveal()
    carded = application.id_kind == IdKind.IDENTITY_CARD
    valid = identity.is_identity_number(number) if carded else None
    validity = {
        True: (_("valid"), "success"),
        False: (_("check digit wrong"), "danger"),
        None: (_("to be seen"), "info"),
    }
    known = Member.objects.filter(id_hash=application.id_hash).first()
    duplicates = Application.objects.waiting().filter(id_hash=application.id_hash).exclude(pk=application.pk).count()
    alike = Member.objects.visible_to(request.user, MembersPermission.VIEW_MEMBER).filter(
        Q(phone=application.phone)
        | (Q(name=application.name, birth_date=identity.birth_date_of(number)) if valid else Q(pk__in=[]))
    )
    in_register: tuple[Message, str]
    if known is None:
        in_register = (_("not known"), "success")
    elif known.name != application.name:
        in_register = (_("known under another name"), "danger")
    else:
        in_register = (_("known: %(state)s") % {"state": known.get_state_display()}, "warning")
    return [
        (_("Certificate number"), *validity[valid]),
        (_("Number in the register"), *in_register),
        (
            _("Other open applications with this number"),
            duplicates or _("none"),
            "warning" if duplicates else "success",
        ),
        (
            _("Members with the same phone, or name and birth date"),
            ", ".join(member.name for member in alike.exclude(id_hash=application.id_hash)[:5]) or _("none"),
            "info",
        ),
    ]


@require_POST
@needs(ADMIT)
def application_admit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Admit the applicant, as a new member or one whom the register knows."""
    application = _application(request, pk, ADMIT)
    form = AdmitForm(request.POST, user=request.user, application=application, auto_id="admit_%s")
    if form.is_valid():
        with refusals_into(form):
            member = actions.admit_application(application, by=request.user, **form.cleaned_data)
            messages.success(request, _("%(name)s has been admitted.") % {"name": member.name})
            return redirect(application)
    return _page(request, pk, admit_form=form)


@require_POST
@needs(ADMIT)
def application_return(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the application with a reason for the applicant."""
    application = _application(request, pk, ADMIT)
    form = ReturnForm(request.POST, auto_id="return_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.return_application(application, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Returned; the applicant reads why."))
            return redirect(application)
    return _page(request, pk, return_form=form)
