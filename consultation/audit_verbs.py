"""Labels of the audit events of questions, referrals and grievances, for timelines and the audit log."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GRIEVANCE_EVENTS = {
    "grievance.file": _("Filed"),
    "grievance.accept": pgettext_lazy("grievance", "Accepted"),
    "grievance.decline": _("Not accepted"),
    "grievance.start": _("Work begun"),
    "grievance.pause": _("Limit paused"),
    "grievance.resume": _("Limit goes on"),
    "grievance.extend": _("Limit extended"),
    "grievance.close": pgettext_lazy("grievance", "Closed"),
}
QUESTION_EVENTS = {
    "question.ask": _("Asked"),
    "question.accept": pgettext_lazy("grievance", "Accepted"),
    "question.answer": _("Answered"),
    "question.note": _("Internal note written"),
    "question.change_tier": _("Tier changed"),
    "question.assign": _("Assigned"),
    "question.pause": _("Limit paused"),
    "question.resume": _("Limit goes on"),
    "question.extend": _("Limit extended"),
    "question.refer": _("Referred to a department"),
    "question.follow_up": _("Asker wrote again"),
    "question.rate": _("Rated"),
    "question.urge": _("Urged"),
}
READINGS = {"grievance.read": _("Read"), "grievance.reveal": _("Asked who reported")}
# The timeline shows these as the entries that they add.
ENTRIES = {
    "grievance.step": _("Step logged"),
    "grievance.note": _("Internal note written"),
    "grievance.write": _("Wrote to the reporter"),
    "grievance.follow_up": _("Reporter wrote"),
}
REFERRALS = {
    "referral.reply": _("Department replied"),
    "referral.urge": _("Department urged"),
    "referral.withdraw": _("Referral withdrawn"),
}
KNOWLEDGE = {
    "canned_answer.create": _("Canned answer written"),
    "canned_answer.change": _("Canned answer changed"),
    "faq.create": _("Frequent question written"),
    "faq.change": _("Frequent question changed"),
}
EXPORTS = {
    "canned_answer.export": _("canned answers exported"),
    "faq.export": _("frequent questions exported"),
    "question.export": _("questions exported"),
    "grievance.export": _("grievances exported"),
    "referral.export": _("referrals exported"),
}
VERBS = {**GRIEVANCE_EVENTS, **QUESTION_EVENTS, **READINGS, **ENTRIES, **REFERRALS, **KNOWLEDGE, **EXPORTS}
