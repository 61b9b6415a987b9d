"""What is due for a benefit, and by which rule. Pure: no database, no clock, no request.

The portal's pages, the runs and `manage.py rules caps` all answer by `due`. Sums are in yuan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from office.days import months_later
from welfare.choices import Basis, Form, Frequency, Kind, Refusal

ZERO = Decimal(0)
CENT = Decimal("0.01")
# 安徽 2025 says 近亲属, every other text 直系亲属, "only" these: domain.md part 1.
KIN = frozenset({"spouse", "parent", "child"})
# 总工办发〔2017〕32号: no cash and no shopping cards; a card is no form that any rule could allow.
SHOPPING_CARD = "shopping_card"
NATIONAL = "总工办发〔2017〕32号"

# The questions that rules of benefits answer, each by the nearest row that does.
QUESTIONS = (
    "forms",
    "relations",
    "attachments",
    "claim_months",
    "frequency",
    "period_months",
    "needs_file",
    "dues_months",
    "wage_in_base",
    "outside_base",
    "one_place",
    "visit_days",
    "closing_days",
)


class Ambiguous(ValueError):
    """Two rules of the same unit hold at once, and neither is more special: a person has to end one of them."""


@dataclass(frozen=True, kw_only=True)
class CapRow:
    """A cap, and how near to the member it is set: the highest `level` counts. Per cent for a share of the income."""

    kind: str
    basis: Basis
    amount: Decimal
    document: str
    level: int = 0
    festival: str = ""
    condition: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    day_unclear: bool = False
    dated_on: date | None = None
    key: int | None = None

    def in_force(self, day: date) -> bool:
        """Return whether it is in force on the day; never where the day from which it holds is not known."""
        return is_in_force(self.effective_from, self.effective_to, day)


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """How a kind of benefit is given; None where this row leaves a question to rows of lower levels."""

    kind: str
    document: str
    level: int = 0
    effective_from: date | None = None
    effective_to: date | None = None
    forms: frozenset[str] | None = None
    relations: frozenset[str] | None = None
    attachments: tuple[str, ...] | None = None
    claim_months: int | None = None
    frequency: str | None = None
    period_months: int | None = None
    needs_file: bool | None = None
    dues_months: int | None = None
    wage_in_base: bool | None = None
    outside_base: frozenset[str] | None = None
    one_place: bool | None = None
    visit_days: int | None = None
    closing_days: int | None = None

    def in_force(self, day: date) -> bool:
        return is_in_force(self.effective_from, self.effective_to, day)


@dataclass(frozen=True, kw_only=True)
class EarlierVisit:
    on: date
    illness: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one benefit; `already` is what was given for the kind in the year of the event.

    With `of_unit` the sums are those of the unit, and only caps on the share of its income are asked.
    """

    kind: str
    on: date
    standard: Decimal | None = None
    already: Decimal = ZERO
    festival: str = ""
    is_festival: bool = True
    conditions: frozenset[str] = frozenset()
    illness: str = ""
    earlier_visit: EarlierVisit | None = None
    relation: str = ""
    form: str = ""
    has_file: bool | None = None
    claimed_on: date | None = None
    pays_dues: bool = True
    wage_in_base: bool = True
    benefits_elsewhere: bool = False
    retired: bool = False
    of_unit: bool = False
    income: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """What may be given, None where no rule is found; what kept it below the standard, and the document."""

    payable: Decimal | None
    cap: CapRow | None = None
    refusal: Refusal | None = None
    document: str = ""
    limits: tuple[tuple[CapRow, Decimal], ...] = ()


def is_in_force(first: date | None, last: date | None, day: date) -> bool:
    """Return whether `day` lies between the two days, both included; never without a first one."""
    return first is not None and first <= day and (last is None or day <= last)


def caps_for(
    rows: Iterable[CapRow], *, kind: str, on: date, festival: str = "", conditions: Iterable[str] = ()
) -> dict[Basis, CapRow]:
    """Return for each basis the cap that counts on the day of the event.

    Of those that hold, the nearest counts; of the nearest one for this festival before one for all, then one with a
    condition that is met before one without. Raises Ambiguous where that leaves two.
    """
    met = {"", *conditions}
    found: dict[Basis, list[CapRow]] = {}
    for row in rows:
        if row.kind == kind and row.in_force(on) and row.festival in ("", festival) and row.condition in met:
            found.setdefault(row.basis, []).append(row)
    return {basis: _nearest(among) for basis, among in found.items()}


def _nearest(rows: list[CapRow]) -> CapRow:
    def rank(row: CapRow) -> tuple[int, bool, bool]:
        return row.level, bool(row.festival), bool(row.condition)

    best = max(rows, key=rank)
    if sum(rank(row) == rank(best) for row in rows) > 1:
        raise Ambiguous(best.document)
    return best


def ruled(rows: Iterable[RuleRow], *, kind: str, on: date) -> RuleRow:
    """Return how a kind is given on a day: each question is answered by the nearest row that answers it.

    `document` is that of the nearest row that says anything, "" where none does. A later start counts first.
    """
    answer = RuleRow(kind=kind, document="")
    for row in _held(rows, kind, on):
        said = {name: value for name in QUESTIONS if (value := getattr(row, name)) is not None}
        answer = replace(answer, document=row.document, **said)
    return answer


