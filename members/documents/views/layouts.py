"""Officers' pages of the Word layouts of documents: uploading one, looking at it, no longer using it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.documents.forms import LayoutForm
from office.documents import actions, word_layouts
from office.documents.kinds import KINDS
from office.documents.models import WordLayout
from office.documents.responses import word_response
from office.forms import ReasonForm
from office.permissions import OfficePermission
from office.refusals import answer, refusals_into

CHANGE = OfficePermission.CHANGE_DOCUMENTTEXT


def _layout(request: AuthenticatedHttpRequest, pk: int) -> WordLayout:
    within = WordLayout.objects.filter(access.within(request.user, CHANGE), kind__in=KINDS)
    return get_object_or_404(within.select_related("unit", "uploaded_by"), pk=pk)


@needs(CHANGE)
def document_layout_new(request: AuthenticatedHttpRequest, kind: str) -> HttpResponse:
    """Upload the Word layout of a kind of documents for a unit."""
    if kind not in KINDS or not KINDS[kind].numbered:
        return redirect("members:document_texts")
    form = LayoutForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            given = form.cleaned_data
            layout = actions.add_layout(kind, given["unit"], given["file"], by=request.user)
            messages.success(request, _("Word files of these documents have this layout from now on."))
            return redirect(layout)
    return answer(
        request,
        "members/documents/document_layout_new.html",
        {"form": form, "kind": KINDS[kind], "text": f"{{{{{word_layouts.TEXT}}}}}"},
    )


@needs(CHANGE)
def document_layout(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show where a layout is used, who uploaded it, and lead to its file and a sample."""
    return render(request, "members/documents/document_layout.html", {"layout": _layout(request, pk)})


@needs(CHANGE)
def document_layout_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the layout as it was uploaded."""
    layout = _layout(request, pk)
    return word_response(layout.read(), layout.name.removesuffix(".docx"))


@needs(CHANGE)
def document_layout_sample(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the layout filled with sample values."""
    layout = _layout(request, pk)
    samples = actions.layout_samples(layout.kind, layout.unit)
    return word_response(word_layouts.fill_layout(layout.read(), samples), f"{layout.kind_label} {_('sample')}")


@needs(CHANGE)
def document_layout_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stop using a layout, for a reason."""
    layout = _layout(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.drop_layout(layout, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The layout is not used any more."))
            return redirect("members:document_texts")
    context = {
        "form": form,
        "heading": _("Stop using this layout"),
        "about": layout,
        "back": layout.get_absolute_url(),
        "warning": _("The layout before it is used again, else that of the unit above or of the portal."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)
