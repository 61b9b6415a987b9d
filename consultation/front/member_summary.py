"""What the member's page says of a member's cases in a few figures."""

from django.utils.translation import gettext as _

from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from members import access
from members.authority.models import User
from members.front.member_sections import Facts
from members.register.models.member import Member


def case_facts(member: Member, user: User) -> Facts:
    """Return how many questions, and how many grievances of which `user` is the officer; two queries for each.

    Other officers learn of a reporter for a reason only, so grievances are not counted for them.
    """
    facts = []
    if access.can(user, ConsultationPermission.VIEW_QUESTION, member.unit):
        asked = Question.objects.visible_to(user, ConsultationPermission.VIEW_QUESTION).filter(member=member)
        facts.append((_("Questions asked"), _counted(asked.count(), asked.open().count())))
    if access.can(user, ConsultationPermission.VIEW_GRIEVANCE, member.unit):
        own = Grievance.objects.visible_to(user, ConsultationPermission.VIEW_GRIEVANCE)
        own = own.filter(officer=user, reporter__member=member)
        facts.append((_("Grievances that you handle"), _counted(own.count(), own.open().count())))
    return facts


def _counted(every: int, still_open: int) -> str:
    return _("%(count)s, of them open: %(open)s") % {"count": every, "open": still_open}
