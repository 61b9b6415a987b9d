"""The permissions of consultation, as posts carry them and pages, API and admin ask for them."""

from enum import StrEnum


class ConsultationPermission(StrEnum):
    """A verb that a post in a unit gives there and in everything below it; the value is Django's name of it."""

    VIEW_QUESTION = "consultation.view_question"
    """See questions and their referrals."""
    ANSWER_QUESTION = "consultation.answer_question"
    """Accept, answer and assign questions."""
    REFER_QUESTION = "consultation.refer_question"
    """Refer questions to departments."""
    URGE_QUESTION = "consultation.urge_question"
    """Urge the desk and departments."""
    REPLY_REFERRAL = "consultation.reply_referral"
    """See the referrals to one's department, and reply to them."""

    VIEW_GRIEVANCE = "consultation.view_grievance"
    """See grievances, anonymous ones too."""
    HANDLE_GRIEVANCE = "consultation.handle_grievance"
    """Accept, work on and close grievances."""
