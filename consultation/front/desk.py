"""What consultation shows on a worker's home page and on an officer's desk: open cases, cases to deal with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceState, QuestionState
from consultation.grievances import next_steps as grievances
from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions import next_steps as questions
from consultation.questions.models import Question
from consultation.referrals.models import Referral
from members import access
from members.authority.models import User
from members.cases.rules import short_title
from office.desk import DeskItem
from office.types import Message

MOST = 50
FIRST_LINE = 60


@dataclass(frozen=True, kw_only=True)
class CaseRow(DeskItem):
    """One case on the home page or on the desk."""

    number: str
    next_step: Message


def _row(
    case: Question | Referral | Grievance,
    *,
    title: str,
    url: str,
    kind: Message,
    next_step: Message,
    note: Message = "",
    urgent: Message = "",
) -> CaseRow:
    """Return the row of a case that was read `with_due()`."""
    return CaseRow(
        title=title,
        number=case.number,
        url=url,
        kind=kind,
        next_step=next_step,
        # A paused deadline presses nobody; the row says how many days are left.
        due_on=case.due_on if case.due_left is None else None,
        estimated=bool(case.due_estimated),
        state=case.get_state_display(),
        tone=case.tone,
        note=note if case.due_left is None else case.due_text,
        urgent=urgent,
    )


def open_cases(user: User) -> list[CaseRow]:
    """Return a worker's own questions and named grievances that aren't closed, newest first, in two queries."""
    asked = Question.objects.own(user).exclude(state=QuestionState.CLOSED).with_due().defer("grams")[:MOST]
    filed = Grievance.objects.own(user).open().with_due()[:MOST]
    return [*map(_own_question, asked), *map(_own_grievance, filed)]


def _own_question(question: Question) -> CaseRow:
    return _row(
        question,
        title=question.title,
        url=question.own_url,
        kind=_("Question"),
        next_step=questions.next_step(question).for_worker,
    )


def _own_grievance(grievance: Grievance) -> CaseRow:
    return _row(
        grievance,
        title=_grievance_title(grievance),
        url=grievance.own_url,
        kind=_("Grievance"),
        next_step=grievances.next_step(grievance).for_worker,
    )


def _grievance_title(grievance: Grievance) -> str:
    return f"{grievance.number} · {grievance.get_category_display()}"


def waiting(user: User) -> list[CaseRow]:
    """Return the cases that this officer has to deal with, the most pressing first; at most MOST of each kind.

    These are open questions that are theirs or nobody's, open referrals to their departments, grievances to accept and
    open grievances of which they are the officer: in one query for each kind.
    """
    rows: list[CaseRow] = []
    if access.holds(user, ConsultationPermission.ANSWER_QUESTION):
        rows += _waiting_questions(user)
    if access.holds(user, ConsultationPermission.REPLY_REFERRAL):
        rows += _waiting_referrals(user)
    if access.holds(user, ConsultationPermission.HANDLE_GRIEVANCE):
        rows += _waiting_grievances(user)
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.number))


def _waiting_questions(user: User) -> Iterable[CaseRow]:
    in_reach = Question.objects.visible_to(user, ConsultationPermission.ANSWER_QUESTION).open()
    found = in_reach.filter(counsellor=user) | in_reach.filter(counsellor=None)
    for question in found.pressing_first().defer("grams")[:MOST]:
        step = questions.next_step(question).for_officer
        yield _row(question, title=question.title, url=question.get_absolute_url(), kind=step, next_step=step)


def _waiting_referrals(user: User) -> Iterable[CaseRow]:
    step = _("Reply to the desk")
    found = Referral.objects.visible_to(user, ConsultationPermission.REPLY_REFERRAL).open()
    for referral in found.pressing_first()[:MOST]:
        yield _row(referral, title=referral.number, url=referral.get_absolute_url(), kind=step, next_step=step)


def _waiting_grievances(user: User) -> Iterable[CaseRow]:
    in_reach = Grievance.objects.visible_to(user, ConsultationPermission.HANDLE_GRIEVANCE).open()
    found = in_reach.filter(officer=user) | in_reach.filter(state=GrievanceState.SUBMITTED)
    today = timezone.localdate()
    for grievance in found.pressing_first().with_opening(user).defer("wish", "summary", "advice")[:MOST]:
        step = grievances.next_step(grievance).for_officer
        yield _row(
            grievance,
            title=_grievance_title(grievance),
            url=grievance.get_absolute_url(),
            kind=step,
            next_step=step,
            note=short_title(grievance.opening, FIRST_LINE),
            urgent=grievances.urgency(grievance, today),
        )
