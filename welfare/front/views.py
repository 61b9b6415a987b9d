"""Parts of pages: a member's grants on the member's page, the runs in progress on the desk."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.register.models.member import Member
from welfare.front.desk import runs_in_progress
from welfare.grants.models.grants import Grant
from welfare.permissions import WelfarePermission

PERM = WelfarePermission.VIEW_GRANT
SHOWN = 20


@require_GET
@needs(PERM)
def member_grants(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the member's latest SHOWN grants of issued runs in units in reach; the template links to all of them."""
    member = get_object_or_404(Member.objects.visible_to(request.user, PERM), pk=pk)
    grants = Grant.objects.visible_to(request.user, PERM).issued().filter(member=member)
    rows = grants.select_related("occasion", "run", "unit").order_by("-pk")[:SHOWN]
    context = {"member_pk": member.pk, "grants": rows}
    part = "welfare/front/_member_grants.html"
    return render(request, part if "HX-Request" in request.headers else "welfare/front/member_grants.html", context)


@needs(WelfarePermission.VIEW_RUN)
def desk_runs(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the runs in progress, as a part of the desk."""
    return render(request, "welfare/front/_desk_runs.html", runs_in_progress(request.user))
