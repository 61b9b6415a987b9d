"""Code lists of questions and grievances: kinds, tiers, states, outcomes."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionKind(TextChoices):
    CONSULTATION = "consultation", _("Consultation")
    APPEAL = "appeal", _("Appeal")
    SUGGESTION = "suggestion", _("Suggestion")


class Topic(TextChoices):
    WAGES = "wages", _("Wages and allowances")
    HOURS = "hours", _("Hours, leave and holidays")
    CONTRACT = "contract", _("Labour contract")
    INSURANCE = "insurance", _("Social insurance and housing fund")
    SAFETY = "safety", _("Safety and health")
    BENEFITS = "benefits", _("Union benefits")
    LIFE = "life", _("Canteen, dormitory, commuting")
    MEMBERSHIP = "membership", _("Membership")
    OTHER = "other", pgettext_lazy("topic", "Something else")


class Tier(TextChoices):
    """How difficult a question is, which sets its deadline. 12351 has three tiers beside the plain consultation."""

    CONSULTATION = "consultation", _("Plain consultation")
    GENERAL = "general", _("General")
    DIFFICULT = "difficult", _("Difficult")
    COMPLEX = "complex", _("Complex")


class QuestionState(TextChoices):
    SUBMITTED = "submitted", _("Waiting to be accepted")
    ACCEPTED = "accepted", _("Being answered")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", pgettext_lazy("question", "Closed")


class Grade(IntegerChoices):
    VERY_SATISFIED = 4, _("Very satisfied")
    SATISFIED = 3, _("Satisfied")
    MOSTLY_SATISFIED = 2, _("Mostly satisfied")
    DISSATISFIED = 1, _("Dissatisfied")


class ReferralState(TextChoices):
    SENT = "sent", _("Waiting for the department")
    REPLIED = "replied", _("Department has replied")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "Withdrawn")


class GrievanceCategory(TextChoices):
    WAGES = "wages", _("Wages")
    HOURS = "hours", _("Hours and leave")
    CONTRACT = "contract", pgettext_lazy("grievance", "Labour contract")
    SAFETY = "safety", pgettext_lazy("grievance", "Safety and health")
    INSURANCE = "insurance", _("Social insurance")
    TREATMENT = "treatment", _("Treatment or harassment")
    OTHER = "other", pgettext_lazy("grievance", "Something else")


class GrievanceState(TextChoices):
    SUBMITTED = "submitted", _("Filed, waiting to be accepted")
    ACCEPTED = "accepted", pgettext_lazy("grievance", "Accepted")
    WORKING = "working", _("Being worked on")
    CLOSED = "closed", pgettext_lazy("grievance", "Closed")
    DECLINED = "declined", _("Not accepted")


class Outcome(TextChoices):
    SETTLED = "settled", _("Settled")
    PARTLY_SETTLED = "partly_settled", _("Partly settled")
    WITHDRAWN = "withdrawn", _("Withdrawn by the reporter")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    TO_ARBITRATION = "to_arbitration", _("Passed to arbitration")


class EntryKind(TextChoices):
    """What an entry of a grievance is."""

    MESSAGE = "message", _("Message")
    STEP = "step", _("Step")
    NOTE = "note", _("Internal note")


class Certainty(TextChoices):
    """How well a figure's source is known, as marked in docs/domain.md."""

    VERIFIED = "V", _("text read")
    SECOND_HAND = "S", _("second-hand")
    UNVERIFIED = "U", _("common practice, not verified")
