"""Labels of what the audit events of questions, referrals and grievances tell."""

from django.utils.translation import gettext_lazy as _

from consultation.choices import Grade, GrievanceCategory, Outcome, QuestionKind, Tier, Topic
from office.audit_facts import choice_words

FACT_LABELS = {
    "canned_answer.active": _("in use"),
    "category": _("category"),
    "grade": _("grade"),
    "internal": _("hidden from the reporter"),
    "outcome": _("outcome"),
    "published": _("published"),
    "question.kind": _("kind"),
    "question.referral": _("referral"),
    "question.to": _("department"),
    "tier": _("tier"),
    "topic": _("topic"),
}
FACT_VALUES = {
    "category": choice_words(GrievanceCategory.choices),
    "grade": choice_words(Grade.choices),
    "outcome": choice_words(Outcome.choices),
    "question.kind": choice_words(QuestionKind.choices),
    "tier": choice_words(Tier.choices),
    "topic": choice_words(Topic.choices),
}
