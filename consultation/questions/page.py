"""The acts and sections of the desk's page of a question; apps.py adds those of rooms above."""

from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState
from consultation.deadlines.forms import ExtendForm, PauseForm
from consultation.permissions import ConsultationPermission
from consultation.questions import actions, forms
from consultation.questions.models import Question
from members.cases.forms import CaseForm
from members.cases.page import Act, Section

SUBMITTED, ACCEPTED = QuestionState.SUBMITTED, QuestionState.ACCEPTED
ANSWERED, CLOSED = QuestionState.ANSWERED, QuestionState.CLOSED

SECTIONS: list[Section[Question]] = []
ACTS: list[Act[Question]] = [
    Act(
        name="accept_and_answer",
        url_name="consultation:question_accept_and_answer",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(SUBMITTED,),
        form=forms.AcceptAndAnswerForm,
        action=actions.accept_and_answer,
        heading=_("Accept and answer"),
        button=_("Accept and send the answer"),
        done=_("Accepted; the answer has been sent."),
        leading=True,
    ),
    Act(
        name="accept",
        url_name="consultation:question_accept",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(SUBMITTED,),
        form=forms.AcceptForm,
        action=actions.accept_question,
        heading=_("Accept only, answer later"),
        button=_("Accept"),
        done=_("Accepted. The limit for the answer runs."),
    ),
    Act(
        name="answer",
        url_name="consultation:question_answer",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(ACCEPTED, ANSWERED),
        form=forms.AnswerForm,
        action=actions.answer_question,
        heading=_("Answer the asker"),
        button=_("Send the answer"),
        done=_("The answer has been sent."),
        leading=True,
    ),
    Act(
        name="note",
        url_name="consultation:question_note",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=tuple(QuestionState),
        form=forms.NoteForm,
        action=actions.note_question,
        heading=_("Internal note"),
        button=_("Keep the note"),
        done=_("The note has been kept."),
    ),
    Act(
        name="assign",
        url_name="consultation:question_assign",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(ACCEPTED, ANSWERED),
        form=forms.AssignForm,
        action=actions.assign_question,
        heading=_("Assign to another counsellor"),
        button=_("Assign"),
        done=_("The question has been assigned."),
    ),
    Act(
        name="tier",
        url_name="consultation:question_tier",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(ACCEPTED,),
        form=forms.TierForm,
        action=actions.change_tier,
        heading=_("Change the tier"),
        done=_("The tier has been changed, and with it the day of the answer."),
    ),
    Act(
        name="pause",
        url_name="consultation:question_pause",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(ACCEPTED,),
        form=PauseForm,
        action=actions.pause_question,
        heading=_("Wait for the asker"),
        button=_("Pause the limit"),
        done=_("The limit is paused; it goes on when the asker writes."),
        fits=lambda question: question.due_on is not None and question.due_left is None,
    ),
    Act(
        name="resume",
        url_name="consultation:question_resume",
        perm=ConsultationPermission.ANSWER_QUESTION,
        states=(ACCEPTED,),
        form=CaseForm,
        action=actions.resume_question,
        heading=_("Let the limit go on"),
        done=_("The limit goes on from today."),
        fits=lambda question: question.due_left is not None,
    ),
    Act(
        name="extend",
        url_name="consultation:question_extend",
        perm=ConsultationPermission.URGE_QUESTION,
        states=(ACCEPTED,),
        form=ExtendForm,
        action=actions.extend_question,
        heading=_("Extend the limit"),
        button=_("Extend"),
        done=_("The limit has been extended; the worker knows the new day."),
    ),
    Act(
        name="publish",
        url_name="consultation:question_publish",
        perm=ConsultationPermission.CHANGE_FAQENTRY,
        states=(ANSWERED, CLOSED),
        form=forms.PublishForm,
        action=actions.publish_as_faq,
        heading=_("Make it a frequent question"),
        button=_("Publish"),
        done=_("Published: workers find it before they ask."),
    ),
    Act(
        name="urge",
        url_name="consultation:question_urge",
        perm=ConsultationPermission.URGE_QUESTION,
        states=(SUBMITTED, ACCEPTED),
        form=forms.UrgeForm,
        action=actions.urge_question,
        heading=_("Urge"),
        done=_("Whoever has the question has been reminded."),
    ),
]
