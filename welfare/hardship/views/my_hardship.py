"""A worker's pages of hardship: what was decided, and the application, kept as a draft until it is handed in."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.authority.guards import AuthenticatedHttpRequest
from members.own_data.views.my_data import with_own_member
from members.register.models.member import Member
from office.forms import ButtonForm
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download
from welfare.hardship import actions
from welfare.hardship.choices import OPEN_STATES, FileState
from welfare.hardship.forms import ApplicationForms
from welfare.hardship.models.files import HardshipFile
from welfare.hardship.page import told

SHOWN = 20


@require_GET
@with_own_member
def my_hardship(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Show my hardship files, newest first, and which consents are missing before I can apply."""
    return _overview(request, member, ButtonForm())


def _overview(request: AuthenticatedHttpRequest, member: Member, form: ButtonForm) -> HttpResponse:
    files = list(HardshipFile.objects.own(request.user).prefetch_related("aids")[:SHOWN])
    context = {
        "files": files,
        "may_apply": not any(file.state in OPEN_STATES for file in files),
        "missing": actions.missing_consents(member),
        "form": form,
    }
    return answer(request, "welfare/hardship/my_hardship.html", context, address="/my/hardship/")


@require_POST
@with_own_member
def my_hardship_begin(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Begin an application, once the consents are given."""
    form = ButtonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            file = actions.begin_file(member, by=request.user)
            return redirect("welfare:my_hardship_file", file.pk)
    return _overview(request, member, form)


def _own(request: AuthenticatedHttpRequest, pk: int) -> HardshipFile:
    return get_object_or_404(HardshipFile.objects.own(request.user).select_related("member__unit"), pk=pk)


@never_cache
def my_hardship_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a draft, keep it, and hand it in; of what was handed in, show what it says."""
    file = _own(request, pk)
    if file.state != FileState.DRAFT:
        return answer(request, "welfare/hardship/my_file.html", {"file": file, **shown(file)})
    content = file.read()
    posted = request.method == "POST"
    forms = ApplicationForms(content, request.POST, request.FILES) if posted else ApplicationForms(content)
    if posted and forms.is_valid():
        with refusals_into(forms.particulars):
            papers = forms.particulars.cleaned_data["papers"]
            actions.save_draft(file, forms.content(), papers, by=request.user)
            if "submit" in request.POST:
                actions.submit_file(file, by=request.user)
                messages.success(request, _("Your application is handed in. You are told when it is decided."))
                return redirect("welfare:my_hardship")
            messages.success(request, _("The draft is kept. Hand it in when it is complete."))
            return redirect("welfare:my_hardship_file", file.pk)
    context = {
        "file": file,
        "form": forms.particulars,
        "household": forms.household,
        "outlays": forms.outlays,
        "answer": file.answer.reveal(),
        "papers": file.attachments.all(),
    }
    return answer(request, "welfare/hardship/my_application.html", context)


def shown(file: HardshipFile) -> dict[str, object]:
    """Return what a page shows of one's own file."""
    return {"told": told(file.read()), "answer": file.answer.reveal(), "papers": file.attachments.all()}


@require_POST
def my_hardship_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take an application back; what it said is deleted."""
    file = _own(request, pk)
    form = ButtonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.withdraw_file(file, by=request.user)
            messages.success(request, _("The application is taken back; what you wrote is deleted."))
            return redirect("welfare:my_hardship")
    context = {"file": file, "form": form, **shown(file)}
    return answer(request, "welfare/hardship/my_file.html", context, address=f"/my/hardship/{file.pk}/")


@require_GET
def my_hardship_paper(request: AuthenticatedHttpRequest, pk: int, paper_pk: int) -> FileResponse:
    """Download a paper of my own file."""
    own = HardshipFile.objects.own(request.user).filter(pk=pk)
    return download(attachment_or_404(paper_pk, own))
