"""What a member was given, as a part of the member's page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.authority.guards import PersonRequest, needs
from members.register.models.member import Member
from welfare.front.desk import runs_in_progress
from welfare.grants.models import Grant
from welfare.permissions import WelfarePermission

PERM = WelfarePermission.VIEW_GRANT
SHOWN = 20


@require_GET
@needs(PERM)
def member_grants(request: PersonRequest, pk: int) -> HttpResponse:
    """The member's latest benefits, paid by units in reach; the rest is a click away."""
    member = get_object_or_404(Member.objects.visible_to(request.user, PERM), pk=pk)
    grants = Grant.objects.visible_to(request.user, PERM).issued().filter(member=member)
    rows = grants.select_related("occasion", "run", "unit").order_by("-pk")[:SHOWN]
    context = {"member_pk": member.pk, "grants": rows}
    part = "welfare/front/_member_grants.html"
    return render(request, part if "HX-Request" in request.headers else "welfare/front/member_grants.html", context)


@needs(WelfarePermission.VIEW_RUN)
def desk_runs(request: PersonRequest) -> HttpResponse:
    """The desk's bars of the runs in progress."""
    return render(request, "welfare/front/_desk_runs.html", runs_in_progress(request.user))
