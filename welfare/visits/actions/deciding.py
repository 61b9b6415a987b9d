"""A visit is submitted, approved by band, refused or given up; its money is reserved and released with it.

Nobody decides about themselves. No act writes a kind, health or family into the audit log or a notice.
"""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.approvals.actions import rounds
from members.authority.models import User
from members.register.actions.entry_lock import forbid_own
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, require_state
from office.types import JsonValue, Message
from welfare.budgets.models import BudgetLine
from welfare.choices import Refusal
from welfare.kinds.names import kind_name
from welfare.visits import rules
from welfare.visits.actions import money
from welfare.visits.actions.asking import locked, require_still_allowed
from welfare.visits.choices import RESERVED, VISIT_KIND, VisitState
from welfare.visits.models.visits import Visit


@dataclass(frozen=True)
class Reason:
    """Why a visit is refused: the condition, the document that says so, and words that only the member reads."""

    refusal: Refusal
    document: str
    words: str = ""


def line_for(visit: Visit) -> BudgetLine:
    """Return the budget line that pays a visit: the nearest unit's for the year of the event, or of today.

    Raises NotAllowed where there is none that is open.
    """
    for year in dict.fromkeys((visit.event_on.year, timezone.localdate().year)):
        line = BudgetLine.objects.for_unit(visit.unit, year, visit.kind).first()
        if line is not None and not line.is_closed:
            return line
    raise NotAllowed(
        _("There is no budget for “%(kind)s” in %(year)s: no spending without a budget.")
        % {"kind": kind_name(visit.kind), "year": visit.event_on.year},
        code="no_budget",
    )


@transaction.atomic
def submit_visit(visit: Visit, *, by: User) -> Visit:
    """Check a visit again and submit it for approval by band; its sum is reserved.

    Raises NotAllowed as `ask_visit` does, for one's own, without an open budget line, and when it has too little left.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.ASKED)
    allowed = require_still_allowed(visit)
    line = line_for(visit)
    money.reserve(visit, line, by=by)
    move(visit, VisitState.IN_REVIEW, rules.NEXT, line=line, document=allowed.document)
    rounds.submit(
        VISIT_KIND,
        visit,
        unit=visit.unit,
        amount=visit.amount,
        content=visit.fingerprint,
        by=by,
        makers=[visit.asked_by],
    )
    audit.record("visit.submit", visit, by=by, unit=visit.unit, changes={"amount": str(visit.amount)})
    return visit


@transaction.atomic
def approve_visit(visit: Visit, *, by: User, note: str = "") -> Visit:
    """Add one approval; after the last one the visit may be planned, or is done where somebody was there already.

    Raises NotAllowed for one's own, and as `rounds.approve` does.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.IN_REVIEW)
    outcome = rounds.approve(VISIT_KIND, visit, by=by, content=visit.fingerprint, note=note)
    told: dict[str, JsonValue] = {"approvals": f"{outcome.given}/{outcome.needed}"}
    if outcome.decision.for_whom is not None:
        told["for"] = str(outcome.decision.for_whom)
    audit.record("visit.approve", visit, by=by, unit=visit.unit, reason=note.strip(), changes=told)
    if outcome.approved:
        done = VisitState.CARRIED_OUT if visit.visited_on else VisitState.APPROVED
        move(visit, done, rules.NEXT)
        tell_member(visit, gettext_lazy("What your union was asked for you is decided."))
    return visit


def being_paid() -> dict[str, str]:
    """Return what is told where a bank pays a visit, or is to pay it."""
    return {"visit_is_being_paid": _("The bank is paying this: wait for its answer, or cancel that payment first.")}


def tell_member(visit: Visit, text: Message) -> None:
    """Tell the member that something has happened; what it is stands on their page alone."""
    notify(visit.member.user, text, reverse("welfare:my_visits"))


@transaction.atomic
def return_visit(visit: Visit, *, by: User, reason: str) -> Visit:
    """Return a visit to whoever submitted it, for a reason; its money is free again.

    Raises NotAllowed as `rounds.send_back` does.
    """
    visit = locked(visit)
    require_state(visit, VisitState.IN_REVIEW)
    rounds.send_back(VISIT_KIND, visit, by=by, reason=reason)
    money.give_back(visit, by=by)
    move(visit, VisitState.ASKED, rules.NEXT, line=None)
    audit.record("visit.return", visit, by=by, unit=visit.unit)
    return visit


@transaction.atomic
def withdraw_review(visit: Visit, *, by: User) -> Visit:
    """Take a visit back from review. Raises NotAllowed unless `by` submitted it, and when it is decided."""
    visit = locked(visit)
    require_state(visit, VisitState.IN_REVIEW)
    rounds.withdraw(VISIT_KIND, visit, by=by)
    money.give_back(visit, by=by)
    move(visit, VisitState.ASKED, rules.NEXT, line=None)
    audit.record("visit.withdraw_review", visit, by=by, unit=visit.unit)
    return visit


@transaction.atomic
def refuse_visit(visit: Visit, why: Reason, *, by: User) -> Visit:
    """Refuse a visit by a condition of a document; its money is free again, and the member reads why.

    Raises NotAllowed for one's own, without a document, and once it is approved.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.ASKED, VisitState.IN_REVIEW)
    if not why.document.strip():
        raise NotAllowed(_("Name the document that says so."), field="document")
    money.give_back(visit, by=by)
    rounds.cancel(VISIT_KIND, visit)
    move(
        visit,
        VisitState.REFUSED,
        rules.NEXT,
        refusal=why.refusal,
        document=why.document.strip(),
        answer=why.words.strip(),
        closed_at=timezone.now(),
    )
    audit.record("visit.refuse", visit, by=by, unit=visit.unit, reason=why.document.strip())
    tell_member(visit, gettext_lazy("What your union was asked for you is decided."))
    return visit


@transaction.atomic
def cancel_visit(visit: Visit, *, by: User, words: str) -> Visit:
    """Give a visit up before it is paid; its money is free again. Only officers and the member read the words.

    Raises NotAllowed for one's own, without words, once it is paid, and while the bank pays it.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.ASKED, *RESERVED)
    if not words.strip():
        raise NotAllowed(_("Say why it is given up."), field="words")
    money.give_back(visit, by=by)
    rounds.cancel(VISIT_KIND, visit)
    with refused_by(being_paid()):
        move(visit, VisitState.CANCELLED, rules.NEXT, answer=words.strip(), closed_at=timezone.now())
    audit.record("visit.cancel", visit, by=by, unit=visit.unit)
    tell_member(visit, gettext_lazy("What your union was asked for you is decided."))
    return visit
