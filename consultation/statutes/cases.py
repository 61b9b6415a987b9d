"""Answers cases of the limits of the law and of the desk, as `manage.py rules clocks FILE` prints them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from consultation.deadlines.models import DeadlineRule
from consultation.statutes.models import StatutoryLimit
from consultation.statutes.rules import FINAL, INTERRUPTIONS, WAGES, region_of
from office.clocks.days import StoredCalendar
from office.clocks.rules import Event, EventKind, LimitUnit, NoStart, Reckoning, Rule, reckon
from office.rule_files import BadCase, Case, day_of, day_or_none, given_of, known_keys, text_of

EMPLOYER = frozenset(("employer", "company", "unit", "用人单位", "单位"))
WORKER_SIDE = frozenset(("worker", "employee", "kin", "relative", "union", "职工", "劳动者", "近亲属", "工会"))

Given = Mapping[str, Any]


class Found(NamedTuple):
    """A limit that applies: its rule, the events of the case, what it stands on."""

    rule: Rule
    events: list[Event]
    basis: str
    today: date | None = None


class NoLimit(NamedTuple):
    """No limit runs, and why."""

    basis: str


class Answerable(NamedTuple):
    keys: tuple[str, ...]
    find: Callable[[Given], Found | NoLimit]


def answer_clock(case: Case) -> Case:
    """Return due, unmoved, estimated and basis for one case. Raises BadCase for an unknown rule or key."""
    rule = RULES.get(str(case.get("rule")))
    if rule is None:
        raise BadCase(f"Unknown rule: {case.get('rule')!r}.")
    given = given_of(case, {*rule.keys, "today"})
    day_or_none(given, "today")
    found = rule.find(given)
    if isinstance(found, NoLimit):
        return _answer(None, found.basis)
    try:
        return _answer(reckon(found.rule, found.events, StoredCalendar(), found.today), found.basis)
    except NoStart:
        raise BadCase("The limit starts after the day of asking.") from None
    except OverflowError:
        raise BadCase("The limit ends too far away.") from None


def _answer(found: Reckoning | None, basis: str) -> Case:
    if found is None or found.due is None or found.unmoved is None:
        return {"due": None, "unmoved": None, "estimated": False, "basis": basis}
    return {
        "due": found.due.isoformat(),
        "unmoved": found.unmoved.isoformat(),
        "estimated": found.estimated,
        "basis": basis,
    }


def _statute(code: str, region: str = "") -> StatutoryLimit:
    row = StatutoryLimit.objects.filter(code=code, region=region).first()
    if row is None:
        raise BadCase(f"There is no row for {code}.")
    return row


def _from_day(key: str, code: str, given: Given) -> Found:
    """Return the limit of the law `code` from the day under `key`."""
    row = _statute(code)
    return Found(row.limit, [Event(EventKind.START, day_of(given, key))], row.basis)


def _arbitration(given: Given) -> Found | NoLimit:
    """Return the limit to apply for arbitration: 劳动争议调解仲裁法 27."""
    category = text_of(given, "category")
    today = day_or_none(given, "today")
    if not category:
        raise BadCase("category is missing.")
    ended_on = day_or_none(given, "employment_ended_on")
    if category in WAGES:
        row = _statute("arbitration.limitation_wages")
        if ended_on is None or (today and ended_on > today):
            return NoLimit(row.basis)
        start = ended_on
    else:
        row = _statute("arbitration.limitation")
        start = day_of(given, "known_on")
    interruptions = _interruptions(given)
    suspensions = _suspensions(given)
    basis = row.basis
    if interruptions and row.code == "arbitration.limitation":
        basis += "、第二款"
    if suspensions and row.code == "arbitration.limitation":
        basis += "、第三款"
    events = [Event(EventKind.START, start), *interruptions]
    for first, until in suspensions:
        events.append(Event(EventKind.PAUSE, first))
        if until:
            events.append(Event(EventKind.RESUME, until))
    return Found(row.limit, events, basis, today)


def _interruptions(given: Given) -> list[Event]:
    found = []
    for row in _rows(given, "interruptions"):
        known = known_keys(row, ("on", "kind", "proof"))
        kind = text_of(known, "kind")
        if kind not in INTERRUPTIONS:
            raise BadCase(f"Unknown kind of interruption: {kind!r}.")
        found.append(Event(EventKind.INTERRUPTED, day_of(known, "on")))
    return found


def _suspensions(given: Given) -> list[tuple[date, date | None]]:
    """Return the suspensions in their order, those that touch each other as one; None where the cause goes on."""
    found: list[tuple[date, date | None]] = []
    rows = []
    for row in _rows(given, "suspensions"):
        known = known_keys(row, ("from", "removed_on", "reason", "proof"))
        first, until = day_of(known, "from"), day_or_none(known, "removed_on")
        if until is not None and until < first:
            raise BadCase(f"A suspension ends on {until}, before it begins on {first}.")
        rows.append((first, until))
    for first, until in sorted(rows, key=lambda row: row[0]):
        if found and (found[-1][1] is None or first <= found[-1][1]):
            last = found[-1][1]
            found[-1] = (found[-1][0], None if last is None or until is None else max(last, until))
        else:
            found.append((first, until))
    return found


def _rows(given: Given, key: str) -> list[Given]:
    rows = given.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadCase(f"{key} is a list of objects.")
    return rows


def _award_extended(given: Given) -> Found:
    """Return the limit of an award that the chair has extended: it counts from the unmoved last day."""
    found = _from_day("accepted_on", "arbitration.award", given)
    return _extended(found, _days(given, "extension_approved_days"), _statute("arbitration.award"))


def _inspection_extended(given: Given) -> Found:
    found = _from_day("filed_on", "inspection.handling", given)
    row = _statute("inspection.handling")
    approved = given.get("extension_approved", False)
    if isinstance(approved, bool):
        return _extended(found, row.extension if approved else 0, row)
    return _extended(found, _days(given, "extension_approved"), row)


def _days(given: Given, key: str) -> int:
    days = given.get(key, 0)
    if isinstance(days, bool) or not isinstance(days, int) or days < 0:
        raise BadCase(f"{key} is a number of days: {days!r}.")
    return days


def _extended(found: Found, days: int, row: StatutoryLimit) -> Found:
    if days > row.extension:
        raise BadCase(f"It may be extended by at most {row.extension} days: {row.basis}.")
    if not days:
        return found
    start = found.events[0]
    return found._replace(events=[start, Event(EventKind.EXTENDED, start.on, days)])


def _suit(given: Given) -> Found | NoLimit:
    """Return the limit to sue: against a final award only the worker may. 劳动争议调解仲裁法 48–50."""
    party = _party(given)
    if party == "employer" and text_of(given, "award") in FINAL:
        return NoLimit(_statute("court.set_aside_by_employer").basis)
    return _from_day("award_received", "court.suit", given)


def _set_aside(given: Given) -> Found | NoLimit:
    """Return the limit to ask the court to set a final award aside, which only the employer may."""
    found = _from_day("award_received", "court.set_aside_by_employer", given)
    if _party(given, "employer") != "employer" or text_of(given, "award", "final") not in FINAL:
        return NoLimit(found.basis)
    return found


def _party(given: Given, default: str = "") -> str:
    party = text_of(given, "party", default)
    if party in EMPLOYER:
        return "employer"
    if party in WORKER_SIDE:
        return "worker"
    raise BadCase("party is missing." if not party else f"Unknown party: {party!r}.")


def _inspection_limit(given: Given) -> Found | NoLimit:
    """Return the limit of a complaint to inspection: none as long as the violation goes on."""
    if "violation_ended_on" not in given:
        return NoLimit(_statute("inspection.limit").basis)
    return _from_day("violation_ended_on", "inspection.limit", given)


def _injury(code: str, who: frozenset[str], given: Given) -> Found:
    by = text_of(given, "by")
    if by and by not in who:
        raise BadCase(f"{by!r} doesn't apply by this limit.")
    key = "accident_on" if "accident_on" in given else "occupational_disease_diagnosed_on"
    return _from_day(key, code, given)


def _opinion(given: Given) -> Found | NoLimit:
    """Return the limit of the answer to an opinion; none where no rule of the region is known."""
    start = day_of(given, "opinion_received")
    region = region_of(text_of(given, "region"))
    rows = StatutoryLimit.objects.filter(code="letter.opinion_reply")
    row = rows.filter(region=region).first() or rows.filter(region="").first()
    if row is None:
        return NoLimit("未查到该地区的规定")
    return Found(row.limit, [Event(EventKind.START, start)], row.basis)


def _of_desk(key: str, code: str, given: Given) -> Found:
    """Return a limit that the union has set itself, in working days."""
    row = DeadlineRule.objects.filter(code=code).first()
    if row is None:
        raise BadCase(f"There is no row for {code}.")
    return Found(
        Rule(LimitUnit.WORKING_DAYS, row.working_days), [Event(EventKind.START, day_of(given, key))], row.source
    )


def _simple(key: str, code: str) -> Answerable:
    return Answerable((key,), partial(_from_day, key, code))


def _desk(key: str, code: str) -> Answerable:
    return Answerable((key,), partial(_of_desk, key, code))


INJURED = ("accident_on", "occupational_disease_diagnosed_on", "by")
RULES: dict[str, Answerable] = {
    "mediation.15_days": _simple("application_received", "mediation.15_days"),
    "arbitration.limitation": Answerable(
        ("category", "known_on", "interruptions", "suspensions", "employment_ended_on"), _arbitration
    ),
    "arbitration.acceptance": _simple("application_received", "arbitration.acceptance"),
    "arbitration.defence": _simple("copy_received_by_respondent", "arbitration.defence"),
    "arbitration.award": _simple("accepted_on", "arbitration.award"),
    "arbitration.award_extended": Answerable(("accepted_on", "extension_approved_days"), _award_extended),
    "court.suit": Answerable(("award_received", "party", "award"), _suit),
    "court.set_aside_by_employer": Answerable(("award_received", "award", "party"), _set_aside),
    "court.suit_after_setting_aside": Answerable(
        ("ruling_received", "party"), partial(_from_day, "ruling_received", "court.suit_after_setting_aside")
    ),
    "inspection.acceptance": _simple("complaint_received", "inspection.acceptance"),
    "inspection.handling": _simple("filed_on", "inspection.handling"),
    "inspection.handling_extended": Answerable(("filed_on", "extension_approved"), _inspection_extended),
    "inspection.limit": Answerable(("violation_ended_on",), _inspection_limit),
    "injury.employer_application": Answerable(INJURED, partial(_injury, "injury.employer_application", EMPLOYER)),
    "injury.worker_application": Answerable(INJURED, partial(_injury, "injury.worker_application", WORKER_SIDE)),
    "letter.opinion_reply": Answerable(("opinion_received", "region"), _opinion),
    "referral.reply": _desk("sent_on", "referral.reply"),
    "desk.accept": _desk("asked_on", "question.accept"),
    "desk.consultation": _desk("accepted_on", "question.consultation"),
    "desk.general": _desk("accepted_on", "question.general"),
    "desk.difficult": _desk("accepted_on", "question.difficult"),
    "desk.complex": _desk("accepted_on", "question.complex"),
}
