"""What the search box finds of cases: an officer's by number and title, a worker's own by the same."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.referrals.models import Referral
from members import access
from members.authority.models import User
from office.finder.rules import MOST, Hit, Source


def find_questions(user: User, text: str) -> list[Hit]:
    """Return questions in reach of this officer by the end of their number or by words of their title or messages."""
    if not access.holds(user, ConsultationPermission.VIEW_QUESTION):
        return []
    questions = Question.objects.visible_to(user, ConsultationPermission.VIEW_QUESTION).matching(text, None)
    found = questions.select_related("unit").defer("grams").order_by("-pk")[:MOST]
    return [Hit(one.title, one.get_absolute_url(), f"{one.number} · {one.get_state_display()}") for one in found]


def find_referrals(user: User, text: str) -> list[Hit]:
    """Return referrals by the end of their number: those to departments of this officer, and of questions in reach."""
    perms = (ConsultationPermission.REPLY_REFERRAL, ConsultationPermission.VIEW_QUESTION)
    rows = [Referral.objects.visible_to(user, perm).filter(number__iendswith=text) for perm in perms]
    found = Referral.objects.filter(Q(pk__in=rows[0].values("pk")) | Q(pk__in=rows[1].values("pk")))
    return [
        Hit(one.number, one.get_absolute_url(), f"{one.unit} · {one.get_state_display()}")
        for one in found.select_related("unit").order_by("-pk")[:MOST]
    ]


def find_grievances(user: User, text: str) -> list[Hit]:
    """Return cases in reach of this officer by the end of their number, never by what they tell or who tells."""
    if not access.holds(user, ConsultationPermission.VIEW_GRIEVANCE):
        return []
    cases = Grievance.objects.visible_to(user, ConsultationPermission.VIEW_GRIEVANCE).filter(number__iendswith=text)
    found = cases.select_related("unit").only("number", "state", "unit__name").order_by("-pk")[:MOST]
    return [Hit(one.number, one.get_absolute_url(), f"{one.unit} · {one.get_state_display()}") for one in found]


def find_own_questions(user: User, text: str) -> list[Hit]:
    """Return the user's own questions by their title or the end of their number, not by internal notes on them."""
    own = Question.objects.own(user).filter(Q(number__iendswith=text) | Q(title__icontains=text))
    found = own.defer("grams").order_by("-pk")[:MOST]
    return [Hit(one.title, one.own_url, f"{one.number} · {one.get_state_display()}") for one in found]


SOURCES = {
    "own_questions": Source(_("My questions"), find_own_questions),
    "questions": Source(_("Questions"), find_questions),
    "referrals": Source(_("Referrals"), find_referrals),
    "grievances": Source(_("Rights cases"), find_grievances),
}
