"""Officers' pages of the texts of documents: which there are, the editor with its preview, earlier versions."""

import base64

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.documents.forms import NewTextForm, TextForm
from office.documents import actions
from office.documents.kinds import KINDS, DocumentKind
from office.documents.models import DocumentText, TextVersion, WordLayout
from office.documents.querysets import DocumentTexts
from office.documents.responses import printed
from office.documents.typesetting import render_pictures
from office.forms import ButtonForm, ReasonForm
from office.lists import set_for_template
from office.once.answers import shown_again
from office.permissions import OfficePermission
from office.refusals import answer, refusals_into
from office.types import FormData

CHANGE = OfficePermission.CHANGE_DOCUMENTTEXT
VERSIONS_SHOWN = 50


def _texts(request: AuthenticatedHttpRequest) -> DocumentTexts:
    return DocumentText.objects.filter(access.within(request.user, CHANGE))


def _text(request: AuthenticatedHttpRequest, pk: int) -> tuple[DocumentText, DocumentKind]:
    text = get_object_or_404(_texts(request).filter(kind__in=KINDS).select_related("unit"), pk=pk)
    return text, KINDS[text.kind]


@needs(CHANGE)
def document_texts(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show each kind of documents with the shipped text, and the texts and Word layouts of units in reach."""
    of_kind: dict[str, list[DocumentText]] = {}
    for text in _texts(request).filter(dropped_at=None).select_related("unit").order_by("unit__path"):
        of_kind.setdefault(text.kind, []).append(text)
    layouts: dict[str, list[WordLayout]] = {}
    within = WordLayout.objects.filter(access.within(request.user, CHANGE), dropped_at=None)
    for layout in within.select_related("unit").order_by("unit__path", "-pk"):
        layouts.setdefault(layout.kind, []).append(layout)
    kinds = [(name, kind, of_kind.get(name, []), layouts.get(name, [])) for name, kind in KINDS.items()]
    return render(request, "members/documents/document_texts.html", {"kinds": kinds})


@needs(CHANGE)
def document_text_new(request: AuthenticatedHttpRequest, kind: str) -> HttpResponse:
    """Show the editor with the text that the portal is shipped with, and save it as that of a unit."""
    if kind not in KINDS:
        return redirect("members:document_texts")
    initial = {"body": str(KINDS[kind].text), "base": 0}
    form = NewTextForm(request.POST or None, user=request.user, initial=initial)
    return _editor(request, kind, form)


@needs(CHANGE)
def document_text(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the editor of a unit's text with a preview and all versions, and save another version."""
    text, _kind = _text(request, pk)
    return _editor_of(request, text, request.POST or None)


def _editor_of(
    request: AuthenticatedHttpRequest, text: DocumentText, data: FormData, **context: object
) -> HttpResponse:
    """Save what was sent as another version of a unit's text, or show the text with its versions."""
    versions = list(text.versions.select_related("saved_by")[:VERSIONS_SHOWN])
    for one in versions:
        set_for_template(one, body_in_words=KINDS[text.kind].in_words(one.body))
    form = TextForm(data, initial={"body": versions[0].body, "base": versions[0].number})
    return _editor(request, text.kind, form, text=text, versions=versions, **context)


def _editor(
    request: AuthenticatedHttpRequest, name: str, form: forms.Form, text: DocumentText | None = None, **context: object
) -> HttpResponse:
    """Save the text that was sent, or show it with its preview."""
    kind = KINDS[name]
    previewed = request.method == "POST" and "preview" in request.POST
    if request.method == "POST" and not previewed and form.is_valid():
        with refusals_into(form):
            given = form.cleaned_data
            unit = text.unit if text else given["unit"]
            version = actions.save_text(name, unit, given["body"], by=request.user, base=given["base"])
            messages.success(request, _("The text is kept; new documents have it from now on."))
            return redirect(version.text)
    body = form.data.get("body", "") if form.is_bound else form.initial["body"]
    pictures: list[str] = []
    # Without a valid text there is no preview, and the form says already what is wrong.
    with refusals_into(form if previewed and form.is_valid() else ButtonForm({})):
        content = actions.sample_of(kind, str(body), request.build_absolute_uri)
        pictures = [base64.b64encode(page).decode() for page in render_pictures(content.as_json())]
    context |= {"form": form, "kind": kind, "name": name, "text": text, "pictures": pictures}
    address = text.get_absolute_url() if text else ""
    page = answer(request, "members/documents/document_text.html", context, address=address)
    return shown_again(page) if previewed and page.status_code == 200 else page


@needs(CHANGE)
def document_text_sample(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return a document with the newest version of a text and sample values, as PDF."""
    text, kind = _text(request, pk)
    content = actions.sample_of(kind, text.current.body, request.build_absolute_uri)
    return printed(content, f"{kind.label} {_('sample')}")


@require_POST
@needs(CHANGE)
def document_text_restore(request: AuthenticatedHttpRequest, pk: int, number: int) -> HttpResponse:
    """Let an earlier version hold again, as a new one."""
    text, _kind = _text(request, pk)
    version = get_object_or_404(TextVersion.objects.select_related("text__unit"), text=text, number=number)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        actions.restore_text(version, by=request.user)
        messages.success(request, _("Version %(number)d holds again.") % {"number": number})
        return redirect(text)
    return _editor_of(request, text, None, button=button)


@needs(CHANGE)
def document_text_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stop using a unit's own text, for a reason."""
    text, _kind = _text(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.drop_text(text, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The text of the unit above holds again, or the one of the portal."))
            return redirect("members:document_texts")
    context = {
        "form": form,
        "heading": _("Stop using this text"),
        "about": text,
        "back": text.get_absolute_url(),
        "warning": _("Its versions stay; you can take it up again."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)
