"""The demonstration's committees: one term that runs out, one that is over, seats without a holder; a merged group."""

from datetime import date, timedelta
from typing import Any

from demo.register import ROOT
from members.authority.models import User
from members.choices import MemberState, Sex, UnitLevel
from members.committees.actions import Candidate, Election, record_election, take_seat
from members.committees.models.committees import Term
from members.committees.rules import CommitteeKind, CommitteePost, Portfolio, Side, months_later
from members.organisation.actions import change_unit, merge_unit
from members.register.models.member import Member
from members.units.models.units import Unit

WARNED = 4
"""Months that the union committee's term still has."""


def elect_committees(today: date) -> None:
    """Committees of the union and of some branches, as the chair has entered them; one group went up in another."""
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    describe(union, chair)
    begins = months_later(today, WARNED - 60)
    committee = hold(union, CommitteeKind.UNION, begins, 7, chair)
    for username, post, portfolio in (
        ("chair", CommitteePost.CHAIR, Portfolio.NONE),
        ("branch", CommitteePost.VICE_CHAIR, Portfolio.NONE),
        ("finance", CommitteePost.MEMBER, Portfolio.FINANCE),
        ("welfare", CommitteePost.MEMBER, Portfolio.WELFARE),
        ("rights", CommitteePost.MEMBER, Portfolio.SAFETY),
    ):
        sit(committee, Member.objects.get(user__username=username), chair, post=post, portfolio=portfolio)
    gone = Member.objects.filter(state=MemberState.WITHDRAWN).order_by("pk")[0]
    sit(committee, gone, chair, portfolio=Portfolio.WOMEN)
    review = hold(union, CommitteeKind.FUND_REVIEW, begins, 3, chair)
    sit(review, Member.objects.get(user__username="auditor"), chair, post=CommitteePost.CHAIR)
    mediation = hold(union, CommitteeKind.MEDIATION, months_later(today, -20), 4, chair, years=3)
    sit(mediation, Member.objects.get(user__username="desk"), chair, post=CommitteePost.CHAIR)
    speaker = Candidate(name="人力资源部 卢伟", side=Side.EMPLOYER)
    take_seat(mediation, speaker, since=mediation.starts_on, by=chair)
    first, second = Unit.objects.get(code=f"{ROOT}01"), Unit.objects.get(code=f"{ROOT}02")
    fill(hold(first, CommitteeKind.UNION, months_later(today, -38), 3, chair, years=3), chair)
    fill(hold(second, CommitteeKind.UNION, months_later(today, -10), 3, chair), chair)
    women = Member.objects.active().filter(unit__path__startswith=first.path, sex=Sex.FEMALE)
    fill(hold(first, CommitteeKind.WOMEN, months_later(today, -14), 3, chair), chair, women)
    merge_unit(
        Unit.objects.get(code=f"{ROOT}0805"), Unit.objects.get(code=f"{ROOT}0804"), on=today - timedelta(days=20),
        by=chair, reason="分会第三次委员会会议纪要",
    )  # fmt: skip


def describe(union: Unit, chair: User) -> None:
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


def hold(unit: Unit, kind: str, begins: date, places: int, chair: User, *, years: int = 5) -> Term:
    """An election of the day on which the term begins, in which nearly everybody entitled voted."""
    entitled = Member.objects.active().filter(unit__path__startswith=unit.path).count()
    election = Election(begins, begins, years, entitled, entitled * 93 // 100, places)
    return record_election(unit, kind, election, by=chair)


def fill(term: Term, chair: User, members: Any = None) -> None:
    """As many members of the unit as there are places, the first of them in the chair."""
    known = Member.objects.active().filter(unit__path__startswith=term.committee.unit.path, user=None)
    for number, member in enumerate((members or known).order_by("-pk")[: term.places]):
        sit(term, member, chair, post=CommitteePost.MEMBER if number else CommitteePost.CHAIR)


def sit(term: Term, member: Member, chair: User, **duty: str) -> None:
    take_seat(term, Candidate(member, **duty), since=term.starts_on, by=chair)
