"""What home and the desk show of questions and grievances: whose turn it is, and by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceState, QuestionState
from consultation.grievances import next_steps as grievances_next_steps
from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions import next_steps as steps
from consultation.questions.models import Question
from consultation.referrals.models import Referral
from members import access

MOST = 50


@dataclass(frozen=True)
class Row:
    """One case in a list of home or desk; `state` and `tone` make its badge."""

    title: str
    number: str
    url: str
    kind: Any
    next_step: Any
    due_on: date | None
    estimated: bool
    state: str
    tone: str

    def get_state_display(self) -> str:
        return self.state


def _row(case: Any, *, title: str, url: str, kind: Any, next_step: Any) -> Row:
    return Row(
        title=title,
        number=case.number,
        url=url,
        kind=kind,
        next_step=next_step,
        due_on=case.due_on,
        estimated=bool(case.due_estimated),
        state=case.get_state_display(),
        tone=case.tone,
    )


def open_cases(user: Any) -> list[Row]:
    """A worker's own questions and named grievances that aren't closed, newest first. Two queries."""
    asked = Question.objects.own(user).exclude(state=QuestionState.CLOSED).with_due().defer("grams")[:MOST]
    filed = Grievance.objects.own(user).open().with_due()[:MOST]
    rows = [
        _row(one, title=one.title, url=one.own_url, kind=_("Question"), next_step=steps.for_asker(one)) for one in asked
    ]
    rows += [
        _row(
            one,
            title=f"{one.number} · {one.get_category_display()}",
            url=one.own_url,
            kind=_("Grievance"),
            next_step=grievances_next_steps.for_reporter(one),
        )
        for one in filed
    ]
    return rows


def waiting(user: Any) -> list[Row]:
    """What waits for this officer, the most pressing first: at most MOST of each sort, one query a sort.

    Questions to accept in their units, questions they have taken or that have nobody, referrals of their departments,
    grievances to accept or their own to work on.
    """
    rows: list[Row] = []
    if access.holds(user, ConsultationPermission.ANSWER_QUESTION):
        rows += _questions(user)
    if access.holds(user, ConsultationPermission.REPLY_REFERRAL):
        rows += _referrals(user)
    if access.holds(user, ConsultationPermission.HANDLE_GRIEVANCE):
        rows += _grievances(user)
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.number))


def _questions(user: Any) -> list[Row]:
    reach = Question.objects.visible_to(user, ConsultationPermission.ANSWER_QUESTION).open()
    mine = reach.filter(counsellor=user) | reach.filter(counsellor=None)
    found = mine.pressing_first().defer("grams")[:MOST]
    return [
        _row(one, title=one.title, url=one.get_absolute_url(), kind=steps.for_desk(one), next_step=steps.for_desk(one))
        for one in found
    ]


def _referrals(user: Any) -> list[Row]:
    found = Referral.objects.visible_to(user, ConsultationPermission.REPLY_REFERRAL).open().pressing_first()
    reply = _("Reply to the desk")
    return [
        _row(one, title=one.number, url=one.get_absolute_url(), kind=reply, next_step=reply) for one in found[:MOST]
    ]


def _grievances(user: Any) -> list[Row]:
    reach = Grievance.objects.visible_to(user, ConsultationPermission.HANDLE_GRIEVANCE).open()
    mine = reach.filter(officer=user) | reach.filter(state=GrievanceState.SUBMITTED)
    return [
        _row(
            one,
            title=f"{one.number} · {one.get_category_display()}",
            url=one.get_absolute_url(),
            kind=grievances_next_steps.for_officer(one),
            next_step=grievances_next_steps.for_officer(one),
        )
        for one in mine.pressing_first()[:MOST]
    ]
