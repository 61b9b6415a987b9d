"""Committees of the demonstration union: a term that ends soon, one that is over, vacant seats; and a merged group."""

from datetime import date, timedelta

from django.db.models import QuerySet

from demo.register import ROOT
from members.authority.models import User
from members.choices import MemberState, Sex, UnitLevel
from members.committees.actions import Candidate, Election, record_election, take_seat
from members.committees.models.committees import Term
from members.committees.rules import CommitteeKind, CommitteePost, Portfolio, Side
from members.organisation.actions import change_unit, merge_unit
from members.register.models.member import Member
from members.units.models.units import Unit
from office.days import months_later

MONTHS_LEFT = 4
"""Months until the term of the union's committee ends."""


def elect_committees(today: date) -> None:
    """Enter committees of the union and of some branches, as its chair; and merge one group into another."""
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    describe_union(union, chair)
    begins = months_later(today, MONTHS_LEFT - 60)
    committee = elect(union, CommitteeKind.UNION, begins, 7, chair)
    for username, post, portfolio in (
        ("chair", CommitteePost.CHAIR, Portfolio.NONE),
        ("branch", CommitteePost.VICE_CHAIR, Portfolio.NONE),
        ("finance", CommitteePost.MEMBER, Portfolio.FINANCE),
        ("welfare", CommitteePost.MEMBER, Portfolio.WELFARE),
        ("rights", CommitteePost.MEMBER, Portfolio.SAFETY),
    ):
        seat(committee, Member.objects.get(user__username=username), chair, post=post, portfolio=portfolio)
    gone = Member.objects.filter(state=MemberState.WITHDRAWN).order_by("pk")[0]
    seat(committee, gone, chair, portfolio=Portfolio.WOMEN)
    review = elect(union, CommitteeKind.FUND_REVIEW, begins, 3, chair)
    seat(review, Member.objects.get(user__username="auditor"), chair, post=CommitteePost.CHAIR)
    mediation = elect(union, CommitteeKind.MEDIATION, months_later(today, -20), 4, chair, years=3)
    seat(mediation, Member.objects.get(user__username="desk"), chair, post=CommitteePost.CHAIR)
    speaker = Candidate(name="人力资源部 卢伟", side=Side.EMPLOYER)
    take_seat(mediation, speaker, since=mediation.starts_on, by=chair)
    first, second = Unit.objects.get(code=f"{ROOT}01"), Unit.objects.get(code=f"{ROOT}02")
    fill_seats(elect(first, CommitteeKind.UNION, months_later(today, -38), 3, chair, years=3), chair)
    fill_seats(elect(second, CommitteeKind.UNION, months_later(today, -10), 3, chair), chair)
    women = Member.objects.active().filter(unit__path__startswith=first.path, sex=Sex.FEMALE)
    fill_seats(elect(first, CommitteeKind.WOMEN, months_later(today, -14), 3, chair), chair, women)
    merged, into = Unit.objects.get(code=f"{ROOT}0805"), Unit.objects.get(code=f"{ROOT}0804")
    merge_unit(merged, into, on=today - timedelta(days=20), by=chair, reason="分会第三次委员会会议纪要")


def describe_union(union: Unit, chair: User) -> None:
    """Enter level, credit code, address and contacts of the union."""
    known = {
        "level": UnitLevel.BASIC,
        "credit_code": "81370500MC1234567E",
        "address": "山东省东营市东河区济南路 66 号",
        "set_up_on": date(1962, 9, 23),
    }
    contacts = [
        {"name": "夏远", "duty": "组织员", "phone": "0546-5550101"},
        {"name": "崔桂琳", "duty": "财务", "phone": "0546-5550102"},
    ]
    change_unit(union, known, contacts, by=chair)


def elect(unit: Unit, kind: str, begins: date, places: int, chair: User, *, years: int = 5) -> Term:
    """Enter an election on the day on which the term begins, with a turnout of 93 per cent."""
    entitled = Member.objects.active().filter(unit__path__startswith=unit.path).count()
    election = Election(begins, begins, years, entitled, entitled * 93 // 100, places)
    return record_election(unit, kind, election, by=chair)


def fill_seats(term: Term, chair: User, members: QuerySet[Member] | None = None) -> None:
    """Seat as many of `members`, by default of the unit, as there are places; the first one as chair."""
    of_unit = Member.objects.active().filter(unit__path__startswith=term.committee.unit.path, user=None)
    for number, member in enumerate((of_unit if members is None else members).order_by("-pk")[: term.places]):
        seat(term, member, chair, post=CommitteePost.MEMBER if number else CommitteePost.CHAIR)


def seat(
    term: Term,
    member: Member,
    chair: User,
    *,
    post: CommitteePost = CommitteePost.MEMBER,
    portfolio: Portfolio = Portfolio.NONE,
) -> None:
    """Seat a member from the beginning of the term on."""
    take_seat(term, Candidate(member, post=post, portfolio=portfolio), since=term.starts_on, by=chair)
