"""Officers' pages of a personal file: correct the member's data; kin, honours, hardship and documents; open scans."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from members.personal_file.actions import corrections, family, hardship, papers
from members.personal_file.forms.correction import CorrectForm
from members.personal_file.forms.person import DocumentForm, HonourForm, KinForm, LiftForm
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.models.member import Member
from members.register.querysets.of_members import OfMembers
from office.forms import ReasonForm
from office.refusals import answer, refusals_into
from office.types import Message
from office.uploads.serving import attachment_or_404, download, download_in_post

M = TypeVar("M", bound=Model)

CHANGE, VIEW = MembersPermission.CHANGE_MEMBER, MembersPermission.VIEW_MEMBER
MARK = MembersPermission.MARK_HARDSHIP


def _member(request: AuthenticatedHttpRequest, pk: int, perm: str = CHANGE) -> Member:
    return get_object_or_404(Member.objects.visible_to(request.user, perm).select_related("unit"), pk=pk)


def _entry(request: AuthenticatedHttpRequest, rows: OfMembers[M], pk: int) -> M:
    return get_object_or_404(rows.visible_to(request.user, CHANGE).select_related("member__unit"), pk=pk)


def _page(
    request: AuthenticatedHttpRequest,
    member: Member,
    form: forms.BaseForm,
    do: Callable[[], object],
    *,
    heading: Message,
    done: Message,
) -> HttpResponse:
    """Show the form; once it is sent and valid, call `do`, and redirect to the member with the message `done`.

    A NotAllowed raised by `do` becomes an error of the form.
    """
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            do()
            messages.success(request, done)
            return redirect(member)
    context = {"member": member, "form": form, "heading": heading}
    return answer(request, "members/personal_file/member_form.html", context)


@needs(CHANGE)
def member_correct(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Correct a member's data, for a reason."""
    member = _member(request, pk)
    form = CorrectForm(request.POST or None, user=request.user, instance=member)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals_into(form):
            if corrections.correct_member(member, form.corrections(), by=request.user, reason=reason):
                messages.success(request, _("The register has been corrected."))
            else:
                messages.info(request, _("Nothing changed."))
            return redirect(member)
    return answer(request, "members/personal_file/member_correct.html", {"form": form, "member_pk": pk})


@needs(CHANGE)
def kin_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Enter one of a member's kin."""
    member = _member(request, pk)
    form = KinForm(request.POST or None, user=request.user, instance=FamilyMember(member=member))
    return _page(
        request,
        member,
        form,
        lambda: family.save_kin(form.entry(), by=request.user),
        heading=_("Add a family member"),
        done=_("The family has been noted."),
    )


@needs(CHANGE)
def kin_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Change one of a member's kin."""
    kin = _entry(request, FamilyMember.objects.all(), pk)
    form = KinForm(request.POST or None, user=request.user, instance=kin)
    return _page(
        request,
        kin.member,
        form,
        lambda: family.save_kin(form.entry(), by=request.user),
        heading=_("Change a family member"),
        done=_("The family has been noted."),
    )


@needs(CHANGE)
def kin_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Remove one of a member's kin, for a reason."""
    kin = _entry(request, FamilyMember.objects.all(), pk)
    form = ReasonForm(request.POST or None)
    return _page(
        request,
        kin.member,
        form,
        lambda: family.remove_kin(kin, by=request.user, reason=form.cleaned_data["reason"]),
        heading=_("Remove %(name)s from the family") % {"name": kin.name},
        done=_("The entry has been removed."),
    )


@needs(CHANGE)
def honour_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Enter an honour, with the certificate if there is one."""
    member = _member(request, pk)
    form = HonourForm(request.POST or None, request.FILES or None, instance=Honour(member=member))
    return _page(
        request,
        member,
        form,
        lambda: papers.record_honour(form.save(commit=False), form.cleaned_data["scans"], by=request.user),
        heading=_("Enter an honour"),
        done=_("The honour has been entered."),
    )


@needs(CHANGE)
def honour_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _paper_remove(request, _entry(request, Honour.objects.all(), pk))


@needs(CHANGE)
def document_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Add a document to a member's file."""
    member = _member(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None, instance=MemberDocument(member=member))
    return _page(
        request,
        member,
        form,
        lambda: papers.file_document(form.save(commit=False), form.cleaned_data["scans"], by=request.user),
        heading=_("File a document"),
        done=_("The document has been filed."),
    )


@needs(CHANGE)
def document_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _paper_remove(request, _entry(request, MemberDocument.objects.readable_by(request.user), pk))


def _paper_remove(request: AuthenticatedHttpRequest, paper: Honour | MemberDocument) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return _page(
        request,
        paper.member,
        form,
        lambda: papers.remove_paper(paper, by=request.user, reason=form.cleaned_data["reason"]),
        heading=_("Remove “%(title)s”") % {"title": paper},
        done=_("The entry has been removed."),
    )


@needs(MARK)
def hardship_lift(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Lift a mark of hardship that no hardship file keeps, for a reason."""
    member = _member(request, pk, MARK)
    form = LiftForm(request.POST or None)
    return _page(
        request,
        member,
        form,
        lambda: hardship.lift_hardship(
            member, form.cleaned_data["on"], by=request.user, reason=form.cleaned_data["reason"]
        ),
        heading=_("Lift the mark of hardship"),
        done=_("The mark has been lifted."),
    )


def _readable(request: AuthenticatedHttpRequest, member: Member) -> list[QuerySet[Model]]:
    """Return the honours, documents and hardship marks of a member whose scans this officer may open."""
    marks = HardshipMark.objects.visible_to(request.user, MembersPermission.VIEW_HARDSHIPMARK)
    return [
        Honour.objects.filter(member=member),
        MemberDocument.objects.filter(member=member).readable_by(request.user),
        marks.filter(member=member),
    ]


@needs(VIEW)
def member_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> HttpResponse | FileResponse:
    """Send a scan; for one of a sensitive document ask for the reason first, and record it."""
    member = _member(request, pk, VIEW)
    scan = attachment_or_404(file_pk, *_readable(request, member))
    about = scan.about
    if not (isinstance(about, MemberDocument) and about.is_sensitive):
        return download(scan)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            papers.record_reading(about, by=request.user, reason=form.cleaned_data["reason"])
            return download_in_post(request, scan)
    context = {"member": member, "form": form, "heading": _("Open “%(title)s”") % {"title": about}}
    return answer(request, "members/personal_file/member_form.html", context)
