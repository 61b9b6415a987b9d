"""Three sentences of help for each page, by the beginning of its URL name; the longest that fits counts."""

from django.utils.translation import gettext_lazy as _

HELP = {
    "consultation:ask": _(
        "Ask about work, pay, leave, benefits or anything that concerns you; a few sentences are enough. While "
        "you type, answers to similar questions appear, which may save you the waiting. After sending you get a "
        "number and the day by which you hear."
    ),
    "consultation:my_question": _(
        "These are your questions and the answers to them. The next step and its day stand at the top. If the "
        "answer doesn't help, say so with the rating: the question is then looked at again."
    ),
    "consultation:my_faq": _(
        "Answers to what many have asked. Search by words of your question. If yours is not among them, ask it; "
        "the button is at the end."
    ),
    "consultation:question_list": _(
        "Questions of the units that you advise, the most pressing first. The due day counts working days. Take a "
        "question before you answer, so that others see who is at it."
    ),
    "consultation:question_": _(
        "Read the whole conversation, then answer, refer, assign or note. Internal notes are never shown to the "
        "asker. The due day stays until the answer is sent."
    ),
    "consultation:canned_": _(
        "Canned answers are put into an answer with one tap and then changed as needed. They belong to a unit and "
        "those below it. Cite the rule that they rest on, with the year."
    ),
    "consultation:faq_": _(
        "Frequent questions are shown to workers of the unit, also while they type one. Write as one would speak, "
        "without names. Unpublish what is no longer right."
    ),
    "consultation:referral_": _(
        "A referral carries a question to the department that must act, with a day for its reply. The department "
        "sees what it needs, not who asked unless that is part of it. Urge once a day when the day is over."
    ),
    "consultation:member_cases": _(
        "Questions and rights cases of one member that you may see. Each leads to its page. Anonymous reports are "
        "never among them."
    ),
    "consultation:file_grievance": _(
        "Tell what happened, in your own words, and since when. Only the rights officers of your unit read it, "
        "each reading is recorded, and nobody may use it against you. You get a number and the day of the next "
        "step."
    ),
    "consultation:my_grievance": _(
        "Your own cases, their next step and its day, and the messages to and from your rights officer. Papers "
        "can be added at any time. Legal time limits that may run stand at the top."
    ),
    "consultation:report": _(
        "Report without giving your name. Nothing that could tell who you are is stored: no address of your "
        "device, no file names, only the hour. Keep the receipt code: it is the only way to read the answer."
    ),
    "consultation:follow": _(
        "Type the receipt code to read the answer and to add something. The code opens nothing else, and nobody "
        "can find it out for you. Close the page afterwards if others use the device."
    ),
    "consultation:grievance_": _(
        "Rights cases of your units, without names in the list. Opening one and reading who reported are "
        "recorded. The day of the next step and legal limits stand at the head of the case."
    ),
}
