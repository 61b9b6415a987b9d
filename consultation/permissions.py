"""The permissions of consultation, which posts grant and which pages, API and admin require."""

from enum import StrEnum


class ConsultationPermission(StrEnum):
    """What a post in a unit permits there and in all units below; the value is Django's name of the permission."""

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

    VIEW_CANNEDANSWER = "consultation.view_cannedanswer"
    """See the canned answers of the desk."""
    CHANGE_CANNEDANSWER = "consultation.change_cannedanswer"
    """Write and change canned answers."""
    VIEW_FAQENTRY = "consultation.view_faqentry"
    """See the frequent questions, those not published too."""
    CHANGE_FAQENTRY = "consultation.change_faqentry"
    """Write, change and publish frequent questions."""

    VIEW_GRIEVANCE = "consultation.view_grievance"
    """See grievances, anonymous ones too."""
    HANDLE_GRIEVANCE = "consultation.handle_grievance"
    """Accept, work on and close grievances."""
