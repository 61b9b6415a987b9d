"""A member's pages of their own entry: the card with a menu, and one page for each part of what is behind it."""

from collections.abc import Callable

from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.authority.guards import AuthenticatedHttpRequest
from members.dues.models.charges import DuesCharge
from members.joining.models import Application
from members.own_data.models.change_requests import WAITING
from members.own_data.views.my_data import my_data_context, with_own_member
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.models.member import Member
from members.register.rules.cards import card_key
from members.units.models.units import Unit
from office.uploads.serving import attachment_or_404, download

# How many rows of each kind a member has, for the menu.
COUNTS = {
    "waiting_count": Count("change_requests", filter=Q(change_requests__state=WAITING), distinct=True),
    "family_count": Count("family", distinct=True),
    "honour_count": Count("honours", distinct=True),
    "document_count": Count("documents", distinct=True),
    "mark_count": Count("hardship_marks", distinct=True),
}


def my_membership(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the card of the user's member and a menu; without a member, their application for membership."""
    member = Member.objects.own(request.user).select_related("unit").annotate(**COUNTS).first()
    context: dict[str, object] = {"member": member}
    if member is None:
        context["application"] = Application.objects.own(request.user).first()
    else:
        context |= {
            "union": Unit.objects.get_root(member.unit),
            "card": card_key(member.pk, timezone.localdate()),
            "dues": DuesCharge.objects.own(request.user).totals(),
        }
    return render(request, "members/front/my_membership.html", context)


def _part(
    template: str, context: Callable[[Member], dict[str, object]]
) -> Callable[[AuthenticatedHttpRequest], HttpResponseBase]:
    """Return a view of one part of the user's own entry; without one, it shows a page that says so."""

    @require_GET
    @with_own_member
    def view(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
        return render(request, f"members/front/{template}", {"member": member, **context(member)})

    return view


my_entry = _part("my_entry.html", my_data_context)
my_family = _part("my_family.html", lambda member: {"family": member.family.all()})
my_honours = _part("my_honours.html", lambda member: {"honours": member.honours.prefetch_related("attachments")})
my_documents = _part(
    "my_documents.html",
    lambda member: {
        "documents": member.documents.prefetch_related("attachments"),
        "marks": member.hardship_marks.prefetch_related("attachments"),
    },
)
my_periods = _part(
    "my_periods.html", lambda member: {"periods": member.periods.select_related("unit").order_by("-starts_on")}
)


@require_GET
def my_file(request: HttpRequest, pk: int) -> FileResponse:
    """Download a file of one's own honours, documents or marks of hardship; without a reason, as officers need."""
    rows = (model.objects.own(request.user) for model in (Honour, MemberDocument, HardshipMark))
    return download(attachment_or_404(pk, *rows))
