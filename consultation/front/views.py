"""A member's questions and grievances, as a part of the member's page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.register.models.member import Member

VIEW_QUESTION, VIEW_GRIEVANCE = ConsultationPermission.VIEW_QUESTION, ConsultationPermission.VIEW_GRIEVANCE
SHOWN = 20


@require_GET
def member_cases(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a member's questions, and those of their grievances of which the user is the officer.

    Other officers learn the reporter's name for a reason only, so this page must not tell them of a grievance.
    """
    user = request.user
    if not any(access.holds(user, perm) for perm in (VIEW_QUESTION, VIEW_GRIEVANCE)):
        raise PermissionDenied
    either = Member.objects.visible_to(user, VIEW_QUESTION) | Member.objects.visible_to(user, VIEW_GRIEVANCE)
    member = get_object_or_404(either, pk=pk)
    taken = Grievance.objects.visible_to(user, VIEW_GRIEVANCE).filter(officer=user, reporter__member=member)
    context = {
        "member_pk": member.pk,
        "questions": Question.objects.visible_to(user, VIEW_QUESTION).filter(member=member).order_by("-pk")[:SHOWN],
        "grievances": taken.order_by("-pk")[:SHOWN],
    }
    part = "consultation/front/_member_cases.html"
    return render(request, part if "HX-Request" in request.headers else "consultation/front/member_cases.html", context)
