"""A worker's own data: what the register holds, setting it right, asking for what an officer decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from members.authority.guards import PersonRequest
from members.consents.asking import allows
from members.own_data.actions import change_requests as corrections
from members.own_data.forms.my_data import OwnFieldForm
from members.own_data.models.change_requests import ChangeRequest, label_of, text_of, words_of
from members.personal_file import rules as own_data
from members.register.models.member import Member
from office.attachments import attachment_or_404, download
from office.forms import ButtonForm
from office.refusals import answer, refusals_into

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
            "employee_number", "employment", "employment_form", "post_category", "work_site", "hired_on", "education",
            "skill_level", "joined_on",
        ),
    ),
]  # fmt: skip
DECIDED_SHOWN = 10


def held(member: Member) -> dict[str, Any]:
    """For a worker's page: every field that the register holds, in words, with what is asked for already."""
    requests = list(member.change_requests.order_by("-pk")[: len(own_data.ON_REQUEST) + DECIDED_SHOWN])
    waiting = {request.field: request for request in requests if request.is_waiting}
    sections = [
        (
            title,
            [
                {
                    "field": field,
                    "label": label_of(field),
                    "words": words_of(field, text_of(member, field)),
                    "at_once": field in own_data.AT_ONCE,
                    "waiting": waiting.get(field),
                }
                for field in fields
            ],
        )
        for title, fields in SECTIONS
    ]
    return {"held_sections": sections, "requests": requests[:DECIDED_SHOWN]}


View = Callable[..., HttpResponseBase]


def for_members(view: View) -> View:
    """Give the view the member whose account this is; an account without one is told so."""

    @wraps(view)
    def page(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        member = Member.objects.own(request.user).select_related("unit").first()
        if member is None:
            return render(request, "members/own_data/no_membership.html")
        return view(request, member, *args, **kwargs)

    return page


@for_members
def my_field(request: PersonRequest, member: Member, field: str) -> HttpResponse:
    """Set one field right, or ask for it; what was typed stays when something is wrong with it."""
    if field not in (*own_data.AT_ONCE, *own_data.ON_REQUEST):
        raise Http404
    form = OwnFieldForm(request.POST or None, request.FILES or None, member=member, field=field)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form, field="value"):
            return redirect(_send(request, form))
    purpose = own_data.NEEDS_CONSENT.get(field)
    context = {
        "form": form,
        "field": field,
        "label": label_of(field),
        "present": words_of(field, form.present),
        "at_once": field in own_data.AT_ONCE,
        "waiting": member.change_requests.waiting().filter(field=field).first(),
        "needs_consent": purpose if purpose and not allows(member, purpose) else "",
    }
    return answer(request, "members/own_data/my_field.html", context)


def _send(request: PersonRequest, form: OwnFieldForm) -> str:
    """Do what the form asks; the address of the page that comes next."""
    if form.field in own_data.AT_ONCE:
        corrections.correct_own(form.member, form.field, form.text, by=request.user)
        messages.success(request, _("Saved."))
        return "members:my_membership"
    reason, files = form.cleaned_data["reason"], form.cleaned_data["files"]
    made = corrections.request_change(form.member, form.field, form.text, by=request.user, reason=reason, files=files)
    messages.success(request, _("Sent. You get a notice when it is decided."))
    return made.own_url


def _mine(request: PersonRequest, pk: int) -> ChangeRequest:
    return get_object_or_404(ChangeRequest.objects.own(request.user).select_related("member"), pk=pk)


@require_GET
def my_change(request: PersonRequest, pk: int) -> HttpResponse:
    """One request of mine: what it says, how it stands, by when it is decided."""
    return _page(request, pk)


def _page(request: PersonRequest, pk: int, **forms: ButtonForm) -> HttpResponse:
    mine = _mine(request, pk)
    context = {"change": mine, "files": mine.attachments.all(), **forms}
    return answer(request, "members/own_data/my_change.html", context, address=mine.own_url)


@require_POST
def my_change_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a request of mine back."""
    mine, button = _mine(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        corrections.withdraw_change(mine, by=request.user)
        messages.success(request, _("You have taken the request back."))
        return redirect(mine.own_url)
    return _page(request, pk, button=button)


@require_GET
def my_change_file(request: PersonRequest, pk: int, file_pk: int) -> FileResponse:
    """A document that I attached."""
    return download(attachment_or_404(file_pk, ChangeRequest.objects.own(request.user).filter(pk=pk)))
