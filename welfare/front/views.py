"""What a member was given, as a part of the member's page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.authority.guards import PersonRequest, needs
from members.register.models.member import Member
from welfare.grants.models import Grant

PERM = "welfare.view_grant"
SHOWN = 20


@require_GET
@needs(PERM)
def member_grants(request: PersonRequest, pk: int) -> HttpResponse:
    """The member's latest benefits, paid by units in reach; the rest is a click away."""
    member = get_object_or_404(Member.objects.visible_to(request.user, PERM), pk=pk)
    grants = Grant.objects.visible_to(request.user, PERM).issued().filter(member=member)
    rows = grants.select_related("occasion", "run", "unit").order_by("-pk")[:SHOWN]
    context = {"member_pk": member.pk, "grants": rows}
    part = "welfare/_member_grants.html"
    return render(request, part if "HX-Request" in request.headers else "welfare/member_grants.html", context)
