"""The act and the section that referrals add to the desk's page of a question, registered in apps.py."""

from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.referrals.actions import refer_question
from consultation.referrals.forms import ReferForm
from consultation.referrals.models import Referral
from members.cases.page import Act, Section

REFER = Act(
    name="refer",
    url_name="consultation:question_refer",
    perm=ConsultationPermission.REFER_QUESTION,
    states=(QuestionState.ACCEPTED, QuestionState.ANSWERED),
    form=ReferForm,
    action=refer_question,
    heading=_("Refer to a department"),
    button=_("Send the slip"),
    done=_("The slip has been sent to the department."),
)


def _referrals_of(question: Question) -> dict[str, object]:
    return {"referrals": Referral.objects.filter(question=question).select_related("unit").with_due()}


REFERRALS = Section("consultation/referrals/_of_question.html", _referrals_of)
