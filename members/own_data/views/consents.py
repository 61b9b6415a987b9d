"""Consents by purpose: the worker's own page, and the officers' page with consents signed on paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.choices import Channel, Purpose
from members.consents.models import Consent, ConsentText
from members.own_data.actions.consents import record_consent
from members.own_data.forms.my_data import PaperConsentForm
from members.own_data.views.my_data import with_own_member
from members.permissions import MembersPermission
from members.register.actions.entry_lock import closed_reason
from members.register.models.member import Member
from office.confirm_pages import confirm_page
from office.forms import ButtonForm
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

VIEW, RECORD = MembersPermission.VIEW_CONSENT, MembersPermission.RECORD_CONSENT


def _consents_by_purpose(member: Member) -> list[dict[str, object]]:
    """Return for each purpose its wording of today and the member's last answer."""
    today = timezone.localdate()
    last: dict[str, Consent] = {}
    for consent in member.consents.select_related("text").order_by("pk"):
        last[consent.purpose] = consent
    return [
        {
            "purpose": purpose,
            "text": ConsentText.objects.in_force(purpose, today),
            "last": last.get(purpose),
            "given": purpose in last and last[purpose].given,
            "card_kept": purpose == Purpose.BANK_CARD and bool(member.bank_card),
        }
        for purpose in Purpose
    ]


@require_GET
@with_own_member
def my_consents(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Show each purpose with its wording, to agree to it or to withdraw the consent."""
    return _page(request, member)


def _page(request: AuthenticatedHttpRequest, member: Member, **forms: ButtonForm) -> HttpResponse:
    context = {"consents": _consents_by_purpose(member), **forms}
    return answer(request, "members/own_data/my_consents.html", context, address=reverse("members:my_consents"))


@require_http_methods(["GET", "POST"])
@with_own_member
def my_consent(request: AuthenticatedHttpRequest, member: Member, purpose: str) -> HttpResponse:
    """Ask whether I want to withdraw my consent to a purpose; agree to it, or withdraw the consent."""
    if purpose not in Purpose.values:
        raise Http404
    if request.method == "GET":
        return _ask_whether_withdrawn(request, member, Purpose(purpose))
    given, button = request.POST.get("given") == "yes", ButtonForm(request.POST)
    with refusals_into(button):
        record_consent(member, Purpose(purpose), given=given, by=request.user)
        messages.success(request, _("You have agreed.") if given else _("Withdrawn; it takes effect at once."))
        return redirect("members:my_consents")
    return _page(request, member, button=button)


def _ask_whether_withdrawn(request: AuthenticatedHttpRequest, member: Member, purpose: Purpose) -> HttpResponse:
    text = ConsentText.objects.in_force(purpose, timezone.localdate())
    last = member.consents.filter(purpose=purpose).order_by("pk").last()
    card_alone = purpose == Purpose.BANK_CARD and bool(member.bank_card) and not (last and last.given)
    return confirm_page(
        request,
        heading=_("Erase the stored card?") if card_alone else _("Withdraw your consent?"),
        question=text.consequence if text else _("It takes effect at once."),
        button=_("Erase the stored card") if card_alone else _("Withdraw"),
        back=reverse("members:my_consents"),
        back_label=_("Consents"),
        facts=[(_("Purpose"), str(purpose.label).capitalize())],
        fields={"given": "no"},
    )


@needs(VIEW)
def consent_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a member's consents and their history; with RECORD, enter a consent signed on paper."""
    member = get_object_or_404(Member.objects.visible_to(request.user, VIEW).select_related("unit"), pk=pk)
    may_record = not closed_reason(member) and access.can(request.user, RECORD, member.unit)
    if request.method == "POST" and not may_record:
        raise Http404
    form = PaperConsentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with refusals_into(form):
            record_consent(
                member,
                Purpose(asked["purpose"]),
                given=asked["given"] == "yes",
                by=request.user,
                channel=Channel.PAPER,
                files=asked["sheet"],
            )
            messages.success(request, _("The consent is on the record."))
            return redirect("members:consent_list", pk=pk)
    context = {
        "member": member,
        "consents": _consents_by_purpose(member),
        "history": member.consents.select_related("by", "text").prefetch_related("attachments"),
        "form": form,
        "may_record": may_record,
        "may_see_member": access.can(request.user, MembersPermission.VIEW_MEMBER, member.unit),
    }
    return answer(request, "members/own_data/consent_list.html", context)


@needs(VIEW)
@require_GET
def consent_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download the signed sheet of a member's consent."""
    return download(attachment_or_404(file_pk, Consent.objects.visible_to(request.user, VIEW).filter(member=pk)))
