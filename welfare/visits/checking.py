"""What is due for a visit, and why not: the member's facts as the rules of standards ask them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from members.choices import RETIRED_STATUSES, MemberState
from members.dues.models.charges import DuesCharge
from members.register.models.member import Member
from office.days import months_later
from office.errors import NotAllowed
from office.money import yuan
from welfare.choices import Condition, Form, Frequency, Kind, Refusal
from welfare.kinds.names import kind_name
from welfare.standards import rules as standards
from welfare.standards.lookup import Reached, Standards, due_in
from welfare.standards.models import MemberFact
from welfare.visits.choices import VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.querysets import Visits
from welfare.visits.said import Said


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asks for: the event, its day, what it says, and the sum; None for all that is allowed."""

    kind: str
    event_on: date
    said: Said
    form: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Allowed:
    """What may be given: the sum in yuan, in which form, by which document, and until when it may be asked for."""

    amount: Decimal
    form: str
    document: str
    rule: standards.RuleRow


@dataclass(frozen=True)
class Refused:
    """Why nothing may be given, and the document that says so."""

    refusal: Refusal
    document: str


def reached_by(member: Member, kind: str) -> Reached:
    """Return the caps and rules of a kind that reach a member's unit."""
    return Standards(kind).at(member.unit.path)


def rule_of(member: Member, kind: str, on: date) -> standards.RuleRow:
    """Return how a kind is given to a member for an event on a day."""
    return standards.ruled(reached_by(member, kind).rules, kind=kind, on=on)


def looked_at(
    member: Member, wanted: Wanted, claimed_on: date, *, but: Visit | None = None, reached: Reached | None = None
) -> Allowed | Refused:
    """Return what may be given to a member, or why nothing, by the rules on the day of the event.

    `but` is the visit itself where it is stored already. Raises NotAllowed where no cap is found, where the sum is more
    than the caps leave, and for a day on which the person was no member or that is still to come.
    """
    _require_member_then(member, wanted.event_on, claimed_on)
    reached = reached or reached_by(member, wanted.kind)
    rule = standards.ruled(reached.rules, kind=wanted.kind, on=wanted.event_on)
    form = wanted.form or _usual_form(rule)
    facts = standards.Facts(
        kind=wanted.kind,
        on=wanted.event_on,
        standard=wanted.amount,
        already=_already(member, wanted, but),
        conditions=frozenset({Condition.OPERATION.value} if wanted.said.operation else ()),
        illness=wanted.said.illness,
        relation=wanted.said.relation if wanted.kind == Kind.KIN_DEATH else "",
        form=form,
        claimed_on=claimed_on,
        pays_dues=not rule.dues_months or not _owes(member, rule.dues_months, wanted.event_on),
        wage_in_base=not rule.wage_in_base or not _is_outside_base(member, rule, wanted.event_on),
        benefits_elsewhere=bool(rule.one_place) and _is_marked(member, MemberFact.Fact.ELSEWHERE, wanted.event_on),
        retired=member.employment in RETIRED_STATUSES,
    )
    found = _due(reached, facts, _earlier(member, wanted, rule, but))
    if found.refusal is not None:
        return Refused(found.refusal, _document_of(found, reached, wanted))
    if not found.payable:
        message = _("No document allows a sum for “%(kind)s” in this unit on that day.")
        raise NotAllowed(message % {"kind": kind_name(wanted.kind)}, code="no_cap", field="kind")
    if wanted.amount is not None and wanted.amount > found.payable:
        told = _("At most %(most)s: %(document)s.") % {"most": yuan(found.payable), "document": found.document}
        raise NotAllowed(told, code="above_cap", field="amount")
    return Allowed(found.payable, form, found.document, rule)