def _held(rows: Iterable[RuleRow], kind: str, on: date) -> list[RuleRow]:
    """Return the rows of a kind in force on a day, the nearest last."""
    held = [row for row in rows if row.kind == kind and row.in_force(on)]
    return sorted(held, key=lambda row: (row.level, row.effective_from or on))


def documents(rows: Iterable[RuleRow], *, kind: str, on: date) -> dict[str, str]:
    """Return by the name of each question that is answered the document of the row that answers it."""
    return {name: row.document for row in _held(rows, kind, on) for name in QUESTIONS if getattr(row, name) is not None}


def allowed(rule: RuleRow) -> frozenset[str]:
    """Return the forms in which a kind may be given: any where no rule says so."""
    return frozenset(Form.values) if rule.forms is None else rule.forms


def limit_of(cap: CapRow, facts: Facts) -> Decimal | None:
    """Return what a cap leaves to be given, in yuan, never negative; None for a share of an unknown income.

    What was given earlier in the year counts against a cap for the year, under whichever document it was given.
    """
    match cap.basis:
        case Basis.PERSON_YEAR:
            left = cap.amount - facts.already
        case Basis.BUDGET_SHARE:
            if facts.income is None:
                return None
            left = share_of(facts.income, cap.amount) - facts.already
        case _:
            left = cap.amount
    return max(ZERO, left)


def share_of(income: Decimal, per_cent: Decimal) -> Decimal:
    """Return the per cent of an income, cut to the fen."""
    return (income * per_cent / 100).quantize(CENT, ROUND_DOWN)


def refused(facts: Facts, rule: RuleRow) -> Refusal | None:
    """Return the condition for which nothing may be given, None where all known ones are met.

    安徽 2025 and 总工办发〔2017〕32号, domain.md part 1. A fact that is not known refuses nothing.
    """
    if facts.of_unit:
        return None
    checks = (
        (not facts.pays_dues, Refusal.NO_DUES),
        (not facts.wage_in_base, Refusal.WAGE_NOT_IN_BASE),
        (facts.benefits_elsewhere, Refusal.ELSEWHERE),
        # The souvenir is for retiring itself.
        (facts.retired and facts.kind != Kind.RETIREMENT, Refusal.RETIRED),
        (facts.kind == Kind.FESTIVAL and not facts.is_festival, Refusal.NO_FESTIVAL),
        (bool(facts.form) and facts.form not in allowed(rule), Refusal.FORM),
        (
            bool(facts.relation) and rule.relations is not None and facts.relation not in rule.relations,
            Refusal.RELATION,
        ),
        (bool(rule.needs_file) and facts.has_file is False, Refusal.NO_FILE),
        (_too_late(facts, rule), Refusal.TOO_LATE),
        (_again(facts, rule), Refusal.AGAIN),
    )
    return next((refusal for applies, refusal in checks if applies), None)


def _too_late(facts: Facts, rule: RuleRow) -> bool:
    """Return whether the months to claim it, from the day of the event, were over on that day: 民法典 202."""
    if facts.claimed_on is None or not rule.claim_months:
        return False
    return facts.claimed_on > months_later(facts.on, rule.claim_months)


def _again(facts: Facts, rule: RuleRow) -> bool:
    """Return whether an earlier visit for the same illness falls into the same period.

    The period is the calendar year, or so many months before the event. An illness that is not named may be the same.
    """
    earlier = facts.earlier_visit
    if earlier is None or rule.frequency != Frequency.ILLNESS:
        return False
    named = bool(earlier.illness and facts.illness)
    if named and earlier.illness.casefold().split() != facts.illness.casefold().split():
        return False
    if not rule.period_months:
        return earlier.on.year == facts.on.year
    return earlier.on <= facts.on < months_later(earlier.on, rule.period_months)


def due(facts: Facts, caps: Iterable[CapRow], rules: Iterable[RuleRow]) -> Due:
    """Return what may be given for an event, and the cap or condition that keeps it below the standard.

    The payable sum is None where no cap is found, 0 where a condition is not met. Without a standard it is what the
    caps leave. Raises Ambiguous where two caps of one unit hold at once.
    """
    held = caps_for(caps, kind=facts.kind, on=facts.on, festival=facts.festival, conditions=facts.conditions)
    held = {basis: cap for basis, cap in held.items() if (basis == Basis.BUDGET_SHARE) == facts.of_unit}
    rule = ruled(rules, kind=facts.kind, on=facts.on)
    refusal = refused(facts, rule)
    if refusal is not None:
        named = next((cap.document for cap in held.values()), "")
        return Due(payable=ZERO, refusal=refusal, document=named or rule.document or NATIONAL)
    limits = [(cap, left) for cap in held.values() if (left := limit_of(cap, facts)) is not None]
    if not limits:
        return Due(payable=None, document=next((cap.document for cap in held.values()), ""))
    cap, left = min(limits, key=lambda one: one[1])
    if facts.standard is not None and facts.standard <= left:
        return Due(payable=facts.standard, document=cap.document, limits=tuple(limits))
    return Due(payable=left, cap=cap, document=cap.document, limits=tuple(limits))
