"""The acts that the rights officers' page of a grievance offers."""

from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceState
from consultation.deadlines.forms import ExtendForm, PauseForm
from consultation.grievances import actions, forms
from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from members.cases.forms import CaseForm
from members.cases.page import Act

HANDLE = ConsultationPermission.HANDLE_GRIEVANCE
SUBMITTED, ACCEPTED, WORKING = GrievanceState.SUBMITTED, GrievanceState.ACCEPTED, GrievanceState.WORKING

ACTS: list[Act[Grievance]] = [
    Act(
        name="accept",
        url_name="consultation:grievance_accept",
        perm=HANDLE,
        states=(SUBMITTED,),
        form=CaseForm,
        action=actions.accept_grievance,
        heading=_("Accept the case"),
        done=_("The case has been accepted."),
        leading=True,
    ),
    Act(
        name="start",
        url_name="consultation:grievance_start",
        perm=HANDLE,
        states=(ACCEPTED,),
        form=CaseForm,
        action=actions.start_work,
        heading=_("Start to work"),
        done=_("The reporter sees that work began."),
        leading=True,
    ),
    Act(
        name="step",
        url_name="consultation:grievance_step",
        perm=HANDLE,
        states=(ACCEPTED, WORKING),
        form=forms.StepForm,
        action=actions.log_step,
        heading=_("Log a step"),
        done=_("The step stands on the timeline."),
        leading=True,
    ),
    Act(
        name="write",
        url_name="consultation:grievance_write",
        perm=HANDLE,
        states=tuple(GrievanceState),
        form=forms.ReporterMessageForm,
        action=actions.write_to_reporter,
        heading=_("Write to the reporter"),
        done=_("The message has been sent."),
    ),
    Act(
        name="note",
        url_name="consultation:grievance_note",
        perm=HANDLE,
        states=tuple(GrievanceState),
        form=forms.NoteForm,
        action=actions.note_grievance,
        heading=_("Internal note"),
        done=_("The note has been kept."),
    ),
    Act(
        name="pause",
        url_name="consultation:grievance_pause",
        perm=HANDLE,
        states=(ACCEPTED, WORKING),
        form=PauseForm,
        action=actions.pause_grievance,
        heading=_("Pause the limit"),
        done=_("The limit is paused; the reporter reads why."),
        fits=lambda grievance: grievance.due_on is not None and grievance.due_left is None,
    ),
    Act(
        name="resume",
        url_name="consultation:grievance_resume",
        perm=HANDLE,
        states=(ACCEPTED, WORKING),
        form=CaseForm,
        action=actions.resume_grievance,
        heading=_("Let the limit go on"),
        done=_("The limit goes on from today."),
        fits=lambda grievance: grievance.due_left is not None,
    ),
    Act(
        name="extend",
        url_name="consultation:grievance_extend",
        perm=HANDLE,
        states=(ACCEPTED, WORKING),
        form=ExtendForm,
        action=actions.extend_grievance,
        heading=_("Extend the limit"),
        button=_("Extend"),
        done=_("The limit has been extended; the worker knows the new day."),
    ),
    Act(
        name="close",
        url_name="consultation:grievance_close",
        perm=HANDLE,
        states=(ACCEPTED, WORKING),
        form=forms.CloseForm,
        action=actions.close_grievance,
        heading=_("Close with the outcome"),
        done=_("The case is closed."),
        final=True,
    ),
    Act(
        name="decline",
        url_name="consultation:grievance_decline",
        perm=HANDLE,
        states=(SUBMITTED,),
        form=forms.DeclineForm,
        action=actions.decline_grievance,
        heading=_("Decline with advice"),
        done=_("The case was declined; the reporter reads why and what to do."),
        final=True,
    ),
]
