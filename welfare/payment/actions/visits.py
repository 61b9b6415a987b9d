"""Visits follow their payments: an answer of a bank that is taken, or taken back, pays them or lets them be owed."""

from members.authority.models import User
from office.types import Message
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import LineState, Outcome
from welfare.visits.actions import by_bank
from welfare.visits.actions.by_bank import Transfer
from welfare.visits.choices import DONE, VisitState
from welfare.visits.models.visits import Visit


def follow_payments(answer: AnswerFile, *, by: User | None, reason: Message) -> None:
    """Bring the visits whose lines an answer is about into agreement with these lines, one after the other."""
    rows = answer.rows.filter(line__visit__isnull=False)
    found = Visit.objects.filter(pk__in=rows.order_by().values("line__visit"), state__in=DONE)
    for visit in (
        found.order_by("pk")
        .select_for_update(no_key=True, of=("self",))
        .select_related("unit", "member__user", "line__unit")
    ):
        paid = visit.payment_lines.filter(state=LineState.PAID).select_related("answer__by").first()
        if paid is not None and visit.state == VisitState.CARRIED_OUT:
            assert paid.paid_on is not None and paid.answer is not None
            by_bank.note_paid(visit, Transfer(paid.pk, paid.number, paid.paid_on), by=paid.answer.by)
        elif paid is None and visit.payment_id is not None:
            by_bank.note_owed_again(visit, by=by, reason=str(reason))


def returned_visits(answer: AnswerFile) -> list[Visit]:
    """Return the visits whose money an answer says came back."""
    rows = answer.rows.filter(outcome__in=[Outcome.RETURNED, Outcome.LATE])
    visits = Visit.objects.filter(pk__in=rows.filter(line__visit__isnull=False).values("line__visit"))
    return list(visits.select_related("member__user").order_by("pk"))


def overtaken(lines: "list[int]") -> bool:
    """Return whether a visit of one of these returned lines was paid otherwise, or given up, since."""
    returned = PaymentLine.objects.filter(pk__in=lines, state=LineState.RETURNED, visit__isnull=False)
    return returned.exclude(visit__state=VisitState.CARRIED_OUT).exists()
