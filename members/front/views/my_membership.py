"""A member's page of their own entry, and its files."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.joining.models import Application
from members.own_data.views.my_data import my_data_context
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.models.member import Member
from members.register.rules.cards import card_key
from members.units.models.units import Unit
from office.attachments import attachment_or_404, download


def my_membership(request: HttpRequest) -> HttpResponse:
    """Show the entry of the user's member; without one, their application for membership."""
    member = Member.objects.own(request.user).select_related("unit").first()
    context: dict[str, object] = {"member": member}
    if member is not None:
        context |= {
            "union": Unit.objects.get_root(member.unit),
            "card": card_key(member.pk),
            "periods": member.periods.select_related("unit").order_by("-starts_on"),
            "family": member.family.all(),
            "honours": member.honours.prefetch_related("attachments"),
            "marks": member.hardship_marks.prefetch_related("attachments"),
            "documents": member.documents.prefetch_related("attachments"),
            **my_data_context(member),
        }
    else:
        context["application"] = Application.objects.own(request.user).first()
    return render(request, "members/front/my_membership.html", context)


@require_GET
def my_file(request: HttpRequest, pk: int) -> FileResponse:
    """Download a file of one's own honours, documents or marks of hardship; without a reason, as officers need."""
    rows = (model.objects.own(request.user) for model in (Honour, MemberDocument, HardshipMark))
    return download(attachment_or_404(pk, *rows))
