"""Due without asking (免申即享): events that the register knows propose a visit, once each; members are reminded."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.choices import RETIRED_STATUSES, FamilyRelation, MemberState
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.days import months_later
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from welfare.choices import Kind
from welfare.standards.lookup import Standards
from welfare.visits import checking, rules
from welfare.visits.actions.asking import already, visits_of_event
from welfare.visits.checking import Allowed, Wanted
from welfare.visits.choices import Source, VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said

# Members whose anniversary was so many days ago are still found, should the sweep not have run.
ANNIVERSARY_DAYS = 14


class Event(NamedTuple):
    """An event of a member that the register knows."""

    member: int
    kind: Kind
    on: date
    said: Said


def known_events(today: date) -> Iterator[Event]:
    """Yield the events of the last months that the register knows: births, deaths, retirements, years of service.

    Those that have a visit of that very day already are left out. Five queries.
    """
    since = months_later(today, -rules.SEARCHED_MONTHS)
    for event in (*_of_family(since, today), *_retirements(since), *_anniversaries(today)):
        if event.on <= today:
            yield event


def _active(rows: Any, member: str = "member") -> Any:
    """Return the rows of members in the union whose records are in use. Any: of whichever model."""
    return rows.filter(
        **{f"{member}__state": MemberState.ACTIVE, f"{member}__merged_into": None, f"{member}__anonymised_at": None}
    )


def _of_family(since: date, today: date) -> Iterator[Event]:
    kin = _active(FamilyMember.objects.order_by("pk"))
    born = kin.filter(relation=FamilyRelation.CHILD, birth_date__range=(since, today))
    for member, day in born.values_list("member", "birth_date").iterator():
        yield Event(member, Kind.CHILDBIRTH, day, Said())
    died = kin.filter(deceased_on__range=(since, today))
    for member, day, relation, name in died.values_list("member", "deceased_on", "relation", "name").iterator():
        yield Event(member, Kind.KIN_DEATH, day, Said(relation=relation, relative=name))


def _retirements(since: date) -> Iterator[Event]:
    """Yield the retirements of which the register keeps the day on which they were entered."""
    changes = apps.get_model("members", "MemberEvent")._default_manager
    entered = _active(changes, "pgh_obj").filter(
        pgh_created_at__date__gte=since, pgh_obj__employment__in=RETIRED_STATUSES
    )
    before = entered.exclude(employment__in=RETIRED_STATUSES).order_by("pgh_obj", "-pgh_created_at")
    for member, at in before.distinct("pgh_obj").values_list("pgh_obj", "pgh_created_at").iterator():
        yield Event(member, Kind.RETIREMENT, timezone.localdate(at), Said())


def _anniversaries(today: date) -> Iterator[Event]:
    days = {
        hired: day for day, hired, _years in rules.anniversary_days(today - timedelta(days=ANNIVERSARY_DAYS), today)
    }
    members = Member.objects.filter(
        hired_on__in=days, state=MemberState.ACTIVE, merged_into=None, anonymised_at=None
    ).exclude(employment__in=RETIRED_STATUSES)
    for member, hired in members.order_by("pk").values_list("pk", "hired_on").iterator():
        assert hired is not None
        yield Event(member, Kind.ANNIVERSARY, days[hired], Said())


def propose_visits(today: date) -> int:
    """Propose a visit for each event that the register knows and the rules give something for; return how many.

    Any number of workers may do this at once: each event is proposed once, also after the member wanted none.
    """
    standards: dict[str, Standards] = {}
    proposed = 0
    for event in known_events(today):
        reached = standards.setdefault(event.kind, Standards(event.kind))
        proposed += _propose(event, reached, today)
    return proposed


@transaction.atomic
def _propose(event: Event, standards: Standards, today: date) -> bool:
    member = Member.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=event.member)
    visit = Visit(member=member, unit=member.unit, kind=event.kind, event_on=event.on, source=Source.REGISTER)
    visit.write(event.said)
    if visits_of_event(member, event.kind, event.on, visit.about_hash):
        return False
    wanted = Wanted(kind=event.kind, event_on=event.on, said=event.said)
    try:
        found = checking.looked_at(member, wanted, today, reached=standards.at(member.unit.path))
    except NotAllowed:
        # No document allows it here.
        return False
    if not isinstance(found, Allowed):
        return False
    visit.amount, visit.form, visit.document = found.amount, found.form, found.document
    visit.claim_until = rules.claim_until(event.on, found.rule.claim_months)
    visit.state = VisitState.PROPOSED
    with refused_by({"one_visit_an_event": already(), "retires_and_dies_once": already()}):
        visit.save()
    audit.record("visit.propose", visit, by=None, unit=visit.unit)
    _tell(visit, reminder=False)
    return True


def remind_members(today: date) -> int:
    """Remind members of events for which they may still ask, once, before the window shuts; return how many."""
    last = today + timedelta(days=rules.REMIND_DAYS)
    due = Visit.objects.still_open(today).filter(claim_until__lte=last, reminded_at=None)
    return sum(_remind(pk) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    if not Visit.objects.filter(pk=pk, state=VisitState.PROPOSED, reminded_at=None).update(reminded_at=timezone.now()):
        return False
    _tell(Visit.objects.select_related("member__user").get(pk=pk), reminder=True)
    return True


def _tell(visit: Visit, *, reminder: bool) -> None:
    text = (
        gettext_lazy("You may still ask your union for something until %(day)s: see “Visits”.")
        if reminder
        else gettext_lazy("Your union may have something for you: see “Visits”.")
    )
    notify(visit.member.user, text, reverse("welfare:my_visits"), day=visit.claim_until)


def end_lapsed(today: date) -> int:
    """End what the register proposed and nobody asked for before the window shut; return how many."""
    lapsed = Visit.objects.filter(state=VisitState.PROPOSED, claim_until__lt=today).order_by("pk")
    return sum(_end(pk) for pk in lapsed.values_list("pk", flat=True))


@transaction.atomic
def _end(pk: int) -> bool:
    visit = Visit.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=pk)
    if visit.state != VisitState.PROPOSED:
        return False
    move(visit, VisitState.CANCELLED, rules.NEXT, content="", closed_at=timezone.now())
    audit.record("visit.lapse", visit, by=None, unit=visit.unit)
    return True
