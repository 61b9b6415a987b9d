"""The next step of a grievance, for its reporter and for officers; and the legal time limits, as advice."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceCategory, GrievanceState
from consultation.grievances import rules
from consultation.grievances.models import Grievance
from consultation.statutes.limits import LimitOfCase, limits_of_case
from members.cases.rules import NextStep
from office.types import Message

NEXT_STEPS = {
    GrievanceState.SUBMITTED: NextStep(
        _("A rights officer decides whether to accept the case"), _("Accept the case or decline it with advice")
    ),
    GrievanceState.ACCEPTED: NextStep(_("The rights officer starts to work on it"), _("Start to work")),
    GrievanceState.WORKING: NextStep(
        _("The rights officer works on it; every step appears here"), _("Log the steps, then close with the outcome")
    ),
    GrievanceState.CLOSED: NextStep(_("The case is closed"), _("Nothing more to do")),
    GrievanceState.DECLINED: NextStep(_("The case was not accepted; see the advice below"), _("Nothing more to do")),
}


def next_step(grievance: Grievance) -> NextStep:
    return NEXT_STEPS[GrievanceState(grievance.state)]


def urgency(grievance: Grievance, today: date) -> Message:
    """Return in a word why a case that was read `with_due()` must not wait: its deadline, or a legal limit; else ""."""
    if grievance.has_ended:
        return ""
    due_on = grievance.due_on if grievance.due_left is None else None
    if due_on and due_on < today:
        return _("overdue")
    if due_on and due_on <= today + rules.NEAR_DEADLINE:
        return _("due soon")
    days = [limit.last_day for limit in time_limits(grievance) if limit.last_day and not grievance.is_anonymous]
    return _("legal limit near") if rules.is_near(days, today) else ""


def counted_limits(grievance: Grievance) -> list[LimitOfCase]:
    """Return the legal time limits that may run for this case, by the calendar and the rows of the law's limits."""
    return limits_of_case(GrievanceCategory(grievance.category), grievance.since, grievance.employment_ended_on)


def time_limits(grievance: Grievance) -> list[rules.Limitation]:
    """Return the legal time limits that may run for this case, as advice: arbitration, then labour inspection."""
    category = GrievanceCategory(grievance.category)
    found = []
    if grievance.since or category is GrievanceCategory.WAGES:
        known_on = grievance.since or grievance.filed_at.date()
        found.append(rules.arbitration_limit(category, known_on, grievance.employment_ended_on))
    if grievance.since:
        found.append(rules.inspection_limit(grievance.since))
    return found
