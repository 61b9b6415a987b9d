from consultation.deadlines.models import Clock, DeadlineRule, Series
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from consultation.questions.models import Message, Question, Rating
from consultation.referrals.models import Referral

__all__ = [
    "Clock",
    "DeadlineRule",
    "Grievance",
    "GrievanceEntry",
    "GrievanceReporter",
    "Message",
    "Question",
    "Rating",
    "Referral",
    "Series",
]
