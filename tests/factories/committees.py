from datetime import date

from members.committees import actions as committees
from members.committees.models.committees import Seat, Term
from members.committees.rules import CommitteePost
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories.accounts import user
from tests.factories.members import member as new_member
from tests.factories.units import unit as new_unit


def term(
    unit: Unit | None = None, kind: str = "union", *, since: date = date(2024, 3, 1), years: int = 5, places: int = 3
) -> Term:
    """Record the election of a committee of the unit, from `since` on; nobody holds a seat yet."""
    election = committees.Election(elected_on=since, starts_on=since, years=years, entitled=40, voted=36, places=places)
    return committees.record_election(unit or new_unit(), kind, election, by=user())


def seat(
    term: Term, member: Member | None = None, *, since: date | None = None, post: str = CommitteePost.MEMBER
) -> Seat:
    """Create a seat from the beginning of the term unless `since` is given, by default of a new member of the unit."""
    candidate = committees.Candidate(member or new_member(term.committee.unit), post=post)
    return committees.take_seat(term, candidate, since=since or term.starts_on, by=user())
