"""Probable duplicates in the demonstration union's register; one pair is merged, one is dismissed."""

from members.authority.models import User
from members.duplicates.actions.candidates import compare_next, dismiss_double
from members.duplicates.actions.merging import merge_members
from members.duplicates.models import DoubleCandidate
from members.duplicates.rules import swapped
from members.register.models.member import Member
from members.register.rules.identity import is_identity_number

FIRST = 700


def create_duplicates() -> None:
    """Make pairs of similar members in each way that the search finds, run it, merge one pair, dismiss one."""
    plain = Member.objects.active().filter(user=None, employment="on_duty").order_by("pk")[FIRST : FIRST + 10]
    people = list(plain)
    for one, other in zip(people[::2], people[1::2], strict=True):
        other.name, other.sex, other.birth_date = one.name, one.sex, one.birth_date
    people[1].phone = people[0].phone
    people[3].set_id_number(_mistyped_number(people[2]))
    people[5].birth_date, people[5].phone = None, people[4].phone
    for member in people:
        member.save()
    while compare_next():
        pass
    officer = User.objects.get(username="welfare")
    merged, dismissed = (DoubleCandidate.objects.open().get(a=people[at], b=people[at + 1]) for at in (6, 8))
    merge_members(merged, keep=merged.a_id, take=set(), by=officer, reason="调动时重复录入，身份证复印件一致")
    dismiss_double(dismissed, by=officer, reason="同名同日生，身份证号码不同，已电话核实")


def _mistyped_number(member: Member) -> str:
    """Return the member's identity number with two neighbouring digits swapped, but still valid."""
    number = member.id_number.reveal()
    return next(other for other in sorted(swapped(number)) if is_identity_number(other))
