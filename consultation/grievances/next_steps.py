from typing import Any

from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceCategory, GrievanceState
from consultation.grievances import rules
from consultation.grievances.models import Grievance

WORKER_GRIEVANCE = {
    GrievanceState.SUBMITTED: _("A rights officer decides whether to accept the case"),
    GrievanceState.ACCEPTED: _("The rights officer starts to work on it"),
    GrievanceState.WORKING: _("The rights officer works on it; every step appears here"),
    GrievanceState.CLOSED: _("The case is closed"),
    GrievanceState.DECLINED: _("The case was not accepted; see the advice below"),
}


OFFICER_GRIEVANCE = {
    GrievanceState.SUBMITTED: _("Accept the case or decline it with advice"),
    GrievanceState.ACCEPTED: _("Start to work"),
    GrievanceState.WORKING: _("Log the steps, then close with the outcome"),
    GrievanceState.CLOSED: _("Nothing more to do"),
    GrievanceState.DECLINED: _("Nothing more to do"),
}


def for_reporter(grievance: Grievance) -> Any:
    return WORKER_GRIEVANCE[GrievanceState(grievance.state)]


def for_officer(grievance: Grievance) -> Any:
    return OFFICER_GRIEVANCE[GrievanceState(grievance.state)]


def limits(grievance: Grievance) -> list[rules.Limitation]:
    """The legal time limits that may run for this case, as advice: arbitration, then labour inspection."""
    category = GrievanceCategory(grievance.category)
    found = []
    if grievance.since or category is GrievanceCategory.WAGES:
        known_on = grievance.since or grievance.filed_at.date()
        found.append(rules.arbitration_limit(category, known_on, grievance.employment_ended_on))
    if grievance.since:
        found.append(rules.inspection_limit(grievance.since))
    return found