def _require_member_then(member: Member, on: date, today: date) -> None:
    if member.state != MemberState.ACTIVE:
        raise NotAllowed(_("Only members in the union are visited."), code="no_member", field="member")
    if on > today:
        raise NotAllowed(_("This day lies in the future."), code="future", field="event_on")
    if member.joined_on is not None and on < member.joined_on:
        raise NotAllowed(
            _("The member joined the union after the event, on %(day)s.") % {"day": member.joined_on},
            code="joined_later",
            field="event_on",
        )


def _usual_form(rule: standards.RuleRow) -> str:
    """Return the form in which a kind is usually given: money where it may be, else the first that is allowed."""
    allowed = standards.allowed(rule)
    return Form.MONEY.value if Form.MONEY in allowed else min(allowed, default="")


def _is_marked(member: Member, fact: MemberFact.Fact, on: date) -> bool:
    return MemberFact.objects.of(fact, on).filter(member=member).exists()


def _is_outside_base(member: Member, rule: standards.RuleRow, on: date) -> bool:
    """Return whether the member's wage is not in the base of the union fund."""
    outside = rule.outside_base is not None and member.employment_form in rule.outside_base
    return outside or _is_marked(member, MemberFact.Fact.WAGE_NOT_IN_BASE, on)


def _owes(member: Member, months: int, on: date) -> bool:
    """Return whether the member owes the dues of all so many months before that of the day, none of them in part."""
    month = on.replace(day=1)
    owed = DuesCharge.objects.filter(
        member=member, state="due", paid=0, month__lt=month, month__gte=months_later(month, -months)
    )
    return owed.count() >= months


def _others(member: Member, wanted: Wanted, but: Visit | None) -> Visits:
    """Return the other visits to the person for the kind that give something."""
    visits = Visit.objects.of_person(member).live().filter(kind=wanted.kind)
    return visits.exclude(pk=but.pk) if but is not None and but.pk is not None else visits


def _already(member: Member, wanted: Wanted, but: Visit | None) -> Decimal:
    """Return what was given to the person for the kind in the year of the event, in yuan."""
    visits = _others(member, wanted, but).exclude(state=VisitState.PROPOSED)
    return visits.filter(event_on__year=wanted.event_on.year).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def _earlier(
    member: Member, wanted: Wanted, rule: standards.RuleRow, but: Visit | None
) -> list[standards.EarlierVisit]:
    """Return the earlier visits that may be for the same illness, where a rule gives only once for one."""
    if rule.frequency != Frequency.ILLNESS:
        return []
    after = wanted.event_on.replace(month=1, day=1)
    if rule.period_months:
        after = months_later(wanted.event_on, -rule.period_months)
    visits = _others(member, wanted, but).filter(event_on__gte=after, event_on__lte=wanted.event_on)
    return [standards.EarlierVisit(on=visit.event_on, illness=visit.read().illness) for visit in visits]


def _due(reached: Reached, facts: standards.Facts, earlier: list[standards.EarlierVisit]) -> standards.Due:
    """Return what is due, refused where it is for any of the earlier visits."""
    asked = [replace(facts, earlier_visit=one) for one in earlier] or [facts]
    try:
        answers = [due_in(reached, one) for one in asked]
    except standards.Ambiguous as why:
        message = _("Two rules hold at once: %(document)s. The administrator has to end one of them.")
        raise NotAllowed(message % {"document": why}, code="ambiguous") from None
    return next((one for one in answers if one.refusal is not None), answers[0])


def _document_of(due: standards.Due, reached: Reached, wanted: Wanted) -> str:
    """Return the document of the question for which it is refused, as far as one row answers it."""
    asked = {
        Refusal.NO_DUES: "dues_months",
        Refusal.WAGE_NOT_IN_BASE: "wage_in_base",
        Refusal.ELSEWHERE: "one_place",
        Refusal.FORM: "forms",
        Refusal.RELATION: "relations",
        Refusal.TOO_LATE: "claim_months",
        Refusal.AGAIN: "frequency",
    }
    said = standards.documents(reached.rules, kind=wanted.kind, on=wanted.event_on)
    question = asked.get(due.refusal) if due.refusal else None
    return said.get(question or "", due.document)
