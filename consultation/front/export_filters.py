"""The forms of the filters of exports, by verb: the audit log tells the filters by their labels."""

from django import forms

from consultation.grievances.forms import GrievanceFilter
from consultation.knowledge.forms import KeptTextFilter
from consultation.questions.forms import QuestionFilter
from consultation.referrals.forms import ReferralFilter

FILTER_FORMS: dict[str, type[forms.Form]] = {
    "canned_answer.export": KeptTextFilter,
    "faq.export": KeptTextFilter,
    "grievance.export": GrievanceFilter,
    "question.export": QuestionFilter,
    "referral.export": ReferralFilter,
}
