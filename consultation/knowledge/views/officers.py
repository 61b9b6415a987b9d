"""The officers' pages of canned answers and of frequent questions: list, export, form."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultation.knowledge import actions
from consultation.knowledge.forms import CannedAnswerForm, FaqEntryForm, KeptTextFilter
from consultation.knowledge.models import CannedAnswer, FaqEntry
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from office.refusals import answer, refusals_into

VIEW_CANNED, KEEP_CANNED = ConsultationPermission.VIEW_CANNEDANSWER, ConsultationPermission.CHANGE_CANNEDANSWER
VIEW_FAQ, KEEP_FAQ = ConsultationPermission.VIEW_FAQENTRY, ConsultationPermission.CHANGE_FAQENTRY
CANNED_COLUMNS: tuple[Column[CannedAnswer], ...] = (
    Column(_("Title"), 24, lambda block: block.title),
    Column(_("Topic"), 16, lambda block: block.get_topic_display()),
    Column(_("Text"), 80, lambda block: block.text),
    Column(_("Unit"), 24, lambda block: block.unit),
    Column(_("State"), 12, lambda block: _("in use") if block.active else _("not in use")),
)
FAQ_COLUMNS: tuple[Column[FaqEntry], ...] = (
    Column(_("Question"), 40, lambda entry: entry.question),
    Column(_("Topic"), 16, lambda entry: entry.get_topic_display()),
    Column(_("Answer"), 80, lambda entry: entry.answer),
    Column(_("Unit"), 24, lambda entry: entry.unit),
    Column(_("State"), 12, lambda entry: _("published") if entry.published else _("not published")),
)


def _canned(request: AuthenticatedHttpRequest) -> Listing[CannedAnswer]:
    form = KeptTextFilter(request.GET, user=request.user, perm=VIEW_CANNED)
    found = form.narrow(CannedAnswer.objects.visible_to(request.user, VIEW_CANNED), "title", "text")
    return Listing(
        request=request,
        name=_("Canned answers"),
        form=form,
        rows=found.select_related("unit"),
        sorts={"entered": "pk"},
        sorts_if_few={"title": "title", "topic": "topic", "unit": "unit__path"},
        columns=CANNED_COLUMNS,
        export_url=reverse("consultation:canned_export"),
    )


@needs(VIEW_CANNED)
def canned_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the canned answers of the units in reach, the latest first."""
    may_add = access.holds(request.user, KEEP_CANNED)
    return _canned(request).render("consultation/knowledge/canned_list.html", may_add=may_add)


@needs(VIEW_CANNED)
def canned_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _canned(request).export("canned_answer.export")


@needs(KEEP_CANNED)
def canned_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new canned answer, and create it."""
    return _canned_form(request, CannedAnswer())


@needs(KEEP_CANNED)
def canned_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a canned answer, and change it."""
    blocks = CannedAnswer.objects.visible_to(request.user, KEEP_CANNED).select_related("unit")
    return _canned_form(request, get_object_or_404(blocks, pk=pk))


def _canned_form(request: AuthenticatedHttpRequest, block: CannedAnswer) -> HttpResponse:
    form = CannedAnswerForm(request.POST or None, instance=block, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.save_canned_answer(form.instance, by=request.user)
            messages.success(request, _("The canned answer is kept."))
            return redirect("consultation:canned_list")
    return answer(request, "consultation/knowledge/canned_form.html", {"form": form, "block": block})


def _faq(request: AuthenticatedHttpRequest) -> Listing[FaqEntry]:
    form = KeptTextFilter(request.GET, user=request.user, perm=VIEW_FAQ)
    found = form.narrow(FaqEntry.objects.visible_to(request.user, VIEW_FAQ), "question", "answer")
    return Listing(
        request=request,
        name=_("Frequent questions"),
        form=form,
        rows=found.select_related("unit").defer("grams"),
        sorts={"entered": "pk"},
        sorts_if_few={"question": "question", "topic": "topic", "unit": "unit__path", "state": "published"},
        columns=FAQ_COLUMNS,
        export_url=reverse("consultation:faq_export"),
    )


@needs(VIEW_FAQ)
def faq_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the frequent questions of the units in reach, published or not, the latest first."""
    may_add = access.holds(request.user, KEEP_FAQ)
    return _faq(request).render("consultation/knowledge/faq_list.html", may_add=may_add)


@needs(VIEW_FAQ)
def faq_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _faq(request).export("faq.export")


@needs(KEEP_FAQ)
def faq_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new frequent question, and create it."""
    return _faq_form(request, FaqEntry())


@needs(KEEP_FAQ)
def faq_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a frequent question, and change it."""
    entries = FaqEntry.objects.visible_to(request.user, KEEP_FAQ).select_related("unit")
    return _faq_form(request, get_object_or_404(entries, pk=pk))


def _faq_form(request: AuthenticatedHttpRequest, entry: FaqEntry) -> HttpResponse:
    form = FaqEntryForm(request.POST or None, instance=entry, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.save_faq_entry(form.instance, by=request.user)
            messages.success(request, _("The frequent question is kept."))
            return redirect("consultation:faq_list")
    return answer(request, "consultation/knowledge/faq_form.html", {"form": form, "entry": entry})
