"""A worker's pages of their own entry: correct a field, or ask an officer to."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from members.authority.guards import AuthenticatedHttpRequest
from members.consents.checks import allows
from members.own_data.actions import change_requests as actions
from members.own_data.field_values import label_of, shown_text, text_of
from members.own_data.forms.my_data import OwnFieldForm
from members.own_data.models.change_requests import ChangeRequest
from members.personal_file import rules as personal_file
from members.register.models.member import Member
from office.confirm_pages import confirm_page
from office.forms import ButtonForm
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

SECTIONS = [
    (
        gettext_lazy("Who you are"),
        ("name", "id_number", "sex", "birth_date", "ethnic_group", "native_place", "politics"),
    ),
    (
        gettext_lazy("How we reach and pay you"),
        ("phone", "bank_card", "household_kind", "household_place", "is_migrant"),
    ),
    (
        gettext_lazy("Your work"),
        (
            "employee_number",
            "employment",
            "employment_form",
            "post_category",
            "work_site",
            "hired_on",
            "education",
            "skill_level",
            "joined_on",
        ),
    ),
]
DECIDED_SHOWN = 10

P = ParamSpec("P")


def my_data_context(member: Member) -> dict[str, object]:
    """Return what _my_data.html shows: each field of the entry with its waiting request, and the last requests."""
    requests = list(member.change_requests.order_by("-pk")[: len(personal_file.ON_REQUEST) + DECIDED_SHOWN])
    waiting = {request.field: request for request in requests if request.is_waiting}
    sections = [
        (
            title,
            [
                {
                    "field": field,
                    "label": label_of(field),
                    "value": shown_text(field, text_of(member, field), to_compare=True),
                    "at_once": field in personal_file.AT_ONCE,
                    "waiting": waiting.get(field),
                }
                for field in fields
            ],
        )
        for title, fields in SECTIONS
    ]
    return {"data_sections": sections, "requests": requests[:DECIDED_SHOWN]}


def with_own_member(
    view: Callable[Concatenate[AuthenticatedHttpRequest, Member, P], HttpResponseBase],
) -> Callable[Concatenate[AuthenticatedHttpRequest, P], HttpResponseBase]:
    """Pass the view the member of the user's account as second argument; without one, show a page that says so."""

    @wraps(view)
    def page(request: AuthenticatedHttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        member = Member.objects.own(request.user).select_related("unit").first()
        if member is None:
            return render(request, "members/own_data/no_membership.html")
        return view(request, member, *args, **kwargs)

    return page


@with_own_member
def my_field(request: AuthenticatedHttpRequest, member: Member, field: str) -> HttpResponse:
    """Correct one field of my entry, or ask for it, depending on the field."""
    if field not in (*personal_file.AT_ONCE, *personal_file.ON_REQUEST):
        raise Http404
    form = OwnFieldForm(request.POST or None, files=request.FILES or None, member=member, field=field)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form, field="value"):
            return redirect(_send(request, form))
    purpose = personal_file.NEEDS_CONSENT.get(field)
    context = {
        "form": form,
        "field": field,
        "label": label_of(field),
        "present": shown_text(field, form.present, to_compare=True),
        "at_once": field in personal_file.AT_ONCE,
        "waiting": member.change_requests.waiting().filter(field=field).first(),
        "needs_consent": purpose if purpose and not allows(member, purpose) else "",
    }
    return answer(request, "members/own_data/my_field.html", context)


def _send(request: AuthenticatedHttpRequest, form: OwnFieldForm) -> str:
    """Do what the form asks for; return where to redirect to."""
    if form.field in personal_file.AT_ONCE:
        actions.correct_own(form.member, form.field, form.text, by=request.user)
        messages.success(request, _("Saved."))
        return "members:my_entry"
    reason, files = form.cleaned_data["reason"], form.cleaned_data["files"]
    change = actions.request_change(form.member, form.field, form.text, by=request.user, reason=reason, files=files)
    messages.success(request, _("Sent. You get a notice when it is decided."))
    return change.own_url


def _own_change(request: AuthenticatedHttpRequest, pk: int) -> ChangeRequest:
    return get_object_or_404(ChangeRequest.objects.own(request.user).select_related("member"), pk=pk)


@require_GET
def my_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a request of mine: what I asked for, its state, and when it is due."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: ButtonForm) -> HttpResponse:
    change = _own_change(request, pk)
    context = {"change": change, "files": change.attachments.all(), **forms}
    return answer(request, "members/own_data/my_change.html", context, address=change.own_url)


@require_http_methods(["GET", "POST"])
def my_change_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask whether I want to withdraw a request of mine, then withdraw it."""
    change, button = _own_change(request, pk), ButtonForm(request.POST)
    if request.method == "GET":
        return confirm_page(
            request,
            heading=_("Take the request back?"),
            question=_("The register stays as it is. You can ask again at any time."),
            button=_("Take it back"),
            back=change.own_url,
            facts=[(change.label, change.new_to_compare or "—")],
        )
    with refusals_into(button):
        actions.withdraw_change(change, by=request.user)
        messages.success(request, _("You have taken the request back."))
        return redirect(change.own_url)
    return _page(request, pk, button=button)


@require_GET
def my_change_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download a file of a request of mine."""
    return download(attachment_or_404(file_pk, ChangeRequest.objects.own(request.user).filter(pk=pk)))
